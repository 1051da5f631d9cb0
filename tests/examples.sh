#!/bin/sh
# The README's examples work as they stand there: an extract, a code list, a check, a model, a measure, a page and a fact are added in a project folder, no C is touched.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# Every fenced block after a line "<!-- example: PATH -->" is that file.
awk -v root="$scratch/project" '
    /^<!-- example: / { path = root "/" $3; next }
    path != "" && /^```/ { if (open) { close(path); path = ""; open = 0 } else { open = 1; folder = path; sub("/[^/]*$", "", folder); system("mkdir -p " folder) } next }
    open { print > path }' README.md
for file in stages/facts/transport.sql schemas/transport.json schemas/codes/vehicle.csv stages/models/mart_route.sql stages/checks/transport_ends_before_it_starts.sql stages/measures/transport_routes.sql reports/transport.json reports/changes/send-scorecard.json schemas/codes/changes/split_labels.csv; do
    says "README holds $file" test -s "$scratch/project/$file"
done

mkdir "$scratch/extracts"
printf 'persontableid,personbirthdate,sex,ethnicity,postcode\nP1,2010-05-01,F,WBRI,CW1 2AB\nP2,2012-02-29,M,WBRI,SK9 5AA\n' >"$scratch/extracts/person.csv"
printf 'postcode_prefix,locality\nCW1,Crewe\nSK9,Wilmslow\n' >"$scratch/extracts/localities.csv"
printf 'route_id,persontableid,from_date,to_date,minutes,vehicle\nR1,P1,01/09/2020,,35,Cab\nR2,P2,01/09/2020,31/12/2020,20,bus\nR3,P2,01/01/2021,30/12/2020,20,\nR4,P1,31/02/2021,,20,\n' >"$scratch/extracts/transport.csv"

cd "$scratch" || exit 1
"$program" template transport --project project >header
says "template prints the new extract's header" has 'route_id,persontableid,from_date,to_date,minutes,vehicle' header
"$program" check extracts/transport.csv --project project >found 2>&1
says "check exits 3 on a bad date" test $? = 3
says "the bad date is told with its line" has 'transport.csv:5:' found
says "the new check tells the row that breaks it" has 'transport.csv:4:' found
"$program" list measures --project project >listed
says "list shows the new measure" has transport_routes listed
says "run counts the new measure and writes the new report" "$program" run --extracts extracts --as-at 2021-01-21 --project project --report transport --out out --unsuppressed
says "the figure is right" has 'transport_routes,Y01,2021-01-21,2021-01-21,all,all,1,,1,number,' out/figures.csv
says "the split is right" has 'transport_routes,Y01,2021-01-21,2021-01-21,locality,Crewe,1,,1,number,' out/figures.csv
says "a synonym is counted under its code" has 'transport_routes,Y01,2021-01-21,2021-01-21,vehicle,taxi,1,,1,number,' out/figures.csv
says "the workbook is there" test -s out/transport.xlsx
says "the PDF is there" test -s out/transport.pdf
says "the board's report takes the changes" "$program" report send-scorecard --as-at 2021-01-21 --project project --out board --unsuppressed
pdftotext -layout board/send-scorecard.pdf board.txt
says "with the page" has 'Home to school transport' board.txt
unzip -p board/send-scorecard.xlsx xl/workbook.xml >sheets
says "and the chart" has demand_routes sheets
unzip -p board/send-scorecard.xlsx xl/sharedStrings.xml >texts
says "and the labels of the split" has 'Taxi' texts
"$program" explain transport_routes --as-at 2021-01-21 --unsuppressed --project project >cases
says "explain lists the case with file and line" has 'R1,2021-01-21' cases
says "sample draws from the new measure" "$program" sample transport_routes --as-at 2021-01-21 --size 1 --seed x --project project --out drawn
unzip -p drawn/sample-transport_routes.xlsx xl/sharedStrings.xml >texts
says "its form has the new fact" has 'Journey in minutes' texts
says "but nothing of the child as yet" lacks 'Age on the day of the data' texts
awk '/^    union all$/ { on = 1 } /^```/ { on = 0 } on' "$root/README.md" >part
awk '{ lines[NR] = $0 } /^about as/ && !at { at = NR - 1 }
    END { for (i = 1; i <= NR; i++) { if (i == at) while ((getline line < "part") > 0) print line; print lines[i] } }' "$root/stages/models/mart_sampled_case.sql" >project/stages/models/mart_sampled_case.sql
"$program" sample transport_routes --as-at 2021-01-21 --size 1 --seed x --repeat --project project --out audited >said 2>&1
unzip -p audited/sample-transport_routes.xlsx xl/sharedStrings.xml >texts
says "with the README's part of a copy of mart_sampled_case it has the child" has 'Age on the day of the data' texts
rm project/stages/models/mart_sampled_case.sql

# What an extract is about is said in its schema alone.
"$program" load extracts/*.csv --project project --warehouse w.db >said 2>&1
"$program" explain transport_routes --as-at 2021-01-21 --unsuppressed --personal --project project --warehouse w.db >cases
says "explain --personal follows the new extract's key to the child" has ',transport.csv,2,,,,2010-05-01' cases
cat >project/schemas/sixth_form.json <<'END'
{ "name": "sixth_form", "x-file": ["*sixth_form.csv"], "x-load": "period", "x-period": "census", "x-census-date": "counted_on",
  "fieldsMatch": ["partial"], "primaryKey": ["learner"],
  "fields": [ { "name": "learner", "type": "string" }, { "name": "number", "type": "string", "x-person": "upn", "x-personal": true },
              { "name": "counted_on", "type": "date", "x-aliases": ["day"], "x-optional-column": true } ] }
END
cat >project/stages/measures/sixth_formers.sql <<'END'
-- title:  Learners in sixth forms
-- ref:    Y02
-- kind:   count
-- when:   snapshot
-- period: census
-- unit:   number
-- better: neither
-- source: test
-- owner:  test
-- needs:  sixth_form
select learner as case_id, visible.period as at_date, entry.row_id
from current_sixth_form as entry
join load as visible on visible.load_id = entry.row_id >> 32
END
printf 'learner,number,day\nL1,A1,2020-10-01\nL2,A2,2020-10-01\n' >sixth_form.csv
says "a census of one's own takes its date from its own column" "$program" load sixth_form.csv --project project --warehouse w.db
"$program" explain sixth_formers --as-at 2021-01-21 --unsuppressed --personal --project project --warehouse w.db >cases
says "its pupils are persons" has 'L2,2020-10-01,,,sixth_form.csv,3,A2,,,' cases
sed -i 's/"x-census-date"/"x-censusdate"/' project/schemas/sixth_form.json
"$program" list extracts --project project >told 2>&1
says "a slip in a property exits 2" test $? = 2
says "it is told with its place and what was meant" has 'sixth_form.json:1:125: a schema has no property "x-censusdate": is "x-census-date" meant?' told
sed -i 's/"x-censusdate"/"x-census-date"/; s/"name": "sixth_form"/"name": "sixth_forms"/' project/schemas/sixth_form.json
"$program" list extracts --project project >told 2>&1
says "a schema under another name than its file's exits 2" test $? = 2
says "both names are told" has 'the name is "sixth_forms", but the file'"'"'s name makes it sixth_form' told
