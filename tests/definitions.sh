#!/bin/sh
# What a project's SQL may be and do: no fault of it passes in silence, it reads and nothing else, and it comes to an end.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
extracts=fixtures/clean/council

# project PATH TEXT: a project with this one file.
project() {
    rm -rf "$scratch/p"
    mkdir -p "$scratch/p/$(dirname "$1")"
    printf '%s\n' "$2" >"$scratch/p/$1"
}

# run: with that project, into a fresh warehouse; sets code, said, loads (in the warehouse, or none) and out (kept or not).
run() {
    rm -rf "$scratch/w.db" "$scratch/out"
    "$program" run --extracts $extracts --as-at 2021-01-21 --warehouse "$scratch/w.db" --out "$scratch/out" --project "$scratch/p" >"$scratch/said" 2>&1
    code=$?
    loads=none
    [ -s "$scratch/w.db" ] && loads=$(python3 -c 'import sqlite3, sys; print("some" if sqlite3.connect(sys.argv[1]).execute("select count(*) from load").fetchone()[0] else "none")' "$scratch/w.db")
    out=$([ -e "$scratch/out" ] && echo written || echo none)
}

# told PATTERN: 1 when what was said has a line like it.
told() {
    grep -qE "$1" "$scratch/said" && echo 1 || echo 0
}

# head KIND: nine lines.
head() {
    printf '%s\n' '-- title: t' '-- ref: Z99' "-- kind: $1" '-- when: event' '-- period: rolling 12 months' "-- unit: ${2:-number}" \
        '-- better: neither' '-- source: s' '-- owner: o'
}
measure() { # KIND UNIT SELECT
    project stages/measures/zz.sql "$(head "$1" "$2")
$3"
}

# Faults that no data is needed for: 2, and nothing was touched.
refused() { # NAME PATTERN
    run
    is "$1" "2 none none 1" "$code $loads $out $(told "$2")"
}
measure count number "select ? as case_id, '2021-01-01' as on_date"
refused "a parameter" 'zz\.sql:10:8: a parameter'
measure count number "select '?:x' /* ? */ as case_id, -- :y
  :day as on_date"
refused "a parameter behind a quote and comments" 'zz\.sql:11:3: a parameter'
measure count number "select 1 as case_id, 'yesterday' as on_date"
refused "a day that is none" 'zz\.sql:10:37: .*on_date.*yyyy-mm-dd'
measure count number "select null as case_id, '2021-01-01' as on_date"
refused "a case without an id" 'zz\.sql:10:16: .*case_id.*null'
measure rate percent "select 1 as case_id, '2021-01-01' as on_date, 'yes' as met"
refused "a word in place of 1 or 0" 'zz\.sql:10:56: .*met.*1, 0 or null'
measure rate percent "select 1 as case_id, '2021-01-01' as on_date, 0.4 as met"
refused "a share in place of 1 or 0" 'zz\.sql:10:54: .*met.*1, 0 or null'
measure rate percent "select 1 as case_id, '2021-01-01' as on_date, 2 as met"
refused "a number in place of 1 or 0" 'zz\.sql:10:52: .*met.*1, 0 or null'
measure sum pounds "select 1 as case_id, '2021-01-01' as on_date, '£3' as value"
refused "a word in place of a value" 'zz\.sql:10:[0-9]*: .*value.*a number or null'
measure count number "select 1 as case_id, '2021-01-01' as on_date, 'line 3' as row_id"
refused "a word in place of a row" 'zz\.sql:10:[0-9]*: .*row_id'
check="-- says: s
-- severity: error
-- extract: person
"
for row_id in 1 null "'x'" -7 1.5; do
    project stages/checks/zz.sql "${check}select $row_id as row_id, 2 as value"
    refused "a check that gives $row_id for a row" 'zz\.sql:3:13: .*row_id.*no row of person'
done
project stages/checks/zz.sql "${check}select row_id, ?1 as value from current_person"
refused "a parameter in a check" 'zz\.sql:4:16: a parameter'
project stages/models/mart_zz.sql "select @x as row_id"
refused "a parameter in a model" 'mart_zz\.sql:1:8: a parameter'

# What an identity names is there, and it weighs its terms by whole numbers.
identity() { # COEFFICIENT MEASURE BREAKDOWN CATEGORY
    project stages/identities/zz.sql "-- says: x
-- holds: equal
select 'a' as identity, $1 as coefficient, '$2' as measure, 'numerator' as part, '$3' as breakdown, '$4' as category
union all select 'a', -1, 'plans_started', 'numerator', 'all', 'all'"
}
identity -2.5 plans_ceased all all
refused "an identity with a coefficient that is no whole number" "zz\.sql:3:9: a coefficient is a whole number other than 0, not '-2\.5' in 'a'"
identity 1 plans_cesed all all
refused "an identity of no measure" "zz\.sql:3:44: there is no measure 'plans_cesed': is 'plans_ceased' meant\?"
identity 1 C03 all all
refused "an identity that names a measure by its reference" "zz\.sql:3:44: there is no measure 'C03': is 'plans_ceased' meant\?"
identity 1 plans_ceased cease_raeson 1
refused "an identity of no split" "zz\.sql:3:[0-9]*: measure 'plans_ceased' has no split 'cease_raeson' \(it has: cease_reason"
identity 1 plans_ceased cease_reason '1|2'
refused "an identity of two categories of one split" "zz\.sql:3:[0-9]*: the category '1\|2' is none of the breakdown 'cease_reason'"


# Where a model, a check or a schema is at fault.
project stages/models/mart_zz.sql '-- One row a person.
-- keys: persondi
select persontableid, row_id from current_person'
printf '%s\n' "$(head count)
select persontableid as case_id, '2021-01-01' as on_date from mart_zz" >"$scratch/p/zz.sql" && mkdir -p "$scratch/p/stages/measures" && mv "$scratch/p/zz.sql" "$scratch/p/stages/measures/zz.sql"
refused "a key that a model lacks, in its own file" 'mart_zz\.sql:2:10: no such column: persondi'
sed -i 's/^-- keys: .*/-- keys: row_id); create table main.ours (a); --/' "$scratch/p/stages/models/mart_zz.sql"
refused "a key that goes on as a statement" 'mart_zz\.sql:2:10: no such column: row_id\); create table main\.ours \(a\); --'
project stages/checks/zz.sql "${check}select row_id, 2 as value from mart_child"
refused "a check that reads a model" 'zz\.sql:4:[0-9]*: no such table: mart_child: checks read the extracts \(current_<extract>\), not models'
project stages/checks/zz.sql "${check}select row_id, 2 as value from current_person where sex in (select code from code_sex)"
refused "a check that reads a code list" 'zz\.sql:4:[0-9]*: no such table: code_sex'

# Faults that only the data brings out: the files are loaded, nothing is published, and 3 says so.
met_in_data() { # NAME PATTERN
    run
    is "$1" "3 some none 1 1" "$code $loads $out $(told "$2") $(told 'the files are loaded')"
}
measure count number "select requeststableid as case_id, substr(receiveddate, 1, 7) as on_date from current_requests"
met_in_data "days that are cut in the data" 'zz\.sql:10:[0-9]*: row 1 .*on_date.*yyyy-mm-dd'
"$program" explain zz --as-at 2021-01-21 --warehouse "$scratch/w.db" --project "$scratch/p" >"$scratch/said" 2>&1
is "explain tells the same, and has touched nothing" "2 1" "$? $(told 'zz\.sql:10:[0-9]*: row 1 .*on_date.*yyyy-mm-dd')"
measure count number "select requeststableid as case_id, receiveddate as on_date, 999999 as row_id from current_requests"
"$program" explain zz --as-at 2021-01-21 --warehouse "$scratch/w.db" --project "$scratch/p" >"$scratch/said" 2>&1
is "explain refuses a row_id that is no row's" "2 1" "$? $(told 'zz\.sql:10:[0-9]*: row 1 of the result: row_id must be the row_id of a row that was loaded')"
measure count number "select requestoutcomedate as case_id, receiveddate as on_date from current_requests order by row_id"
met_in_data "a case without an id in the data" 'row [0-9]+ .*case_id must be .*never null'
measure count number "select requests.requeststableid as case_id, receiveddate as on_date from current_requests as requests join (select 1 union all select 2) on 1 = 1"
met_in_data "a join that doubles every case" 'zz\.sql:10:[0-9]*: rows [0-9]+ and [0-9]+ of the result are one case on the same days.*Does a join double rows\?'
measure count number "select surname as case_id, forename as on_date from current_person"
met_in_data "a name in place of a day" 'on_date'
is "the name is not told" 0 "$(told 'One|Two')"
project stages/checks/zz.sql "${check}select row_id + 1000 as row_id, 2 as value from current_person"
met_in_data "a check that gives other rows than there are" 'zz\.sql:3:13: .*no row of person'
project stages/checks/zz.sql "${check}select row_id, 2 as value from current_requests"
met_in_data "a check that gives another extract's rows" 'zz\.sql:3:13: .*no row of person'
rm -f "$scratch/w.db"
"$program" load $extracts/*.csv --warehouse "$scratch/w.db" --project "$scratch/p" >"$scratch/said" 2>&1
is "load tells it, and the files are in" "3 1 1" "$? $(told 'no row of person') $(told 'the files are loaded')"
"$program" check $extracts/*.csv --project "$scratch/p" >"$scratch/said" 2>&1
is "check tells it, and has touched nothing" "2 1" "$? $(told 'no row of person')"

# What SQL may not do in a measure, and as well (+) in a check and a model.
rm -f "$scratch/w.db"
"$program" load $extracts/person.csv --warehouse "$scratch/w.db" >"$scratch/said" 2>&1
cp "$scratch/w.db" "$scratch/kept.db"
while IFS='|' read -r name sql; do
    case $name in
    +*) paths="stages/measures/zz stages/checks/zz stages/models/mart_zz" ;;
    *) paths=stages/measures/zz ;;
    esac
    for path in $paths; do
        case $path in
        *measures*) project $path.sql "$(head count)
$sql" ;;
        *checks*) project $path.sql "$check$sql" ;;
        *) project $path.sql "$sql" ;;
        esac
        run
        is "${name#+}: refused in $path" "2 none none 1" "$code $loads $out $(told 'zz\.sql:[0-9]*:[0-9]*: ')"
    done
done <<'LIST'
+a file read|select readfile('/etc/passwd') as case_id, '2021-01-01' as on_date
a file written|select writefile('zz', 'x') as case_id, '2021-01-01' as on_date
+code loaded|select load_extension('zz') as case_id, '2021-01-01' as on_date
a tokenizer of other code|select fts3_tokenizer('simple') as case_id, '2021-01-01' as on_date
SQLite's own tables|select name as case_id, '2021-01-01' as on_date from sqlite_schema
SQLite's own tables of the run|select name as case_id, '2021-01-01' as on_date from temp.sqlite_master
a pragma as a table|select name as case_id, '2021-01-01' as on_date from pragma_database_list
pages of the file|select pgno as case_id, '2021-01-01' as on_date from dbstat
+what was published|select measure as case_id, '2021-01-01' as on_date from figure
the same behind a name|with x as (select measure from main.figure) select measure as case_id, '2021-01-01' as on_date from x
the same behind a view's name|with current_person as (select measure from main.figure) select measure as case_id, '2021-01-01' as on_date from current_person
rows that are no more in force|select persontableid as case_id, '2021-01-01' as on_date from main.person
+the same behind a name|with x as (select * from person) select persontableid as case_id, '2021-01-01' as on_date from x
the issues of all loads|select line as case_id, '2021-01-01' as on_date from main.cell_issue
+chance|select random() as case_id, '2021-01-01' as on_date
the clock|select 1 as case_id, current_date as on_date
what the connection did|select total_changes() as case_id, '2021-01-01' as on_date
another database|attach 'zz.db' as zz
a pragma|pragma journal_mode = off
+a write|delete from person
a write behind a name|with x as (select 1) delete from person
a table|create table zz (a)
a second statement|select 1 as case_id, '2021-01-01' as on_date; delete from person
a plan|explain select 1
a value beyond all measure|select zeroblob(2000000000) as case_id, '2021-01-01' as on_date
LIST
cp "$scratch/kept.db" "$scratch/w.db"
project stages/checks/zz.sql "${check}with x as (delete from person returning 1) select 1 as row_id, 2 as value"
"$program" load $extracts/requests.csv --warehouse "$scratch/w.db" --project "$scratch/p" >"$scratch/said" 2>&1
is "load refuses it before it touches the warehouse" "2 same" "$? $(cmp -s "$scratch/w.db" "$scratch/kept.db" && echo same)"
is "nothing was made beside" "" "$(ls zz* 2>/dev/null)"

# What never ends, or needs all memory there is, is stopped by limits that a project can set.
endless="with recursive r(n) as (select 1 union all select n + 1 from r)"
limits() {
    echo '{"query_seconds": 1, "query_mebibytes": 64}' >"$scratch/p/settings.json"
}
measure count number "$endless select max(n) as case_id, '2021-01-01' as on_date from r"
limits
refused "an endless measure" 'zz\.sql:10:[0-9]*: the query does not come to an end: it was stopped after 1 s \(query_seconds'
project stages/checks/zz.sql "$check$endless select max(n) as row_id, 1 as value from r"
limits
refused "an endless check" 'zz\.sql:4:[0-9]*: the query does not come to an end'
measure count number "select n as case_id, '2021-01-01' as on_date from mart_endless"
limits
mkdir -p "$scratch/p/stages/models"
echo "$endless select n from r" >"$scratch/p/stages/models/mart_endless.sql"
refused "an endless model" 'mart_endless\.sql:1:[0-9]*: the query (does not come to an end|needs more than 64 MiB)'
measure count number "$endless, s as (select n from r limit 100000000) select n as case_id, '2021-01-01' as on_date from s order by n desc"
limits
sed -i 's/: 1,/: 60,/' "$scratch/p/settings.json"
refused "a measure that sorts without end" 'zz\.sql:10:[0-9]*: the query needs more than 64 MiB of memory \(query_mebibytes'
measure count number "with recursive r(n) as (select row_id from current_person union all select n + 1 from r) select n as case_id, '2021-01-01' as on_date from r where n < 0"
limits
met_in_data "a measure that is endless only with data" 'the query does not come to an end'
# SQLite cannot be stopped within one function, nor while it prepares: the program ends as if killed, with a word.
text="replace(hex(zeroblob(12000000)), '0', 'a')"
measure count number "select instr($text, substr($text, 1, 12000000) || 'b') as case_id, '2021-01-01' as on_date"
echo '{"query_seconds": 1}' >"$scratch/p/settings.json"
refused "a function that does not come to an end" 'zz\.sql: the query does not come to an end \(query_seconds.*, so that the program ends here'
doubled="a0(x) as (select 1)$(for i in $(seq 1 40); do printf ', a%d(x) as (select x from a%d union all select x from a%d)' "$i" $((i - 1)) $((i - 1)); done)"
measure count number "with $doubled select x as case_id, '2021-01-01' as on_date from a40"
limits
refused "a query that unfolds without end while it is prepared" 'zz\.sql: the query needs more memory than it may .*, so that the program ends here'
measure count number "select persontableid as case_id, '2021-01-01' as on_date from current_person"
run
is "the next run clears away what that left" "0 " "$code $(ls -A "$scratch" | grep 'scorecard-new\|journal')"
measure count number "$endless, s as (select length(printf('%50000000d', n)) as l from r limit 100000) select max(l) as case_id, '2021-01-01' as on_date from s"
limits
refused "a measure each step of which is slow" 'zz\.sql:10:[0-9]*: the query does not come to an end'
"$program" list measures --project "$scratch/p" >"$scratch/said" 2>&1
is "what is only listed is not run" 0 $?
measure count number "select 1 as case_id, '2021-01-01' as on_date"
echo '{"query_seconds": "long"}' >"$scratch/p/settings.json"
refused "a limit that is no number" 'settings\.json:1:[0-9]*: '
