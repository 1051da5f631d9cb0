#!/bin/sh
# The shape of the tree: includes point one way, third-party headers come in at few places, headers compile alone, no demo name and
# no machine path stand in code.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# says TEXT, then passes when standard input is empty and prints it otherwise.
none() {
    found=$(cat)
    if [ -z "$found" ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        echo "$found" | sed 's/^/# /'
    fi
}

grep -n '#include "\(stages\|reports\|pipeline/[a-z_]*\.h\)' pipeline/lib/*.[ch] | none "pipeline/lib includes only itself"
grep -n '#include "\(stages/\|pipeline/[a-z_]*\.h\)' reports/render/*.[ch] | none "reports/render knows neither stages nor commands"
grep -n '#include "pipeline/[a-z_]*\.h' stages/*/*.[ch] | none "stages know no command"
# A stage includes only stages that README.md names before it.
order=$(sed -n '/^    stages\/  /,/^    stages\/models/s/^      \([a-z]*\)\/ .*/\1/p' README.md)
for folder in stages/*/; do
    name=$(basename "$folder")
    ls "$folder"*.c >/dev/null 2>&1 || continue
    echo "$order" | grep -qx "$name" || echo "$name is not in README.md"
    later=$(echo "$order" | sed "1,/^$name\$/d; /^sql\$/d" | paste -sd'|')
    [ -z "$later" ] || grep -nE "#include \"stages/($later)/" "$folder"*.[ch]
done | none "a stage includes only stages before it"
# A header tells of what lies in its own folder, so that no stage calls one behind it; but the table of charts, which names functions of
# publish, is asked by the reader of reports.
for header in $(git ls-files 'pipeline/*.h' 'stages/*/*.h' 'reports/render/*.h'); do
    grep -oE '^[a-z][a-z_0-9 ]*[ *][a-z_0-9]+\(' "$header" | grep -v '^static ' | sed "s|.*[ *]\([a-z_0-9]*\)($|\1 ${header%/*}/ $header|"
done | sort -u >"$scratch/declared"
for folder in pipeline pipeline/lib stages/* reports/render; do
    nm -A --defined-only -g build/"$folder"/*.o 2>/dev/null
done | sed -n 's|^build/\(.*/\)[a-z_0-9]*\.o:[^ ]* T \(.*\)|\2 \1|p' | sort -u >"$scratch/defined"
join "$scratch/declared" "$scratch/defined" | awk '$2 != $4 && $1 !~ /^chart_kind_/ {print $3 ": " $1 " lies in " $4}' | none "a header tells of what lies in its own folder"
# What no file but its own knows is static: beside the header and the file that has it, a third place names every function.
grep -v '/fuzz' "$scratch/declared" | cut -d' ' -f1 >"$scratch/names"
{
    git ls-files '*.c' | xargs grep -owHFf "$scratch/names" | sort -u
    git ls-files '*.h' | xargs grep -owHFf "$scratch/names"
} | sed 's/.*://' | sort | uniq -c | awk '$1 < 3 {print $2}' | none "every function of a header is asked for by another file"
grep -ln '#include <sqlite3.h>' -r pipeline stages reports --include='*.[ch]' |
    grep -vE 'pipeline/lib/db[a-z_]*\.[ch]|stages/measure/(vocabulary[a-z_]*|working_days|postcode|code_table)\.c' |
    none "sqlite3.h comes in through db, the vocabulary and the code table only"
for header in xlsxwriter.h csv.h gnutls/crypto.h; do
    files=$(grep -l "#include <$header>" -r pipeline stages reports --include='*.[ch]' | wc -l)
    [ "$files" -le 1 ] && echo "ok - <$header> is included by one file" || echo "not ok - <$header> is included by $files files"
done
grep -nEi 'cheshire|E06000049' -r pipeline stages reports/render --include='*.[ch]' --include='*.sql' |
    none "the demo council's name stands in no C file and no SQL"
git grep -nIE '/(work|root|home)/[a-z]' -- . ':!tests/tree.sh' | none "no path of a machine stands in the tree"
git grep -ohIE '\b[A-Za-z_]+\.md\b' -- ':!tests/tree.sh' | sort -u | while read -r page; do
    [ -n "$(git ls-files "$page" "*/$page")" ] || git grep -nIF "$page" -- ':!tests/tree.sh'
done | none "no page is named that is not in the tree"
git grep -nIwE 'TODO|FIXME|XXX' -- '*.c' '*.h' '*.sql' '*.json' Makefile | none "nothing is left for later"
git ls-files 'pipeline/*.[ch]' 'stages/*/*.[ch]' 'reports/*.[ch]' 'fixtures/*.[ch]' | xargs wc -l | awk '$2 != "total" && $1 > 400 {print}' | none "no C file of the program is longer than 400 lines"

flags="-std=c17 -D_POSIX_C_SOURCE=200809L -I. $(pkg-config --cflags sqlite3 glib-2.0 json-glib-1.0 pangocairo cairo)"
for header in $(git ls-files '*.h'); do
    gcc $flags -fsyntax-only -x c "$header" 2>/dev/null || echo "$header"
done | none "every header compiles alone"
