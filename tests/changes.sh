#!/bin/sh
# A project changes a part of an extract, a code list or a report of ours without a copy of it, and slips in what it writes are told.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
extracts=$clean

mkdir -p "$scratch/p/schemas/changes" "$scratch/p/schemas/codes/changes" "$scratch/p/reports/changes"
cd "$scratch/p" || exit 1
cat >schemas/changes/complaints.json <<'END'
{
  "x-file": ["feedback_*.csv"],
  "fields": [
    { "name": "received_date", "x-aliases": ["Date we had it"] },
    { "name": "channel", "title": "How it came", "type": "string", "x-codes": "service", "x-optional-column": true, "after": "kind" }
  ]
}
END
printf 'code,label,synonyms\nep,,educational psychologists\ntrams,Tram drivers,trams and buses\n' >schemas/codes/changes/service.csv
cat >reports/changes/send-scorecard.json <<'END'
{
  "subtitle": "With our own page",
  "pages": [
    { "id": "ours", "title": "A page of our own", "after": "demand",
      "blocks": [ { "chart": "line", "measure": "requests_received" } ] },
    { "id": "health", "leave_out": true },
    { "id": "plans", "title": "Plans, and how long held",
      "blocks": [ { "id": "plans_by_need", "width": "half" },
                  { "id": "plans_by_years", "chart": "bars", "measure": "plans_open", "split": "years_held", "width": "half", "before": "plans_need_by_age" } ] }
  ]
}
END
printf '{ "title": "Ours", "subtitle": "s", "subject": "s", "keywords": "k", "pages": [] }\n' >reports/ours.json
cd "$scratch" || exit 1

# Ours with the changes.
"$program" template complaints --project p >header
says "a field more stands where the change says" has 'kind,channel,' header
says "template knows what was there" has 'received_date' header
"$program" template complaints >header
says "ours is as it was" lacks channel header
"$program" list reports --project p >listed
says "list reports tells what the project changes" has '(changed by reports/changes/send-scorecard.json of the project)' listed
says "and of whom a report is" has '(of the project)' listed
"$program" list extracts --project p --json >listed
says "JSON tells it as well" grep -q '"changes" : "schemas/changes/complaints.json"' listed
says "a run takes the changes" "$program" run --extracts "$extracts" --as-at 2021-01-21 --project p --warehouse w.db --out out --quiet
pdftotext -layout out/send-scorecard.pdf text
says "the subtitle is the project's" has 'With our own page' text
says "the new page is there" has 'A page of our own' text
says "the changed title is there" has 'Plans, and how long held' text
grep -oE 'A page of our own|Demand and requests|Timeliness of new plans' text | head -3 | tr '\n' ',' >contents
says "it stands after the page it names" has 'Demand and requests,A page of our own,Timeliness of new plans,' contents
says "the manifest names the file of the program and the changes" sh -c 'grep -c "reports/send-scorecard.json\|reports/changes/send-scorecard.json\|schemas/codes/changes/service.csv" out/manifest.json | grep -qx 3'

# A code list with the changes, for the loader and for SQL.
cat >p/schemas/riders.json <<'END'
{ "fieldsMatch": ["partial"], "primaryKey": ["id"], "fields": [ { "name": "id", "type": "string" }, { "name": "by", "type": "string", "x-codes": "service" } ] }
END
printf 'id,by\n1,Trams and buses\n2,educational psychologists\n3,nobody\n' >riders.csv
"$program" check riders.csv --project p >said 2>&1
says "an added code and an added synonym are known" sh -c '! grep "riders.csv:[23]:" said'
says "others are not" has 'riders.csv:4:' said

# Slips.
refused() { # NAME PATTERN [COMMAND…]
    name=$1
    pattern=$2
    "$program" run --extracts "$extracts" --as-at 2021-01-21 --project p --warehouse refused.db --out refused >said 2>&1
    is "$name: exit code" 2 $?
    says "$name" grep -q "$pattern" said
}
keep() { cp "$1" kept; }
back() { cp kept "$1"; }

keep p/reports/changes/send-scorecard.json
sed 's/"id": "health"/"id": "heath"/' kept >p/reports/changes/send-scorecard.json
refused "a page misspelt" 'reports/changes/send-scorecard.json:6:[0-9]*: there is no "heath" in the list that is changed: is "health" meant?'
sed 's/"after": "demand"/"after": "demands"/' kept >p/reports/changes/send-scorecard.json
refused "a place misspelt" 'reports/changes/send-scorecard.json:4:[0-9]*: there is no "demands".*is "demand" meant?'
sed 's/years_held/years_hold/' kept >p/reports/changes/send-scorecard.json
refused "a split misspelt in a chart that is new" 'reports/changes/send-scorecard.json:9:[0-9]*: '
sed 's/"width": "half" },/"widht": "half" },/' kept >p/reports/changes/send-scorecard.json
refused "a key misspelt in a chart that is changed" 'reports/changes/send-scorecard.json:8:[0-9]*: "widht" is not known here: is "width" meant?'
sed 's/"id": "ours"/"id": "annex"/; s/"subtitle"/"titel"/' kept >p/reports/changes/send-scorecard.json
refused "a key of the report misspelt" 'reports/changes/send-scorecard.json:2:[0-9]*: "titel" is not known here: is "title" meant?'
sed 's/] },$/] }/' kept >p/reports/changes/send-scorecard.json
refused "a comma missing" 'reports/changes/send-scorecard.json:5:[0-9]*: '
sed 's/"id": "plans", "title": "[^"]*"/"id": "of_plans"/' kept >p/reports/changes/send-scorecard.json
refused "a page of another name, which is no new one" '"title" is missing: this is a new one, since those that are there to change are "at_glance", "demand", '
sed 's/"leave_out"/"leaveout"/' kept >p/reports/changes/send-scorecard.json
refused "a word of a change misspelt" '"leaveout" is not known here: is "leave_out" meant?'
back p/reports/changes/send-scorecard.json
cp kept p/reports/changes/send-scorecards.json
refused "a report misspelt" 'reports/changes/send-scorecards.json:1:1: there is no reports/send-scorecards.json to change: is "send-scorecard" meant?'
rm p/reports/changes/send-scorecards.json

keep p/schemas/changes/complaints.json
sed 's/"received_date"/"recieved_date"/' kept >p/schemas/changes/complaints.json
refused "a field misspelt" 'schemas/changes/complaints.json:4:[0-9]*: there is no "recieved_date".*is "received_date" meant? A new one needs'
sed 's/x-aliases/x-alias/' kept >p/schemas/changes/complaints.json
refused "a property misspelt" 'schemas/changes/complaints.json:4:[0-9]*: a field has no property "x-alias"'
sed 's/"service"/"servise"/' kept >p/schemas/changes/complaints.json
refused "a code list misspelt" 'schemas/changes/complaints.json:5:[0-9]*: there is no code list "servise".*is "service" meant?'
back p/schemas/changes/complaints.json

printf 'split,list,order\nlocality,servise,value\n' >p/schemas/codes/changes/split_labels.csv
refused "a list of labels misspelt" 'changes/split_labels.csv:2: there is no code list "servise": is "service" meant?'
printf 'split,list,order\nlocality,service,listet\n' >p/schemas/codes/changes/split_labels.csv
refused "another order" 'changes/split_labels.csv:2: the order is listed or value, not "listet"'
printf 'split,list,order\nlocalty,service,value\n' >p/schemas/codes/changes/split_labels.csv
refused "a split misspelt" 'changes/split_labels.csv:2: no measure has a split "localty": is "locality" meant?'
printf 'split,list,order\nlocality,service,\n' >p/schemas/codes/changes/split_labels.csv
says "an order may be left out" "$program" run --extracts "$extracts" --as-at 2021-01-21 --project p --warehouse w.db --out out --quiet
