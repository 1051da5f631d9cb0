#!/bin/sh
# Bad files, folders, warehouses and definitions: what each ends with, what is said, and that nothing half-made is left.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
input=fixtures/dirty/input
warehouse=$scratch/warehouse.db

# expect CODE NAME COMMAND…: runs it and reports whether it ends with CODE; output and errors stay in $scratch/said.
expect() {
    code=$1
    name=$2
    shift 2
    "$@" >"$scratch/said" 2>&1 </dev/null
    status=$?
    if [ $status = "$code" ]; then echo "ok - $name ends with $code"; else
        echo "not ok - $name ends with $code"
        echo "# ended with $status"
        head -20 "$scratch/said" | cut -c 1-300 | sed 's/^/# /'
    fi
}

# tells NAME PATTERN…: every pattern stands in what was said.
tells() {
    name=$1
    shift
    for pattern in "$@"; do
        if ! grep -qE -- "$pattern" "$scratch/said"; then
            echo "not ok - $name"
            echo "# lacks $pattern"
            head -20 "$scratch/said" | cut -c 1-300 | sed 's/^/# /'
            return
        fi
    done
    echo "ok - $name"
}

rows() { sqlite3 "$warehouse" "select count(*) from current_$1"; }
hash() { sha256sum <"$1"; }
check() { expect "$1" "check of $2" "$program" check $(ls "$input/$2"/*.csv); }
load() {
    rm -f "$warehouse"
    expect "$1" "load of $2" "$program" load $(ls "$input/$2"/*.csv) --warehouse "$warehouse"
}

# Folders
mkdir "$scratch/nothing" "$scratch/strange"
echo 'hello' >"$scratch/strange/README.txt"
for folder in no_such_folder nothing strange; do
    expect 4 "run on $folder" "$program" run --extracts "$scratch/$folder" --as-at 2021-01-21 --warehouse "$warehouse" --out "$scratch/out"
    is "run on $folder leaves no output" no "$([ -e "$scratch/out" ] && echo yes || echo no)"
done

ln -s nowhere "$scratch/strange/person.csv"
expect 4 "run on a link that leads nowhere" "$program" run --extracts "$scratch/strange" --as-at 2021-01-21 --warehouse "$warehouse" --out "$scratch/out"
tells "a link that leads nowhere is named" 'person\.csv'
expect 4 "load of a file that is not there" "$program" load "$scratch/none.csv" --warehouse "$warehouse"
expect 1 "load with an encoding that is none" "$program" load fixtures/clean/council/person.csv --encoding klingon --warehouse "$warehouse"
is "what cannot be read makes no warehouse" no "$([ -e "$warehouse" ] && echo yes || echo no)"
expect 0 "a dry run" "$program" run --extracts fixtures/clean/council --as-at 2021-01-21 --warehouse "$warehouse" --out "$scratch/out" --dry-run
is "a dry run makes nothing" "0 0" "$([ -e "$warehouse" ]; a=$((1 - $?)); [ -e "$scratch/out" ]; echo "$a $((1 - $?))")"

for words in "explain plans_open --as-at 2021-01-21 --json --warehouse $scratch/told.db" "list measures --json" "list measures" "--help"; do
    [ -e "$scratch/told.db" ] || "$program" load fixtures/clean/council/person.csv --warehouse "$scratch/told.db" >"$scratch/said" 2>&1
    # shellcheck disable=SC2086
    "$program" $words >/dev/full 2>"$scratch/said"
    is "$(echo "$words" | cut -d ' ' -f 1-2) to a full disk is a failure" 4 $?
    tells "$(echo "$words" | cut -d ' ' -f 1-2) to a full disk is told" 'standard output cannot be written'
done

# The manifest holds the arguments as typed, and must be JSON all the same: the next run reads it.
odd=$scratch/$(printf 'caf\351')
for turn in first second; do
    expect 0 "the $turn run into a folder whose name is no UTF-8" "$program" run --extracts fixtures/clean/council --as-at 2021-01-21 --warehouse "$scratch/odd.db" --out "$odd"
done
"$program" history --warehouse "$scratch/odd.db" --json 2>&1 | python3 -c 'import json, sys; json.loads(sys.stdin.buffer.read().decode("utf-8"))' >"$scratch/said" 2>&1
is "its history is JSON" 0 $?

# Files as a whole
check 3 empty_file
load 3 empty_file
check 0 header_only
tells "a file without rows is a query" '\[no-rows\]'
load 0 header_only
tells "load prints that the register would be emptied" 'no-rows|no rows'
check 3 column_missing
tells "the missing column is named" 'person\.csv:1: .*personbirthdate'
load 3 column_missing
is "a file with a missing column leaves no row" 0 "$(rows person)"
check 3 column_twice
tells "the column that stands twice is named" 'person\.csv:1: .*persontableid'
check 0 unused_column_twice
mkdir "$scratch/other"
tail -n +2 fixtures/clean/council/person.csv >"$scratch/other/person.csv"
expect 3 "check of a file without a header" "$program" check "$scratch/other/person.csv" --json
surname=$(sed -n 2p fixtures/clean/council/person.csv | cut -d, -f3)
is "a first row in the header's place is not printed" 0 "$(grep -c -- "$surname" "$scratch/said")"
printf 'PK\003\004\024\000\006\000"binary' >"$scratch/other/person.csv"
expect 3 "check of a workbook under a wrong name" "$program" check "$scratch/other/person.csv"
tells "a workbook is called one" 'person\.csv:1: .*Excel'
iconv -f UTF-8 -t UTF-16LE fixtures/clean/council/localities.csv >"$scratch/other/localities.csv"
expect 3 "check of UTF-16 without a mark" "$program" check "$scratch/other/localities.csv"
tells "the encoding to name is told" '--encoding utf-16le'
expect 0 "check of UTF-16 that is named" "$program" check "$scratch/other/localities.csv" --encoding utf-16
check 3 wrong_file
tells "a wrong file names what it lacks" 'persontableid'
check 0 utf16
load 0 utf16
is "a UTF-16 file loads" 2 "$(rows person)"
check 3 quote_not_closed
tells "an open quote is told at the line it opens on" 'person\.csv:2: '
load 3 quote_not_closed
is "a file with an open quote leaves no row" 0 "$(rows person)"

# Names
printf 'a,b\n1,2\n' >"$scratch/other/holidays.csv"
cp fixtures/clean/council/person.csv "$scratch/other/person (1).csv"
rm -f "$warehouse"
expect 4 "load of files that no extract knows" "$program" load "$scratch/other/holidays.csv" "$scratch/other/person (1).csv" --warehouse "$warehouse"
tells "they and what to do are told" 'no extract knows any of these files by name: nothing was loaded' 'is it person.csv\? rename it'
is "they make no warehouse" no "$([ -e "$warehouse" ] && echo yes || echo no)"
expect 0 "load of one beside a file that is known" "$program" load "$scratch/other/holidays.csv" fixtures/clean/council/person.csv --warehouse "$warehouse"
printf 'pupilonrolltableid,NativeId,upn,dob,sex,enrolstatus,senprovision,ncyearactual,censusdate\n1,895,,,M,C,N,3,2021-01-21\n' >"$scratch/other/pupilonroll.csv"
expect 3 "load of a census of which no row is good" "$program" load "$scratch/other/pupilonroll.csv" --warehouse "$warehouse"
tells "its rows are told before its date" 'every row that has one is rejected: correct the rows'
printf 'pupilonrolltableid,NativeId,upn,dob,sex,enrolstatus,senprovision,ncyearactual,censusdate\n1,895,A123,2011-01-01,M,C,N,3,\n' >"$scratch/other/pupilonroll.csv"
expect 3 "load of a census of which no row has a date" "$program" load "$scratch/other/pupilonroll.csv" --warehouse "$warehouse"
tells "the empty column is told" 'no census date, since no row has one: fill the column. Or give --census-date'

# Rows
# rejected FOLDER LINES LOADED: check ends with 3 and names the lines; load goes on with the other rows.
rejected() {
    check 3 "$1"
    for line in $2; do tells "$1: line $line is named" "person\.csv:$line: "; done
    load 0 "$1"
    is "$1: the other rows load" "$3" "$(rows person)"
    is "$1: the lines are kept as rejects" "$2" "$(sqlite3 "$warehouse" 'select group_concat(line, " ") from (select distinct line from reject order by line)')"
}
rejected nul_byte 3 2
rejected bad_utf8_with_mark 3 2
rejected undefined_in_windows_1252 3 2
rejected quote_in_cell 3 2
rejected ragged_rows '3 4' 2
rejected no_such_day '3 4' 2
rejected key_twice 4 2
rejected unknown_code 3 1
check 0 bad_utf8_no_mark
tells "an assumed encoding is told" 'encoding-assumed'
load 0 blank_lines
is "blank lines are no rows" 2 "$(rows person)"

check 0 upn_wrong_letter
tells "a UPN with a wrong letter is a query" 'person\.csv:2: .*\[upn\]'
is "a UPN is never printed" 0 "$(grep -c A801200005001 "$scratch/said")"
load 0 upn_wrong_letter
is "a child with a wrong check letter loads" 2 "$(rows person)"

check 3 unknown_person
tells "a request for an unknown person is found" 'requests\.csv:3: .*\[foreign-key\]'
load 0 unknown_person
is "a row without its parent loads" 2 "$(rows requests)"
expect 0 "check of a child file alone" "$program" check "$input/unknown_person/requests.csv"
is "a child file alone lacks no parent" 0 "$(grep -c foreign-key "$scratch/said")"

mkdir "$scratch/long_cell"
{
    printf 'persontableid,surname,personbirthdate,sex,ethnicity\nP1,Example,2012-03-04,F,WBRI\nP2,'
    head -c 52428800 /dev/zero | tr '\0' 'x'
    printf ',2012-03-04,F,WBRI\nP3,Example,2012-03-04,F,WBRI\n'
} >"$scratch/long_cell/person.csv"
expect 3 "check of a cell of 50 MB" "$program" check "$scratch/long_cell/person.csv"
tells "a cell of 50 MB is told by its line" 'person\.csv:3: .*\[cell-too-long\]'
rm -f "$warehouse"
expect 0 "load of a cell of 50 MB" "$program" load "$scratch/long_cell/person.csv" --warehouse "$warehouse"
is "the rows around a cell of 50 MB load" 2 "$(rows person)"

# Warehouses
good=fixtures/clean/council/person.csv
load_into() { expect 4 "$1" "$program" load $good --warehouse "$2"; }
echo 'This is no database, and long enough for its first page to be read as one.' >"$scratch/text.db"
before=$(hash "$scratch/text.db")
load_into "a warehouse that is no database" "$scratch/text.db"
is "a file that is no database stays as it was" "$before" "$(hash "$scratch/text.db")"

rm -f "$warehouse"
expect 0 "a first load" "$program" load $good --warehouse "$warehouse"
cp "$warehouse" "$scratch/newer.db"
sqlite3 "$scratch/newer.db" 'pragma user_version = 9999'
before=$(hash "$scratch/newer.db")
load_into "a warehouse of a newer version" "$scratch/newer.db"
is "a warehouse of a newer version stays as it was" "$before" "$(hash "$scratch/newer.db")"
sqlite3 "$scratch/other.db" 'pragma application_id = 1234; create table a (b)'
before=$(hash "$scratch/other.db")
load_into "another application's database" "$scratch/other.db"
is "another application's database stays as it was" "$before" "$(hash "$scratch/other.db")"
load_into "a warehouse that is a folder" "$scratch/nothing"
load_into "a warehouse in a folder that does not exist" "$scratch/no_such_folder/warehouse.db"
load_into "a warehouse where none can be made" /proc/scorecard.db

cp "$warehouse" "$scratch/locked.db"
mkfifo "$scratch/orders"
sqlite3 "$scratch/locked.db" <"$scratch/orders" >"$scratch/holder" 2>&1 &
holder=$!
exec 9>"$scratch/orders"
printf 'begin exclusive;\nselect 1;\n' >&9
for try in $(seq 100); do [ -s "$scratch/holder" ] || sleep 0.2; done
expect 4 "a warehouse in use" timeout 120 "$program" load "$input/blank_lines/person.csv" --warehouse "$scratch/locked.db"
tells "a warehouse in use is told so" 'in use'
exec 9>&-
wait $holder

# Root passes over file modes, so that a read-only warehouse is tried as another user.
chmod 755 "$scratch"
chmod 444 "$scratch/newer.db"
unprivileged=
if [ "$(id -u)" = 0 ]; then unprivileged='setpriv --reuid 65534 --regid 65534 --clear-groups'; fi
if $unprivileged "$program" --version >/dev/null 2>&1 && $unprivileged test -r "$PWD/schemas/codes/bank_holidays.csv"; then
    cp "$warehouse" "$scratch/read_only.db"
    chmod 444 "$scratch/read_only.db"
    before=$(hash "$scratch/read_only.db")
    cp "$input/blank_lines/person.csv" "$scratch/person.csv"
    chmod 644 "$scratch/person.csv"
    expect 4 "a load into a read-only warehouse" $unprivileged "$program" load "$scratch/person.csv" --warehouse "$scratch/read_only.db"
    mkdir -p "$scratch/project/schemas" && chmod 755 "$scratch/project" "$scratch/project/schemas"
    echo '{"x-load": "replace", "fieldsMatch": ["partial"], "fields": [{"name": "id", "type": "string"}]}' >"$scratch/project/schemas/routes.json"
    printf 'id\n1\n' >"$scratch/routes.csv" && chmod 644 "$scratch/routes.csv" "$scratch/project/schemas/routes.json"
    expect 4 "a load of an extract that a read-only warehouse has no table of" $unprivileged "$program" load "$scratch/routes.csv" --project "$scratch/project" --warehouse "$scratch/read_only.db"
    is "a read-only warehouse stays as it was" "$before" "$(hash "$scratch/read_only.db")"
else
    echo "ok - a read-only warehouse # skip: no other user can run the program or read its definitions here"
fi

# Output
run() { # CODE NAME OUT [FLAG…]
    code=$1 name=$2 out=$3
    shift 3
    expect "$code" "$name" "$program" run --extracts fixtures/clean/council --as-at 2021-01-21 --warehouse "$scratch/run.db" --out "$out" "$@"
}
echo 'a file' >"$scratch/file"
run 4 "an output folder below a file" "$scratch/file/out"
mkdir "$scratch/mine"
echo 'my notes' >"$scratch/mine/notes.txt"
run 4 "an output folder that is someone else's" "$scratch/mine"
is "someone else's folder is left alone" notes.txt "$(ls "$scratch/mine")"

run 0 "a run" "$scratch/first"
ln -s first "$scratch/link"
run 0 "a run into a link" "$scratch/link"
is "a link stays one" first "$(readlink "$scratch/link")"
ln -s no_such_folder "$scratch/loose"
run 4 "an output that is a link to nowhere" "$scratch/loose"
cp "$scratch/run.db" "$scratch/first/run.db"
expect 4 "a warehouse in the output" "$program" run --extracts fixtures/clean/council --as-at 2021-01-21 --warehouse "$scratch/first/run.db" --out "$scratch/first"
tells "a warehouse in the output is told" 'lies in the output'
rm "$scratch/first/run.db"
mkdir "$scratch/.first.scorecard-new"
exec 9<"$scratch/.first.scorecard-new"
flock 9
run 4 "a run while another writes" "$scratch/first"
tells "another run is told" 'another run'
exec 9<&-
run 0 "a run after the other was killed" "$scratch/first"

# Definitions
project=fixtures/dirty/project
for fault in measure_syntax measure_unknown_column measure_that_writes; do
    run 2 "$fault" "$scratch/out" --project "$project/$fault"
    tells "$fault points into the file" 'broken\.sql:[0-9]+:[0-9]+: ' '^ *\^|\^$'
    is "$fault publishes nothing" no "$([ -e "$scratch/out" ] && echo yes || echo no)"
done
run 2 measure_without_title "$scratch/out" --project "$project/measure_without_title"
tells "a missing head key is named" 'broken\.sql' 'title'
expect 0 "check goes on without measures" "$program" check $good --project "$project/measure_syntax"
rm -f "$warehouse"
expect 0 "load goes on without measures" "$program" load $good --warehouse "$warehouse" --project "$project/measure_syntax"
run 2 check_syntax "$scratch/out" --project "$project/check_syntax"
tells "a check with an error points into the file" 'broken\.sql:9:[0-9]+: '
run 2 report_not_json "$scratch/out" --project "$project/report_not_json" --report broken
tells "a report with an error points into the file" 'broken\.json:3:[0-9]+: '
for fault in schema_unknown_type schema_not_json; do
    expect 2 "$fault" "$program" check $good --project "$project/$fault"
    tells "$fault points into the file" 'broken\.json:[34]:[0-9]+: '
done
expect 2 "check --schema of an invalid schema" "$program" check $good --schema "$project/schema_unknown_type/schemas/broken.json"
tells "the type is named" duration

# project PATH TEXT: a project with this one file, in $scratch/p.
project() {
    rm -rf "$scratch/p"
    mkdir -p "$scratch/p/$(dirname "$1")"
    printf '%s' "$2" >"$scratch/p/$1"
}
head="-- title: t
-- ref: Z99
-- kind: count
-- when: event
-- period: rolling 12 months
-- unit: number
-- better: neither
-- source: s
-- owner: o
"
refused() { # NAME FILE:PATTERN
    rm -f "$scratch/run.db"
    run 2 "$1" "$scratch/refused" --project "$scratch/p"
    tells "$1 is told with its place" "$2"
    is "$1 loads nothing" no "$([ -e "$scratch/run.db" ] && echo yes || echo no)"
}
project stages/measures/zz.sql "${head}select abs(-9223372036854775808) as case_id, '2021-01-01' as on_date"
refused "a measure that fails when it runs" 'zz\.sql:10:[0-9]+: integer overflow'
project stages/measures/zz.sql "${head}with recursive r(n) as (select 1 union all select n + 1 from r) select n as case_id, '2021-01-01' as on_date from r where n < 0"
echo '{"query_seconds": 1}' >"$scratch/p/settings.json"
refused "a measure that never ends" 'zz\.sql:10:[0-9]+: .*end'
project stages/checks/zz.sql "-- says: s
-- severity: grave
-- extract: person
select 1 as row_id, 2 as value"
refused "a check with a wrong head" 'zz\.sql:2:14: '
expect 2 "load with such a check" "$program" load $good --warehouse "$scratch/run.db" --project "$scratch/p"
is "load with such a check makes no warehouse" no "$([ -e "$scratch/run.db" ] && echo yes || echo no)"
project 'stages/models/a b.sql' 'select 1 as a'
refused "a model whose name is no table's" 'a b\.sql:1:1: '
project schemas/PERSON.json '{"fields": [{"name": "a"}]}'
refused "a schema whose name is no table's" 'PERSON\.json:1:1: '
project schemas/codes/sex.csv 'code,label
M,Male
M,Man
'
refused "a code list that gives a code twice" 'sex\.csv:3: '
project settings.json '{"suppress_below": -1}'
refused "a setting that counts below nothing" 'settings\.json:1:[0-9]+: '

# Usage
expect 1 "a limit below nothing" "$program" check --limit-issues -1 $good
expect 1 "a value for a flag that takes none" "$program" check --json=yes $good
expect 1 "run without --as-at" "$program" run --extracts fixtures/clean/council
expect 1 "30 February" "$program" run --extracts fixtures/clean/council --as-at 2021-02-30
expect 1 "an unknown command" "$program" reckon
expect 1 "an unknown flag" "$program" check --nonsense $good
expect 1 "check without a file" "$program" check
