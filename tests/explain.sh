#!/bin/sh
# explain as a person asks: by reference, as CSV and as JSON with all that a figure comes from and what changed in it since the last
# board; a figure that publications hide only with a flag that marks the output.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

sixty_plans
printf 'case_id,kind,received_date,stage,theme\nC1,complaint,2020-06-01,1,timeliness\nC2,complaint,2020-06-02,1,timeliness\n' >extracts/complaints.csv
"$program" load extracts/*.csv --warehouse w.db >said 2>&1
result "the files load"
first=$(date -u +%Y-%m-%dT%H:%M:%S.999Z)
sleep 1.1
# Then eighteen of the plans turn out to have begun on day 145.
awk -F, -v OFS=, 'NR > 1 && NR <= 19 { $3 = "2020-07-25" } { print }' extracts/namedplan.csv >later
mv later extracts/namedplan.csv
"$program" load extracts/namedplan.csv --warehouse w.db >said 2>&1

# explain ARGUMENTS…: of T01 at a board's day.
explain() {
    "$program" explain T01 --as-at 2020-09-24 --warehouse w.db "$@"
}
# value EXPRESSION: prints it of the JSON `d`.
value() {
    python3 -c "import json; d = json.load(open('json')); print(($1))"
}

explain --where locality=Creew >csv 2>said && [ "$(wc -l <csv)" = 1 ] && grep -q 'no case has locality=Creew' said
result "a category that no case has is told, since it may be mistyped"
explain --where locality=Creew 2>&1 >/dev/null | grep -q 'is locality=Crewe meant?$' && explain --where 'locality=WILMSLOW' 2>&1 >/dev/null | grep -q 'is locality=Wilmslow meant?$'
result "with the one that is near"
explain --where locality=Elsewhere 2>&1 >/dev/null | grep -q 'locality is Crewe or Wilmslow$'
result "or with all that there are, where they are few"
explain --where locality=Crewe --where sex=Z 2>&1 >/dev/null | grep -qE 'figures.csv; sex is [^;]*$'
result "a category that cases have is not asked about"
explain --where met=2 >csv 2>said
[ $? = 1 ] && [ ! -s csv ] && grep -q 'met is 1 or 0' said
result "met can be 1 or 0 alone"
explain >csv 2>said
[ "$(head -1 csv)" = "case_id,counted_on,met,value,locality,primary_need,age_band,school_phase,sex,file,line" ] && [ "$(wc -l <csv)" = 61 ]
result "the cases are CSV, found by the reference printed beside the figure"
explain --json >json 2>said
result "--json explains all of it"
[ "$(value "d['measure'], d['ref'], d['unit']")" = "('plans_issued_20_weeks', 'T01', 'percent')" ]
result "it says of which measure"
value "d['definition'], d['sql']" >text; grep -q '140 days' text && grep -q 'select plan_id as case_id' text
result "it has its definition and SQL"
[ "$(value "d['files'][0]['file'], 'stages/models/mart_issued_plan.sql' in [f['file'] for f in d['files']]")" = "('stages/measures/plans_issued_20_weeks.sql', True)" ]
result "it names every file that the figure went through"
[ "$(value "d['dates']['as_at'], d['dates']['period_start'], d['dates']['previous_board']")" = "('2020-09-24', '2019-09-25', '2020-07-23')" ]
result "it has its dates"
[ "$(value "[l['file'] for l in d['loads'] if l['extract'] == 'namedplan'], [l['loaded'] for l in d['loads'] if l['extract'] == 'person']")" = "(['namedplan.csv'], [60])" ] &&
    [ "$(value "d['loads'][0]['sha256']")" = "$(sha256sum <extracts/assessment.csv | cut -c1-64)" ]
result "it has the loads it was counted from"
[ "$(value "len(d['cases']), d['cases'][0]['case_id'], d['cases'][0]['met'], d['cases'][0]['locality'], d['cases'][0]['file'], d['cases'][0]['line']")" = \
    "(60, 'N001', 0, 'Crewe', 'namedplan.csv', 2)" ]
result "its cases have file and line"
! grep -q Quillfeather json && explain --json --personal 2>/dev/null | grep -q Quillfeather
result "names only when asked"
[ "$(value "d['changes']['since'], d['changes']['before'], len(d['changes']['in']), d['changes']['out'], d['changes']['altered']")" = "('2020-07-23', 22, 38, [], [])" ]
result "what came in since the last board, as is known now"
explain --json --against "$first" >json 2>said
[ "$(value "d['changes']['before'], len(d['changes']['in']), len(d['changes']['out'])")" = "(40, 20, 0)" ]
result "what the board knew is told with --against"
[ "$(value "len(d['changes']['altered']), d['changes']['altered'][0]")" = "(36, {'case_id': 'N001', 'field': 'counted_on', 'before': '2020-07-02', 'after': '2020-07-25'})" ] &&
    [ "$(value "d['changes']['altered'][1]")" = "{'case_id': 'N001', 'field': 'met', 'before': '1', 'after': '0'}" ]
result "and which cases altered, in what"
"$program" run --extracts extracts --as-at 2020-07-23 --known-at "$first" --warehouse w.db --out board >/dev/null 2>&1
explain --json >json 2>said
[ "$(value "d['changes']['known_at'], d['changes']['before']")" = "('$first', 40)" ]
result "a board that was published is compared as it was known then"
"$program" explain T01 --as-at 2021-09-24 --warehouse w.db --json >json 2>said
[ "$(value "len(d['cases']), len(d['changes']['out'])")" = "(0, 60)" ]
result "what went out is told"
explain --json --where locality=Wilmslow --period-start 2020-07-01 --period-end 2020-07-31 >json 2>said
[ "$(value "len(d['cases']), d['dates']['period_end'], d['changes']['in']")" = "(13, '2020-07-31', [])" ]
result "a chosen period and split are compared with themselves"
"$program" explain requests_per_10000 --as-at 2020-09-24 --warehouse w.db --json >json 2>said
[ $? = 0 ] && value "[f['file'] for f in d['files']]" | grep -q 'requests_received.sql'
result "a ratio names its parts' files"

# Two complaints on days that no publication has: their own number decides.
"$program" explain complaints_received --as-at 2020-09-24 --warehouse w.db --period-start 2020-06-01 --period-end 2020-06-02 >csv 2>said
[ $? = 1 ] && [ ! -s csv ] && grep -q -- '--unsuppressed' said
result "a figure that would be hidden is not listed without the flag"
"$program" explain complaints_received --as-at 2020-09-24 --warehouse w.db --period-start 2020-06-01 --period-end 2020-06-02 --unsuppressed >csv 2>said
[ "$(head -1 csv | tr , '\n' | tail -1)" = marking ] && [ "$(grep -c ',OFFICIAL-SENSITIVE$' csv)" = 2 ]
result "with the flag every line is marked"
"$program" explain complaints_received --as-at 2020-09-24 --warehouse w.db --period-start 2020-06-01 --period-end 2020-06-02 --unsuppressed --json >json 2>said
[ "$(value "d['marking']")" = OFFICIAL-SENSITIVE ]
result "so is the JSON"
# Days and windows that no figure has: an empty list would say that there was nothing.
for window in "open_over_20_weeks --period-end 2020-06-15" "open_assessments --period-start 2020-06-15" "open_over_20_weeks --period-end 2030-01-31" \
    "T01 --period-start 2020-07-02 --period-end 2020-07-01"; do
    # shellcheck disable=SC2086
    "$program" explain $window --as-at 2020-09-24 --warehouse w.db >csv 2>said
    [ $? = 1 ] && [ ! -s csv ] && grep -q 'is not counted on 20\|ends before it begins' said
    result "explain $window is wrong usage"
done
"$program" explain open_assessments --period-start 2020-06-30 --as-at 2020-09-24 --warehouse w.db --unsuppressed >csv 2>said
[ $? = 0 ] && [ "$(wc -l <csv)" = 61 ]
result "a month's end is a day that is counted"
explain --unsuppressed >csv 2>said
[ "$(head -1 csv | tr , '\n' | tail -1)" = marking ]
result "every list of children that the flag asks for is marked"
explain >csv 2>said
[ "$(head -1 csv | tr , '\n' | tail -1)" = line ]
result "a figure that is not hidden needs neither flag nor mark"
"$program" explain settings_with_access --as-at 2020-09-24 --warehouse w.db >csv 2>said
[ $? = 0 ] && grep -q 'setting_access is missing' said
result "a measure whose extract is missing has no cases and says why"

# Plans in the cost of a plan are children, though the measure counts money: an identity ties them.
"$program" load "$clean"/*.csv --warehouse few.db >said 2>&1
"$program" explain F03 --as-at 2021-01-21 --warehouse few.db >csv 2>said
[ $? = 1 ] && [ ! -s csv ] && grep -q -- '--unsuppressed' said
result "a cost of few plans, which is hidden, is not listed without the flag"
"$program" explain F03 --as-at 2021-01-21 --warehouse few.db --unsuppressed >csv 2>said
[ "$(head -1 csv | tr , '\n' | tail -1)" = marking ]
result "and with it every line is marked"

# A plan that came with a child and one issued here may have one number: what changed since the board before is told of each.
cp -r "$clean" one_number && sed -i 's/^V2,/N1,/' one_number/activeplans.csv
"$program" load one_number/*.csv --warehouse one_number.db >said 2>&1
"$program" explain C01 --as-at 2020-05-21 --warehouse one_number.db --unsuppressed --json >json 2>said
is "of two cases with one number the one that came in is told, and the other as it altered" "['N1'] [] [('years_held', '3', '4')]" \
    "$(python3 -c "import json; d = json.load(open('json'))['changes']; print(d['in'], d['out'], [(a['field'], a['before'], a['after']) for a in d['altered']])")"
