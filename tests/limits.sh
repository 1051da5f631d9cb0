#!/bin/sh
# The largest of everything (docs/limits.md): at the limit all is well, one past it is told.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

for constant in $(sed -n 's/^#define \(LIMIT_[A-Z_]*\) .*/\1/p' pipeline/lib/limits.h); do
    is "docs/limits.md has $constant" 1 "$(grep -c "\`$constant\`" docs/limits.md)"
done
cd "$scratch" || exit 1
told() {
    grep -cE "$1" said | sed 's/^[1-9].*/1/'
}
check() {
    "$program" check "$@" --limit-issues 3 >said 2>&1
    echo $?
}
fill() { # N CHARACTER
    head -c "$1" /dev/zero | tr '\0' "$2"
}

# Data
echo '{"fieldsMatch": "subset", "fields": [{"name": "a"}]}' >a.json
{ echo a && fill 1048576 x && echo; } >a.csv
is "a cell of 1 MiB" 0 "$(check a.csv --schema a.json)"
{ echo a && fill 1048577 x && echo && echo y; } >a.csv
is "a cell of a byte more" "3 1 1" "$(check a.csv --schema a.json) $(told '^a\.csv:2: .*\[cell-too-long\]') $(told '2 rows, 1 error')"
{ printf a && fill 65535 , && echo && fill 65535 , && echo; } >a.csv
is "65,536 columns" "3 0" "$(check a.csv --schema a.json) $(told cell-too-long)"
{ printf a && fill 65536 , && echo && echo 1; } >a.csv
is "a column more" "3 1" "$(check a.csv --schema a.json) $(told '\[cell-too-long\]')"

# Definitions
fields() { # N
    echo '{"x-file": ["wide.csv"], "fieldsMatch": ["partial"], "fields": ['
    seq "$1" | sed 's/.*/{"name": "f&"},/' | sed '$ s/,$//'
    echo ']}'
}
echo f1 >wide.csv && echo 1 >>wide.csv
mkdir -p p/schemas p/stages/measures
for n in 1000 1001; do
    fields $n >p/schemas/wide.json
    sed -i 's/"name": "f[2-9][0-9]*"/&, "x-optional-column": true/; s/"name": "f1[0-9][0-9]*"/&, "x-optional-column": true/' p/schemas/wide.json
    "$program" load wide.csv --warehouse wide.db --project p >said 2>&1
    is "an extract of $n fields" "$([ $n = 1000 ] && echo '0 0' || echo '2 1')" "$? $(told 'wide\.json:[0-9]*:[0-9]*: an extract has at most 1000 fields')"
done
rm p/schemas/wide.json
echo a >one.csv && echo 1 >>one.csv
for n in 256 257; do
    { printf '{"fields": [{"name": "a"}], "deep": ' && fill $((n - 1)) '[' && fill $((n - 1)) ']' && echo '}'; } >deep.json
    is "JSON $n deep" "$([ $n = 256 ] && echo '0 0' || echo '2 1')" "$(check one.csv --schema deep.json) $(told 'deep\.json:1:[0-9]*: .*more than 256 deep')"
done
truncate -s 268435456 large.json
is "a definition of 256 MiB is read" 2 "$(check one.csv --schema large.json)"
truncate -s 268435457 large.json
is "one of a byte more is not" "4 1" "$(check one.csv --schema large.json) $(told 'larger than 256 MiB')"
rm large.json

head='-- kind: count
-- when: event
-- period: rolling 12 months
-- unit: number
-- better: neither
-- source: s
-- owner: o'
measure() { # NAME REF SELECT
    printf '%s\n' "-- title: t" "-- ref: $2" "$head" "$3" >"p/stages/measures/$1.sql"
}
run() {
    rm -rf out
    "$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse w.db --out out --project p --unsuppressed >said 2>&1
    echo "$? $([ -e out ] && echo published || echo none)"
}
splits() { # N
    seq "$1" | sed 's/.*/, & as s&/' | tr -d '\n'
}
letters=$(fill 100 m)
measure "$letters" Z98 "select requeststableid as case_id, receiveddate as on_date from current_requests"
"$program" list measures --project p >said 2>&1
is "a measure of 100 letters" "0 1" "$? $(told "^$letters ")"
mv "p/stages/measures/$letters.sql" "p/stages/measures/m$letters.sql"
"$program" list measures --project p >said 2>&1
is "a measure of 101 letters" "2 1" "$? $(told "m$letters\.sql:1:1: .* no more than 100")"
rm "p/stages/measures/m$letters.sql"
for name in "r$letters" Board "two words" 2nd; do
    mkdir -p p/reports && echo '{"title": "t", "subtitle": "t", "subject": "s", "keywords": "k", "pages": []}' >"p/reports/$name.json"
    "$program" list reports --project p >said 2>&1
    is "a report '$(echo "$name" | cut -c1-20)'" "2 1" "$? $(told '\.json:1:1: .*small letters, digits, - and _')"
    rm -r p/reports
done
mkdir -p p/reports
pages() { # PAGES CHARTS: the charts stand on the first page
    chart='{"chart": "spc", "measure": "requests_received", "period": "month"}'
    charts=$(yes "$chart" | head -"$2" | paste -sd,)
    rest=$(seq 2 "$1" | sed 's/.*/, {"id": "p&", "title": "t", "blocks": []}/' | tr -d '\n')
    echo "{\"title\": \"t\", \"subtitle\": \"t\", \"subject\": \"s\", \"keywords\": \"k\",
\"pages\": [{\"id\": \"p1\", \"title\": \"t\", \"blocks\": [$charts]}$rest]}" >p/reports/zz.json
    "$program" report zz --as-at 2021-01-21 --warehouse none.db --project p >said 2>&1
    echo $?
}
is "a report of 1,000 pages and as many charts" "4 1" "$(pages 1000 1000) $(told 'no such warehouse')"
is "a report of 1,001 pages" "2 1" "$(pages 1001 1) $(told 'zz\.json:2:[0-9]*: a report has at most 1000 pages')"
is "a report of 1,001 charts" "2 1" "$(pages 1 1001) $(told 'zz\.json:1:1: .*at most 1000 charts together')"
rm -r p/reports
values() { # N
    seq "$1" | sed 's/.*/"&"/' | paste -sd, | sed 's/.*/{"fields": [{"name": "a", "constraints": {"enum": [&]}}]}/' >set.json
    printf 'a\n7\n' >set.csv
    "$program" check set.csv --schema set.json >said 2>&1
    echo $?
}
is "a list of 2,000 values" 0 "$(values 2000)"
is "a list of 2,001 values" "2 1" "$(values 2001) $(told 'set\.json:1:[0-9]*: .*at most 2000 values: a code list')"
measure zz Z99 "select requeststableid as case_id, receiveddate as on_date $(splits 100) from current_requests"
is "a measure of 100 splits" "0 published" "$(run)"
measure zz Z99 "select requeststableid as case_id, receiveddate as on_date $(splits 101) from current_requests"
is "a measure of 101 splits" "2 none 1" "$(run) $(told 'zz\.sql:10:[0-9]*: a measure has at most 100 splits')"
categories() { # N
    echo "with recursive n(i) as (select 1 union all select i + 1 from n where i < $1)
select i as case_id, '2020-12-01' as on_date, i as many from n join current_person as p on p.persontableid = 'P1'"
}
measure zz Z99 "$(categories 99999)"
is "a measure of 99,999 categories and all" "0 published" "$(run)"
measure zz Z99 "$(categories 100000)"
is "a measure of a category more" "3 none 1" "$(run) $(told "zz\.sql:11:[0-9]*: .*at most 100,000 categories together, and 'many' alone has 100000")"
measure zz Z99 "select length(zeroblob(67108864)) as case_id, '2020-12-01' as on_date"
is "a value of 64 MiB" "0 published" "$(run)"
measure zz Z99 "select length(zeroblob(67108865)) as case_id, '2020-12-01' as on_date"
is "a value of a byte more" "2 none 1" "$(run) $(told 'zz\.sql:10:[0-9]*: string or blob too big')"
measure zz Z99 "select 'x' like printf('%.1000c', 'a') as case_id, '2020-12-01' as on_date"
is "a pattern of 1,000 bytes" "0 published" "$(run)"
measure zz Z99 "select 'x' like printf('%.1001c', 'a') as case_id, '2020-12-01' as on_date"
is "a pattern of a byte more" "2 none 1" "$(run) $(told 'zz\.sql:10:[0-9]*: LIKE or GLOB pattern too complex')"
rm p/stages/measures/zz.sql
censuses() { # N: publishes as many of the school census
    rm -rf out censuses censuses.db && mkdir censuses && cp "$clean"/*.csv censuses && rm censuses/*fsmperiod* censuses/*senneeds*
    python3 -c 'import datetime, sys
header, pupil = sys.stdin.read().split("\n")[:2]
print(header + ",censusdate")
for n in range(int(sys.argv[1])):
    print(f"{pupil},{datetime.date(2005, 1, 20) + datetime.timedelta(30 * n)}".replace("1", str(n), 1))' "$1" \
        <"$clean/2021_spring_pupilonroll.csv" >censuses/2021_spring_pupilonroll.csv
    "$program" run --extracts censuses --as-at 2021-01-21 --warehouse censuses.db --out out >said 2>&1
    echo "$? $([ -e out ] && echo published || echo none)"
}
is "128 censuses, with the days of other periods" "3 none 1" "$(censuses 128) $(told 'begin and end on [0-9]* days, .* on 128: ')"
most=$((256 - $(sed -n 's/.*begin and end on \([0-9]*\) days.*/\1/p' said)))
is "128 days in all" "0 published" "$(censuses $most)"
is "129 days in all" "3 none 1" "$(censuses $((most + 1))) $(told 'begin and end on 129 days')"
known=$("$program" list measures --json | grep -c '"id"')
seq $((known + 1)) 1000 | while read -r n; do
    measure "m$n" "M$n" "select requeststableid as case_id, receiveddate as on_date from current_requests"
done
"$program" list measures --project p --json >said 2>&1
is "1,000 measures" "0 1000" "$? $(grep -c '"id"' said)"
measure zz Z99 "select 1 as case_id, '2020-12-01' as on_date"
"$program" list measures --project p --json >said 2>&1
is "a measure more" "2 1" "$? $(told 'at most 1000 measures')"
rm -r p

# What is no text takes no memory, however much of it there is: each byte of these is a fault
for byte in 000 377; do
    { printf '\357\273\277'; head -c 32M /dev/zero | tr '\000' "\\$byte"; } >person.csv
    (ulimit -v 400000 && "$program" check person.csv >said 2>&1)
    is "32 MiB of the byte $byte (octal), in little memory" 3 $?
done
rm person.csv

# Warehouse, samples and paths
"$program" load "$clean/person.csv" --warehouse full.db >said 2>&1
python3 - <<'PYTHON'
import sqlite3
db = sqlite3.connect("full.db")
columns = [c[1] for c in db.execute("pragma table_info(load)")]
rest = ", ".join(c for c in columns if c not in ("load_id", "root", "extract"))
db.execute(f"insert into load (load_id, root, extract, {rest}) select 16777214, 16777214, 'none', {rest} from load")
db.commit()
PYTHON
"$program" load "$clean/requests.csv" --warehouse full.db >said 2>&1
is "the last load that can be numbered" 0 $?
cp full.db kept.db
"$program" load "$clean/assessment.csv" --warehouse full.db >said 2>&1
is "a load more" "4 1 same" "$? $(told 'as many loads as it can \(16777215\)') $(cmp -s full.db kept.db && echo same)"
for size in 1000000 1000001; do
    "$program" sample plans_open --as-at 2021-01-21 --size $size --seed s --warehouse w.db --dry-run >said 2>&1
    is "a sample of $size" "$([ $size = 1000000 ] && echo 0 || echo 1)" $?
done
name=$(fill 240 n)
"$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse w.db --out "$name" >said 2>&1
is "a folder whose name has 240 bytes" "0 yes" "$? $([ -e "$name" ] && echo yes)"
"$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse w.db --out "n$name" >said 2>&1
is "one whose name is a byte longer" "4 1 no" "$? $(told 'File name too long') $([ -e "n$name" ] && echo yes || echo no)"
