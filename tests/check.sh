#!/bin/sh
# scorecard check: what it prints, how it ends, and that it leaves nothing behind.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

cat >"$scratch/table.json" <<'JSON'
{"fields": [{"name": "id", "type": "integer"},
            {"name": "name", "type": "string", "constraints": {"required": true}}],
 "primaryKey": "id"}
JSON
printf 'id,name\n1,a\nx,\n1,"b\nc"\n\n2,d\n' >"$scratch/bad.csv"
printf 'id,name\n1,a\n2,b\n' >"$scratch/good.csv"
cd "$scratch" || exit 1

"$program" check --schema table.json good.csv >said 2>&1
is "a valid file ends with 0" 0 $?
is "a valid file has no finding" 0 "$(grep -c '^good\.csv:' said)"

"$program" check --schema table.json bad.csv >said 2>errors
is "an invalid file ends with 3" 3 $?
is "each finding is a line of its own that begins with its place" \
    "bad.csv:3 type-error,bad.csv:3 constraint-error,bad.csv:4 primary-key,bad.csv:6 blank-row," \
    "$(sed -n 's/^\(bad\.csv:[0-9]*\): .*\[\(.*\)\]$/\1 \2/p' said | tr '\n' ',')"
is "what is wrong is said once on standard error" 1 "$(wc -l <errors)"

"$program" check --schema table.json bad.csv --limit-issues 1 >said 2>/dev/null
is "a limit hides findings" 1 "$(grep -c '^bad\.csv:' said)"
is "a limit says what it hides" 1 "$(grep -c '1 of 4 findings' said)"
is "a limit hides no count" 1 "$(grep -c '4 rows, 4 errors' said)"
"$program" check --schema table.json bad.csv good.csv bad.csv >said 2>/dev/null
is "a file that is named twice is checked once" "2 files 1" "$(sed -n 's/^\([0-9]* files\) checked.*/\1/p' said) $(grep -c '4 rows, 4 errors' said)"

"$program" check --schema table.json bad.csv good.csv --json >said.json 2>/dev/null
is "--json ends with 3 as well" 3 $?
python3 - <<'PYTHON'
import json
report = json.load(open("said.json"))
bad, good = report["tasks"]
def tell(name, holds):
    print(("ok - " if holds else "not ok - ") + name)
tell("the report is not valid, its good task is", not report["valid"] and not bad["valid"] and good["valid"])
tell("a task a file, with its place and labels", bad["place"] == "bad.csv" and bad["labels"] == ["id", "name"])
tell("errors are counted", report["stats"]["errors"] == 4 == bad["stats"]["errors"] == len(bad["errors"]))
first = bad["errors"][0]
tell("an error has Frictionless' members", {"type", "title", "description", "message", "note", "tags", "cells", "rowNumber",
     "cell", "fieldName", "fieldNumber", "lineNumber", "severity"} <= set(first))
tell("an error tells its place", (first["type"], first["rowNumber"], first["lineNumber"], first["fieldName"],
     first["fieldNumber"], first["cell"]) == ("type-error", 3, 3, "id", 1, "x"))
tell("a record of two lines counts as one row", bad["errors"][3]["rowNumber"] == 5 and bad["errors"][3]["lineNumber"] == 6)
PYTHON
printf 'name,id\n1,a\n' >header.csv
"$program" check --schema table.json header.csv --json 2>/dev/null |
    python3 -c 'import json, sys; e = json.load(sys.stdin)["tasks"][0]["errors"]; sys.exit(not (e and all("rowNumber" not in x for x in e)))'
is "an error of the header has no row number" 0 $?

printf 'id,name\n1,a\n1,"b\nc"\n' >twice.csv
"$program" check --schema table.json twice.csv --json 2>/dev/null | python3 -c '
import json, sys
e = json.load(sys.stdin)["tasks"][0]["errors"][0]
sys.exit(not (e["type"] == "primary-key" and e["rowNumber"] == 3 and e["lineNumber"] == 3 and "fieldNumber" not in e))'
is "an error of a key is of the row as a whole" 0 $?
cp twice.csv what_nobody_knows.csv
cp "$clean/person.csv" .
"$program" check what_nobody_knows.csv person.csv --json 2>/dev/null | python3 -c '
import json, sys
tasks = json.load(sys.stdin)["tasks"]
sys.exit([len(task["warnings"]) for task in tasks] != [1, 0])'
is "a file that no extract knows has a warning" 0 $?
rm person.csv what_nobody_knows.csv
printf 'id\n1\n' >short.csv
"$program" check --schema table.json short.csv --json 2>/dev/null | python3 -c '
import json, sys
e = json.load(sys.stdin)["tasks"][0]["errors"]
sys.exit([(x.get("rowNumber"), x["fieldNumber"], x["type"]) for x in e] !=
         [(None, 2, "missing-label"), (2, 2, "missing-cell"), (2, 2, "constraint-error")])'
is "a missing label is placed behind those that are there" 0 $?
rm twice.csv short.csv

echo '{"fields": [{"name": "a", "type": "geojson"}]}' >wrong.json
"$program" check --schema wrong.json good.csv >said 2>&1
is "an invalid schema ends with 2" 2 $?
is "an invalid schema is told with its place and the word" 1 "$(grep -c 'wrong\.json:1:[0-9]*: .*geojson' said)"
"$program" check --schema no_such.json good.csv >said 2>&1
is "a schema that is not there ends with 4" 4 $?
"$program" check --schema table.json no_such.csv >said 2>&1
is "a file that is not there ends with 4" 4 $?
"$program" check unknown_name.csv >said 2>&1
is "a file that is not there ends with 4 without a schema" 4 $?
cp good.csv unknown_name.csv
"$program" check unknown_name.csv >said 2>&1
is "files that no extract knows end with 4" 4 $?
cp good.csv annual_reviews.csv
"$program" check annual_reviews.csv >said 2>&1
is "a header of neither of two extracts is told to be so" "3 1" "$? $(grep -c 'annual_reviews.csv:1: error: the file may be of annual_reviews or dfe_annual_reviews by its name, and its header fits neither' said)"
rm annual_reviews.csv
"$program" check --schema table.json good.csv --encoding klingon >said 2>&1
is "an unknown encoding is a usage fault" 1 $?

# What a spreadsheet and another system make of a file.
printf 'persontableid,Date of birth,sex,ethnicity\nP1,2012-03-04,F,WBRI\n' >person.csv
"$program" check person.csv >said 2>&1
is "a header that is a field's title is told to be so" "3 1" "$? $(grep -c 'error: field personbirthdate: the header lacks the field "personbirthdate"; is "Date of birth" meant? Rename' said)"
is "at its column too" 1 "$(grep -c 'column B: the schema has no field "Date of birth"; the column is ignored; is "personbirthdate" meant? Rename' said)"
printf 'Request number;Triage;Panel;Draft issued\nR1;01/02/2020;;\n' >casework.csv
"$program" check casework.csv >said 2>&1
is "titles are no data" "3 1" "$? $(grep -c 'column B: the schema has no field "Triage"; the column is ignored; is "triage_date" meant?' said)"
printf 'Casework of Ann Other,,\nrequeststableid,triage_date,panel_date\nR1,01/02/2020,\n' >casework.csv
"$program" check casework.csv >said 2>&1
is "a line before the header is not shown and asked after" "3 1 0" "$? $(grep -c 'does a title or a row stand before the header?' said) $(grep -c Ann said)"
printf 'requeststableid,triage_date\nR1,44048\nR2,44048.52\nR3,4404\nR4,99999\nR5,44048.\n' >casework.csv
"$program" check casework.csv >said 2>&1
is "a spreadsheet's numbers of days are told" "3 2:3:6:" "$? $(grep "a spreadsheet's number for a day" said | cut -d: -f2 | tr '\n' ':')"
printf 'requeststableid,triage_date\nR1,05/08/20\nR2,5/8/2020\nR3,#########\nR4,05-Aug-20\nR5,TBC\nR6,5 August 2020\n' >casework.csv
"$program" check casework.csv >said 2>&1
is "a year of two digits is told to be one" "3 2:5:" "$? $(grep 'write the year with four digits' said | cut -d: -f2 | tr '\n' ':')"
is "a day of one" "3:" "$(grep 'write day and month with two digits each' said | cut -d: -f2 | tr '\n' ':')"
is "a column that was too narrow" "4:" "$(grep 'column was too narrow' said | cut -d: -f2 | tr '\n' ':')"
printf 'requeststableid,triage_date\nR1,12/31/2020\nR2,2020/12/31\nR3,31 December 2020\nR4,#REF!\nR5,n/a\nR6,31.12.2020\nR7,31/31/2020\nR8,2020-1-31\n' >casework.csv
"$program" check casework.csv >said 2>&1
is "a month before its day is told" "3 2:" "$? $(grep 'the day stands before the month' said | cut -d: -f2 | tr '\n' ':')"
is "so is what yyyy-mm-dd would be" "3:4:7:" "$(grep '; write it as yyyy-mm-dd' said | cut -d: -f2 | tr '\n' ':')"
is "a formula that failed" "5:" "$(grep 'a formula of the spreadsheet failed' said | cut -d: -f2 | tr '\n' ':')"
is "a word for nothing" "6:" "$(grep 'leave the cell empty where nothing is known' said | cut -d: -f2 | tr '\n' ':')"
printf 'financial_year,line,category,basis,amount\n2020-21,1,special,budget,95-\n2020-21,2,special,budget,-\n' >high_needs_lines.csv
"$program" check high_needs_lines.csv >said 2>&1
is "a sign behind its amount is told" "3 2:" "$? $(grep 'write the minus sign first' said | cut -d: -f2 | tr '\n' ':')"
is "of a cell that must be filled not that it may be empty" 0 "$(grep -c 'leave the cell empty' said)"
rm high_needs_lines.csv
printf 'case_id,kind,received_date,theme,stage\n1,complaint,2020-01-01,timeliness, stage 1 \n2,complaint,2020-01-01,timeliness,stage 9\n' >complaints.csv
"$program" check complaints.csv >said 2>&1
is "a label in a code's place is told" "3 1" "$? $(grep -c 'complaints.csv:2: .*; this is what pages call 1: write that, or make it a synonym in schemas/codes/changes/complaint_stage.csv' said)"
is "and nothing else is" 1 "$(grep -c 'what pages call' said)"
printf 'scheme,title,owner,category,starts,financial_year,saving,confidence_percent,delivered\nS1,t,o,special,2020-04-01,2020-21,100,60%%,0\n' >savings_schemes.csv
"$program" check savings_schemes.csv >said 2>&1
is "so is a percent sign" "3 1" "$? $(grep -c 'must be a number, for example 12.5; leave the % out' said)"
rm casework.csv complaints.csv savings_schemes.csv
printf 'persontableid,personbirthdate,sex,ethnicity\nP1,41000,F,WBRI\n' >person.csv
"$program" check person.csv >said 2>&1
is "of a birth date as well, without it" "3 1 0" "$? $(grep -c "a spreadsheet's number for a day" said) $(grep -c 41000 said)"

printf 'persontableid,personbirthdate,sex,ethnicity\nP1,secret day,F,WBRI\n' >person.csv
"$program" check person.csv >said 2>&1
is "an extract is known by its name" 3 $?
is "a personal value is never printed" 0 "$(grep -c secret said)"
printf 'requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome\nR1,P9,2020-01-01,2020-02-01,Y\n' >requests.csv
printf 'persontableid,personbirthdate,sex,ethnicity\nP1,2012-03-04,F,WBRI\n' >person.csv
"$program" check requests.csv >said 2>&1
is "a child file alone is held against no parent" 0 $?
is "which is said" 1 "$(grep -c '^requests refers to person, of which no file is given or none was taken: those keys are not checked$' said)"
"$program" check requests.csv person.csv >said 2>&1
is "files are held against each other" 3 $?
is "and nothing is said" 0 "$(grep -c 'of which no file is given' said)"
is "a parent that lacks is told at the child's line" 1 "$(grep -c '^requests\.csv:2: .*\[foreign-key\]$' said)"
is "check leaves no file behind" "bad.csv errors good.csv header.csv person.csv requests.csv said said.json table.json unknown_name.csv wrong.json" \
    "$(ls | tr '\n' ' ' | sed 's/ $//')"

printf 'persontableid,personbirthdate,sex,ethnicity,_line,_reasons\nP1,2012-03-04,F,XXXX,2,personbirthdate: …\n' >person.csv
"$program" check person.csv >said 2>&1
is "corrected rows are checked before they complete a load" "0 1" "$? $(grep -c '^person\.csv:2: query: .*XXXX.*\[unknown-code\]$' said)"
mkdir slip && echo '{"x-trmi": true, "fields": [{"name": "a"}]}' >slip/table.json && printf 'a\n1\n' >slip/a.csv
"$program" check --schema slip/table.json slip/a.csv >said 2>remarks
is "a slip in a foreign schema is remarked upon alone" "0 1" "$? $(grep -c 'slip/table\.json:1:15: .*is "x-trim" meant' remarks)"
rm -r slip

"$program" check --by pupil good.csv >said 2>&1
is "findings are shared out by school alone" 1 $?
"$program" check --out elsewhere good.csv >said 2>&1
is "a folder for files that are not asked for is wrong usage" 1 $?
"$program" check --size 3 good.csv >said 2>&1
is "a flag that check does not take is wrong usage" 1 $?
