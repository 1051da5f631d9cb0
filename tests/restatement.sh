#!/bin/sh
# Looking back: a report as known at a moment, and what differs between two moments.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

mkdir extracts
cat >extracts/complaints.csv <<'END'
case_id,received_date,kind,stage,acknowledged_date,responded_date,outcome,theme,locality
1,2020-10-05,complaint,1,2020-10-06,2020-10-19,upheld,timeliness,Crewe
2,2020-10-12,complaint,1,2020-10-13,2020-10-20,not upheld,timeliness,Crewe
3,2020-11-02,complaint,1,2020-11-03,2020-11-01,not upheld,timeliness,Crewe
END
lines() { # lines AMOUNT: of a measure without figures for all
    printf 'financial_year,line,category,basis,amount\n2020-21,1.2.1,special,budget,%s\n' "$1" >extracts/high_needs_lines.csv
}
lines 100.00
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out first --unsuppressed --quiet >/dev/null
then=$(date -u +%Y-%m-%dT%H:%M:%S.999Z)
says "a check finds the answer before receipt" has complaint-answered-before-received first/issues.csv
"$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out known --unsuppressed --known-at "$then" >/dev/null
says "a report of what was known then has the issues of checks too" cmp first/issues.csv known/issues.csv
says "and the same figures" cmp first/figures.csv known/figures.csv
"$program" explain issues_open --as-at 2021-01-21 --warehouse w.db --known-at "$then" >cases
says "explain lists what the checks found then" has complaint-answered-before-received cases

# A second file of complaints: one more of 2020, the third corrected, another locality for the second.
cat >extracts/complaints.csv <<'END'
case_id,received_date,kind,stage,acknowledged_date,responded_date,outcome,theme,locality
1,2020-10-05,complaint,1,2020-10-06,2020-10-19,upheld,timeliness,Crewe
2,2020-10-12,complaint,1,2020-10-13,2020-10-20,not upheld,timeliness,Nantwich
3,2020-11-02,complaint,1,2020-11-03,2020-11-05,not upheld,timeliness,Crewe
4,2020-12-01,complaint,1,2020-12-02,,,timeliness,Crewe
END
cat >extracts/training.csv <<'END'
event_id,event_date,title,audience,attendees,sencos
1,2020-10-10,Autism,schools,12,5
END
cat >extracts/requests.csv <<'END'
requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome
10,1,2020-01-10,2020-02-10,Y
END
cat >extracts/person.csv <<'END'
persontableid,personbirthdate,sex,ethnicity
1,2010-01-01,F,WBRI
END
lines 250.00
sleep 1
"$program" load extracts/*.csv --warehouse w.db --quiet >/dev/null
restate() { # restate OUT FLAG…
    out=$1
    shift
    "$program" report restatement --as-at 2021-01-21 --warehouse w.db --unsuppressed --out "$out" "$@" >said 2>&1
}
# row OUT MEASURE BREAKDOWN CATEGORY: old, new and difference of the twelve months to as-at
row() {
    awk -F, -v measure="$2" -v breakdown="$3" -v category="$4" '$1 == measure && $5 == breakdown && $6 == category &&
        $3 == "2020-01-22" && $4 == "2021-01-21" { print $9 "," $10 "," $13 "," $14 "," $15 }' "$1/restatement.csv"
}
says "a report on restatement is written" restate moved --known-at "$then"
says "a count that grew has old, new and difference" test "$(row moved complaints_received all all)" = "3,,4,,1"
says "a category that grew from nothing counts from 0" test "$(row moved complaints_received locality Nantwich)" = ",,1,,1"
says "a measure whose extract came later was not available" test "$(row moved sencos_trained all all)" = ",x,5,,"
says "on the days before as well" test "$(awk -F, '$1 == "sencos_trained" && $3 == "2019-11-01" && $4 == "2020-10-31" && $5 == "all" { print $9 "," $10 "," $13 "," $15 }' moved/restatement.csv)" = ",x,5,"
says "so that none of it has a difference" awk -F, '$1 == "sencos_trained" && ($10 != "x" || $15 != "") { exit 1 }' moved/restatement.csv
says "a measure that reads no other load does not stand in it" lacks plans_issued_20_weeks moved/restatement.csv
says "headlines come before splits" awk -F, 'NR > 1 && $5 != "all" { seen = 1 } NR > 1 && $5 == "all" && seen { exit 1 }' moved/restatement.csv
loads=$(awk -F, '$1 == "complaints_received" { print $17; exit }' moved/restatement.csv)
says "the loads of a measure are those of the extracts it reads" test "$(echo "$loads" | tr ';' '\n' | awk '{ print $1, $2 }' | tr '\n' '|')" = "complaints complaints.csv|complaints complaints.csv|"
loads=$(awk -F, '$1 == "requests_received" { print $17; exit }' moved/restatement.csv)
says "by way of models too" test "$(echo "$loads" | tr ';' '\n' | awk '{ print $1, $2 }' | tr '\n' '|')" = "person person.csv|requests requests.csv|"
says "a measure of the loads themselves names them all" sh -c "awk -F, '\$1 == \"rows_rejected\"' moved/restatement.csv | grep -q training"
says "what the checks found then is known" test "$(awk -F, '$1 == "issues_open" && $6 == "complaint-answered-before-received" { print $9 "," $13 "," $15 }' moved/restatement.csv)" = "1,,-1"
says "money that has no figure for all is compared by category" grep -q "^high_needs_spend,F01,2020-04-01,2021-03-31,basis,budget,10000,,100.00,,25000,,250.00,,150.00," moved/restatement.csv
says "the workbook is there" test -s moved/restatement.xlsx
pdftotext -layout moved/restatement.pdf text
says "the PDF says how many headline figures differ" grep -qE '[0-9]+ of [0-9]+ headline figures differ' text
says "the PDF lists it too" grep -qE 'basis +.*100(\.00)?.* .*250(\.00)?.* .*150' text
# Rows of splits: the measure's reference, and 0 where old and new read the same.
awk '/figures of splits differ$/ { on = 1 } on && $1 ~ /^[A-Z][0-9][0-9]$/ { print $1, $NF == "0.0" || $NF == "0" ? 0 : 1 }' text >order
says "measures about the loads come after the others" awk '$2 == 0 { next } $1 ~ /^N0/ { seen = 1 } $1 !~ /^N0/ && seen { exit 1 } END { if (!seen) exit 1 }' order
says "what reads the same as shown comes last" awk '$2 == 0 { n++ } $2 == 1 && n { exit 1 } END { if (n != 9) exit 1 }' order
says "and is counted" has 'Last in order are 9 that read the same as shown: other cases stand behind them' text
says "headlines about the loads come last too" test "$(awk '/figures of other periods differ$/ { exit } $1 ~ /^[A-Z][0-9][0-9]$/ { printf "%s ", substr($1, 1, 1) }' text | tr -s 'A-MO-Z ' x)" = xNxNxNx
says "the PDF names the loads" has 'training.csv' text
says "the PDF says what was superseded" has 'old only' text

says "the later of the two moments is new" restate turned --known-at now --against "$then"
says "in whichever order they are given" cmp moved/restatement.csv turned/restatement.csv
says "--against alone compares with now" restate against --against "$then"
says "and says the same" cmp moved/restatement.csv against/restatement.csv
says "without either, the first publication is compared with now" restate neither
says "which has the same differences here" cmp moved/restatement.csv neither/restatement.csv
"$program" report restatement --as-at 2021-01-21 --warehouse w.db --out json --json >told
says "the result as JSON tells where it is" python3 -c "import json; told = json.load(open('told')); assert (told['out'], told['reports']) == ('json', ['restatement'])"
says "the same moment twice has no difference" restate same --known-at "$then" --against "$then"
says "so restatement.csv has its header only" test "$(wc -l <same/restatement.csv)" = 1
pdftotext -layout same/restatement.pdf text
says "and the PDF says so" has 'No such figure differs' text
says "figures.csv is what was known at --known-at" sh -c "'$program' report restatement --as-at 2021-01-21 --warehouse w.db --unsuppressed --out then --known-at '$then' >said; cmp then/figures.csv first/figures.csv"
"$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --against now >said 2>&1
says "--against with a report that compares nothing is wrong usage" test $? = 1
"$program" report restatement --as-at 2021-01-21 --warehouse w.db --against yesterday >said 2>&1
says "a moment that is none is wrong usage" test $? = 1
restate again --known-at "$then"
says "made twice, it is the same bytes" sh -c 'for file in restatement.csv restatement.pdf restatement.xlsx figures.csv; do cmp moved/$file again/$file || exit 1; done'
