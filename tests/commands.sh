#!/bin/sh
# The command line, clause by clause: what each command takes, refuses and leaves alone, by exit code and words.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1
cp -r "$clean" x
cd x || exit 1
"$program" load *.csv --quiet >/dev/null 2>&1

# tell CODE WORDS ARGUMENTS…: the command ends with that code and says these words on standard error, where there are any.
tell() {
    expected=$1 words=$2
    shift 2
    "$program" "$@" >printed 2>"$scratch/said"
    code=$?
    if [ $code = "$expected" ] && { [ -z "$words" ] || grep -qF -- "$words" "$scratch/said"; }; then
        echo "ok - $*: $expected"
    else
        echo "not ok - $*: $expected $words"
        echo "# ended with $code"
        remarks
    fi
}

tell 0 '' --version
for command in run check load report explain sample history list template init; do
    "$program" $command --version 2>&1 | grep -q '^scorecard [0-9]' && "$program" $command --help | grep -q -- '--version'
    result "$command knows --version and says so"
done
tell 1 "is \"T01\" meant?" explain t01 --as-at 2021-01-21
tell 0 'there is no case from 2024-01-02 to 2025-01-01' explain T01 --as-at 2021-01-21 --period-end 2025-01-01
tell 0 'there is no case on 2015-01-21' explain C01 --as-at 2015-01-21
tell 4 'nosuch.db: there is no such warehouse' explain T01 --as-at 2021-01-21 --warehouse nosuch.db
tell 4 'nosuch.db: there is no such warehouse' history --warehouse nosuch.db
tell 4 'nosuch.db: there is no such warehouse' report send-scorecard --as-at 2021-01-21 --warehouse nosuch.db
tell 4 'nosuch.db: there is no such warehouse' sample T01 --as-at 2021-01-21 --size 1 --seed s --warehouse nosuch.db
[ ! -e nosuch.db ]
result "none is made"

for size in 0 -1 1000001; do
    tell 1 'how many cases to draw, from 1 to 1000000' sample T01 --as-at 2021-01-21 --seed s --size $size
done
for reserve in -1 1000001; do
    tell 1 'from 0 to 1000000' sample T01 --as-at 2021-01-21 --seed s --size 1 --reserve $reserve
done
tell 0 'only 1 case can be drawn, fewer than 3: it is drawn' sample T01 --as-at 2021-01-21 --seed s --size 3 --reserve 0 --dry-run

# What is no file is never replaced by one.
mkfifo pipe
tell 4 'pipe: this is no file' template complaints --out pipe
tell 4 '.: this is a folder, not a file' template complaints --out .
ln -s pipe linked
tell 4 'linked: this is no file' explain T01 --as-at 2021-01-21 --unsuppressed --out linked
[ -p pipe ] && [ -L linked ] && [ "$(ls -A | grep -c scorecard-new)" = 0 ]
result "the pipe and the link are as they were"
tell 0 '' template complaints --json
python3 -c "import json; d = json.load(open('printed')); assert d['extract'] == 'complaints' and d['columns'][:2] == ['case_id', 'kind']"
result "template gives the columns as JSON"

# Of two files of a register one that is a copy of the other is neither newer nor older.
"$program" load person.csv ./person.csv --warehouse copies.db >printed 2>"$scratch/said"
[ $? = 0 ] && grep -q 'it holds the same as person.csv' printed && ! grep -q two-files "$scratch/said"
result "a copy is told, and not warned of"

"$program" report send-scorecard --as-at 2021-01-21 --out out >/dev/null 2>&1
is "runs and loads of later are not shown as known at a day before" "" "$("$program" history --known-at 2021-01-21)"
is "those of before are" 1 "$("$program" history | grep -c '^run ')"
