#!/bin/sh
# What a run says of what goes into its report, that nobody should overlook: it is no fault, and the report is written.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1
sixty_plans
run() { exits 0 "$program" run --extracts extracts --as-at "$1" --warehouse w.db --out out; }

says "a run" run 2021-01-21
says "a first run has nothing older to use" lacks 'what was loaded before' said
mv extracts/requests.csv 'extracts/requests (1).csv'
mv extracts/assessment.csv 'extracts/Copy of Assessment - Copy.csv'
mv extracts/namedplan.csv 'extracts/namedplan - copy (2).csv'
echo 'CW2,Crewe' >>extracts/localities.csv
cp extracts/localities.csv 'extracts/holidays (1).csv'
cp extracts/localities.csv 'extracts/Annual Reviews - spring.csv'
cp extracts/localities.csv 'extracts/Health-waits.xlsx'
says "a run whose files a browser renamed" run 2021-02-21
says "a browser's name is told with the extract's" has 'requests (1).csv: ignored: no extract knows a file of this name; is it requests.csv? rename it' said
says "so is a desktop's" has 'Copy of Assessment - Copy.csv: ignored: no extract knows a file of this name; is it Assessment.csv? rename it' said
says "and that of a second copy" has 'namedplan - copy (2).csv: ignored: no extract knows a file of this name; is it namedplan.csv? rename it' said
says "so is a name of a person's own" has 'Annual Reviews - spring.csv: ignored: no extract knows a file of this name; is it Annual_Reviews_spring.csv? rename it' said
says "and of a workbook" has 'Health-waits.xlsx: ignored: no extract knows a file of this name; a workbook is not read: save its sheet as Health_waits.csv' said
says "a file of no extract is none by another name" grep -q 'holidays (1).csv: ignored: no extract knows a file of this name$' said
says "extracts of which no file came are named with the load that is used" grep -qE \
    '^No new file of these; what was loaded before is used: assessment \(assessment.csv, loaded on [0-9-]{10}\), namedplan \(.*\), requests \(requests.csv, loaded on [0-9-]{10}\)$' said
says "a run again" run 2021-02-21
says "where nothing is new nothing is told" lacks 'what was loaded before' said

# Two files of one register: which is the newer, names tell only by dates or by numbers of as many digits.
mv extracts/localities.csv .
pair() { cp localities.csv "extracts/localities_$1.csv"; (cat localities.csv; echo ZZ9,Elsewhere) >"extracts/localities_$2.csv"; run 2021-02-21; rm "extracts/localities_$1.csv" "extracts/localities_$2.csv"; }
for names in "november january" "9 10" "11-2023 02-2024" "2020-06-01 new" "06_2020 07_2020"; do
    says "two files named $names" pair $names
    says "of $names it is warned which was left out" grep -q '^Warning: localities_.*csv: left out, and it may be the newer: .* \[two-files\]$' said
done
says "which is taken is told" has 'localities_06_2020.csv: ignored: localities_07_2020.csv is taken for the newer file of localities (by the order of their names)' said
for names in "2020-06 2020-07" "2020-06-01 01-07-2020" "v1 v2" "2020_w09 2020_w10"; do
    says "two files named $names" pair $names
    says "of $names names tell it" lacks two-files said
    says "of $names the newer is taken" has " is the newer file of localities (by the " said
done
cp localities.csv extracts/
touch extracts/requests.xlsx 'extracts/Copy of casework.ODS' extracts/holidays.xlsx
says "a run beside workbooks" run 2021-02-21
says "a workbook of an extract is told what to do with" has 'requests.xlsx: ignored: no extract knows a file of this name; a workbook is not read: save its sheet as requests.csv' said
says "also a copy" has 'Copy of casework.ODS: ignored: no extract knows a file of this name; a workbook is not read: save its sheet as casework.csv' said
says "any other is not" grep -q 'holidays.xlsx: ignored: no extract knows a file of this name$' said
rm extracts/*.xlsx extracts/*.ODS

# Whose report it is.
says "a report of the program's own council is warned of" has 'Warning: the report is of ' said
settings() { mkdir -p own; printf '{"authority": {"name": "%s", "code": "999", "gss": "%s", "region": "", "region_code": ""}}\n' "$1" "$2" >own/settings.json; }
report() { exits "$1" "$program" report send-scorecard --project own --as-at 2021-02-21 --warehouse w.db --out report; }
mkdir own
says "so is one whose project names none" report 0
says "as it is told" has 'Warning: the report is of ' said
settings 'Bramford Council' E99000099
says "a report of a council that is named" report 0
says "is not" lacks Warning said
says "a council is not called one twice" sh -c "pdfinfo report/send-scorecard.pdf | grep -q 'Author: *Bramford Council$'"
settings '  ' E99000099
says "a name of spaces is none" report 2
says "and its place is told" grep -q 'settings.json:1:.*authority.name' said
settings Bramford XXX
says "an ONS code that is none is refused" report 2
says "with its place" grep -q 'settings.json:1:.*authority.gss' said
settings Bramford ''
says "none at all is not" report 0

# A report of a time before anything was loaded.
says "a report of before the first load" exits 0 "$program" report send-scorecard --project own --as-at 2021-02-21 --known-at 2001-01-01 --warehouse w.db --out then
says "tells that nothing was loaded" has 'Warning: nothing was loaded by 2001-01-01' said

# What is said of a measure that there is not.
printf 'measure,from_date,target,amber_within,owner\nplans_isued_20_weeks,2020-01-01,60,10,SEND\n' >extracts/targets.csv
says "a run with a target of no measure" run 2021-02-21
says "tells it, with its line" has 'Warning: targets.csv:2: there is no measure plans_isued_20_weeks; the row is used nowhere: is "plans_issued_20_weeks" meant?' said
printf 'measure,from_date,target,amber_within,owner\nT05,2020-01-01,60,10,SEND\n' >extracts/targets.csv
says "a run with a target of a reference" run 2021-02-21
says "tells whose it is" has 'there is no measure T05; the row is used nowhere: it is the reference of "advice_6_weeks", write that' said

# Whose return it is.
sed -i '1s/$/,NativeId/;2,$s/$/,895/' extracts/person.csv
settings 'Bramford Council' E99000099
other() { exits 0 "$program" run --project own --extracts extracts --as-at 2021-03-21 --warehouse other.db --out other; }
says "a run on another council's return" other
says "is warned of" has 'Warning: the SEN2 return is of the authority 895 (NativeId of its persons), and authority.code in settings.json is 999: ' said
sed -i '2,$s/,895$/,999/' extracts/person.csv
says "a run on the council's own" other
says "is not" lacks other-authority said
awk -F, -v OFS=, 'NR > 1 { $NF = 20000 + NR } 1' extracts/person.csv >numbered && mv numbered extracts/person.csv
says "a run on a return whose NativeId numbers the children" other
says "tells none of them" lacks other-authority said

# What is hidden is named before the papers go out.
{
    echo 'audit_id,audit_date,persontableid,plan_kind,locality,section,grade'
    awk -F, 'NR > 1 && NR < 5 { print "A" NR ",2021-01-05," $1 ",new,Crewe,overall," (NR == 2 ? "inadequate" : "good") }' extracts/person.csv
} >extracts/audits.csv
rm -rf w.db out
says "a run with few audits" run 2021-01-21
says "names the measures whose latest figure is hidden" grep -q "^The latest figure of all cases is hidden \[c\], being small or for others' sake: Q01" said
"$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out open --unsuppressed >said 2>&1
says "and none where nothing is hidden" lacks 'The latest figure of all cases is hidden' said
