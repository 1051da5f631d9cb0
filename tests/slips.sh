#!/bin/sh
# Slips of whoever writes definitions: each is told with its place and, where a name is near, the name that may be meant.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# slip NAME FILE PATTERN: what standard input is, as that one file of a project, is refused with a line like the pattern.
slip() {
    rm -rf "$scratch/p"
    mkdir -p "$(dirname "$scratch/p/$2")"
    cat >"$scratch/p/$2"
    "$program" list measures --project "$scratch/p" >/dev/null 2>"$scratch/said"
    is "$1: exit code" 2 $?
    says "$1" grep -q "$2:$3" "$scratch/said"
}
# measure SELECT [HEAD-LINE…]: its text; lines of the head that are given take the place of those of the same key.
measure() {
    select=$1
    shift
    for line in 'title: t' 'ref: Z99' 'kind: count' 'when: event' 'period: month' 'unit: number' 'better: neither' 'source: s' 'owner: o' "$@"; do
        printf -- '-- %s\n' "$line"
    done | awk '{ last[$2] = $0; if (!($2 in at)) { at[$2] = ++n; key[n] = $2 } } END { for (i = 1; i <= n; i++) print last[key[i]] }'
    echo "$select"
}
good="select request_id as case_id, received_date as on_date from stg_requests"

measure "$good" 'titel: t' | slip "a key of a head" stages/measures/zz.sql "10:4: unknown head key 'titel': is \"title\" meant?"
measure "$good" 'period: months' | slip "a period" stages/measures/zz.sql "5:12: 'months' is no period: expected one of month, "
measure "$good" 'needs: requets' | slip "an extract that is needed" stages/measures/zz.sql "10:11: 'requets' is no extract: is \"requests\" meant?"
measure "" 'kind: ratio' 'numerator: requests_recieved' 'denominator: plans_open' |
    slip "a part of a ratio" stages/measures/zz.sql "10:15: there is no measure 'requests_recieved': is \"requests_received\" meant?"
measure "$good" 'pairs: localty' | slip "a split of pairs" stages/measures/zz.sql "10:11: the query has no split 'localty'"
measure "select request_id as case_id, received_date as ondate from stg_requests" |
    slip "a column of the contract" stages/measures/zz.sql "10:1: the query returns no column 'on_date': is 'ondate' meant to be it?"
measure "select 1 as case_id, '2020-01-01' as on_date from stg_reqests" |
    slip "a view" stages/measures/zz.sql "10:51: no such table: stg_reqests: is \"stg_requests\" meant?"
measure "select 1 as case_id, '2020-01-01' as on_date from mart_chid" |
    slip "a model" stages/measures/zz.sql "10:51: no such table: mart_chid: is \"mart_child\" meant?"
measure "select 1 as case_id, '2020-01-01' as on_date from code_servise" |
    slip "a code list" stages/measures/zz.sql "10:51: no such table: code_servise: is \"code_service\" meant?"
measure "select request_id as case_id, recieved_date as on_date from stg_requests" |
    slip "a column" stages/measures/zz.sql "10:31: no such column: recieved_date: is \"received_date\" meant?"
measure "select 1 as case_id, add_day('2020-01-01', 1) as on_date" |
    slip "a function" stages/measures/zz.sql "10:22: no such function: add_day: is \"add_days\" meant?"
slip "a constraint" schemas/zz.json '1:[0-9]*: the constraint "requird" .*is "required" meant?' <<'END'
{ "fields": [ { "name": "a", "type": "string", "constraints": { "requird": true } } ] }
END
slip "a field of a key" schemas/zz.json '1:[0-9]*: a key names no field: "kye": is "key" meant?' <<'END'
{ "fields": [ { "name": "key", "type": "string" } ], "primaryKey": ["kye"] }
END
slip "an extract of a key" schemas/zz.json '1:[0-9]*: a foreign key names no extract: "persn": is "person" meant?' <<'END'
{ "fields": [ { "name": "a", "type": "string" } ], "foreignKeys": [ { "fields": ["a"], "reference": { "resource": "persn", "fields": ["persontableid"] } } ] }
END
slip "the type of a setting" settings.json '1:[0-9]*: "suppress_below" must be a whole number, without quotes' <<'END'
{ "suppress_below": "3" }
END

# A report, and checks, which a run reads.
run_slip() { # NAME FILE PATTERN
    rm -rf "$scratch/p"
    mkdir -p "$(dirname "$scratch/p/$2")"
    cat >"$scratch/p/$2"
    "$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse "$scratch/w.db" --out "$scratch/out" --project "$scratch/p" --report ours >"$scratch/said" 2>&1
    is "$1: exit code" 2 $?
    says "$1" grep -q "$2:$3" "$scratch/said"
}
run_slip "a measure on a page" reports/ours.json '2:[0-9]*: there is no measure "plan_open": is "plans_open" meant?' <<'END'
{ "title": "t", "subtitle": "s", "subject": "s", "keywords": "k",
  "pages": [ { "id": "a", "title": "A", "blocks": [ { "chart": "line", "measure": "plan_open" } ] } ] }
END
run_slip "a page that stands twice" reports/ours.json '4:[0-9]*: page id "a" must be of a-z, 0-9 and _, and stand once' <<'END'
{ "title": "t", "subtitle": "s", "subject": "s", "keywords": "k",
  "pages": [
    { "id": "a", "title": "A", "blocks": [ { "chart": "line", "measure": "plans_open" } ] },
    { "id": "a", "title": "B", "blocks": [] } ] }
END
check_slip() { # NAME PATTERN HEAD-LINE…
    name=$1
    pattern=$2
    shift 2
    { printf -- '-- %s\n' "$@" && echo 'select row_id, 1 as value from current_person'; } >"$scratch/check"
    rm -rf "$scratch/p" && mkdir -p "$scratch/p/stages/checks" && cp "$scratch/check" "$scratch/p/stages/checks/zz.sql"
    "$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse "$scratch/w.db" --out "$scratch/out" --project "$scratch/p" >"$scratch/said" 2>&1
    is "$name: exit code" 2 $?
    says "$name" grep -q "stages/checks/zz.sql:$pattern" "$scratch/said"
}
check_slip "an extract of a check" '3:13: no extract has this name: is "person" meant?' 'says: x' 'severity: error' 'extract: persn'
check_slip "a field of a check" '4:11: person has no field of this name: is "surname" meant?' 'says: x' 'severity: error' 'extract: person' 'field: surnam'

# Files under a wrong name.
rm -rf "$scratch/p" && mkdir -p "$scratch/p/stages/measures" "$scratch/p/measures" "$scratch/p/schemas"
touch "$scratch/p/stages/measures/routes.sql.txt" "$scratch/p/schemas/README.md" "$scratch/p/schemas/vehicle.csv"
"$program" list reports --project "$scratch/p" >/dev/null 2>"$scratch/said"
says "a file without its ending is told" grep -q 'stages/measures/routes.sql.txt is not read: files of stages/measures/ end with .sql' "$scratch/said"
says "so is one in another's folder" grep -q 'schemas/vehicle.csv is not read: files of schemas/ end with .json' "$scratch/said"
mkdir -p "$scratch/p/schema" "$scratch/p/stages/measure" "$scratch/p/stages/queries" "$scratch/p/reports/change" "$scratch/p/boards"
"$program" list reports --project "$scratch/p" >/dev/null 2>"$scratch/told"
for folder in schema:schemas stages/measure:measures reports/change:changes; do
    says "a folder ${folder%:*} is asked after" grep -q "/${folder%:*} is not read: is \"${folder#*:}\" meant?$" "$scratch/told"
done
says "one that nobody knows among ours is told" grep -q 'stages/queries is not read: no folder of this name is known here$' "$scratch/told"
is "a council's own beside them is not" 0 "$(grep -c boards "$scratch/told")"
rmdir "$scratch/p/schema" "$scratch/p/stages/measure" "$scratch/p/stages/queries" "$scratch/p/reports/change"
says "and a folder out of its place" grep -q 'measures is not read: its place is stages/measures/' "$scratch/said"
is "notes are not" 0 "$(grep -c README "$scratch/said")"
"$program" load "$clean"/person.csv --warehouse "$scratch/w.db" >"$scratch/said" 2>&1
"$program" explain plan_open --as-at 2021-01-21 --warehouse "$scratch/w.db" >/dev/null 2>"$scratch/said"
says "a measure of the command line" has 'is "plans_open" meant?' "$scratch/said"
"$program" report send-scorcard --as-at 2021-01-21 --warehouse "$scratch/w.db" >/dev/null 2>"$scratch/said"
says "a report of the command line" has 'is "send-scorecard" meant?' "$scratch/said"
