#!/bin/sh
# What a newcomer meets in a first year: boards that moved on, lists of rejects that come to nothing, pages that would be empty.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1
sixty_plans

# The cover's next edition.
mkdir -p own/reports
settings() { printf '{"authority": {"name": "Bramford", "code": "999", "gss": "", "region": "", "region_code": ""}, "contact": "a@b.example",
    "board_dates": %s, "next_edition": "%s"}\n' "$1" "$2" >own/settings.json; }
page() { printf '{"title": "T", "subtitle": "s", "subject": "s", "keywords": "k", "pages": [{"id": "a", "title": "A", "blocks": [%s]}]}\n' "$1" >own/reports/ours.json; }
next() { "$program" report ours --project own --as-at 2021-01-21 --warehouse w.db --out out >said 2>&1 && pdftotext -layout out/ours.pdf - | grep -o 'Next edition: .*'; }
page '{"chart": "table", "measures": ["plans_open"]}'
"$program" load extracts/*.csv --warehouse w.db >said 2>&1
boards='["2020-11-19", "2021-05-20", "2021-03-18"]'
settings "$boards" 2021-04-01
is "the settings' next edition is on the cover" "Next edition: 1 April 2021" "$(next)"
settings "$boards" 2021-01-21
is "where it has passed, the next board is" "Next edition: 18 March 2021" "$(next)"
settings "$boards" ""
is "where there is none, too" "Next edition: 18 March 2021" "$(next)"
settings '["2022-05-19"]' 2022-04-01
is "nor by a board of another year" "Next edition: not yet set" "$(next)"
settings '["2020-11-19"]' 2020-11-19
is "without a board to come nothing is set" "Next edition: not yet set" "$(next)"

# Charts without what they are to show.
refused() { # NAME BLOCK PATTERN
    page "$2"
    "$program" report ours --project own --as-at 2021-01-21 --warehouse w.db --out out >said 2>&1
    is "$1" "2 1" "$? $(grep -c "reports/ours.json:1:[0-9]*: $3" said)"
}
refused "headings need groups" '{"chart": "glance"}' 'chart "glance" needs "groups"$'
refused "not only a list of none" '{"chart": "register", "groups": []}' 'chart "register" needs "groups"$'
refused "key figures need measures" '{"chart": "facts", "measures": []}' 'chart "facts" needs "measures"$'
refused "cards need groups" '{"chart": "cards"}' 'chart "cards" needs "groups"$'
refused "a text needs words" '{"chart": "text"}' 'chart "text" needs "paragraphs"$'
refused "a table needs rows" '{"chart": "table", "measure": "plans_open"}' 'chart "table" needs "measures", or a "measure" and its "split"$'
refused "letters of references are those of measures" '{"chart": "glance", "groups": [{"title": "x", "refs": "D0"}]}' "no measure has a reference that begins with '0'"
page '{"chart": "table", "measure": "plans_open", "split": "sex"}'
says "a table of a split needs no more" exits 0 "$program" report ours --project own --as-at 2021-01-21 --warehouse w.db --out out

# A measure of one's own under the reference of another.
mkdir -p own/stages/measures
sed 's/^-- ref: .*/-- ref: T01/' "$root/stages/measures/plans_open.sql" >own/stages/measures/ours_open.sql
says "a reference that is taken is refused" exits 2 "$program" list measures --project own
says "with the place of both" grep -q "'T01' is the name or ref of measure ours_open (.*own/stages/measures/ours_open.sql)" said

# A reject that is no row of data has nothing to be corrected.
printf 'case_id,kind,received_date,theme\n1,complaint,2020-01-01,timeliness\nTotal,,,1\n' >extracts/complaints.csv
says "a run with a total" exits 0 "$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out board
sed -i 2d board/rejects/complaints.csv
says "a list of which all rows were taken out is refused" exits 3 "$program" load board/rejects/complaints.csv --warehouse w.db
says "with what to do" has 'a list of corrected rows (_line) without a row: it corrects nothing. Move it away; a row that is to go for good, such as a total, goes from the source' said
says "a folder in a file's place is told to be one" exits 4 "$program" load extracts --warehouse w.db
says "with what is meant" has 'cannot read extracts: it is a folder: name its files' said

# A column that a file lacks tells nothing: 0 would say that there was none.
rm own/stages/measures/ours_open.sql
figure() { grep "^$1,.*,2021-01-21,all,all," board/figures.csv | cut -d, -f7-; }
meetings() { awk -v head="$1" -v cells="$2" 'BEGIN { print "requeststableid,triage_date" head; for (i = 1; i <= 60; i++) printf "R%03d,2020-03-05%s\n", i, cells }' >extracts/casework.csv; }
board() { "$program" run --extracts extracts --as-at 2021-01-21 --warehouse columns.db --out board --unsuppressed >said 2>&1; }
rm -r extracts/complaints.csv board
meetings "" ""
says "a run of a tracker without meetings" board
is "no share of meetings is told" ",,,percent,x" "$(figure meetings_held)"
is "what the tracker holds is" "60,60,100,percent," "$(figure requests_triaged_1_week)"
is "a flag that the return lacks is told of nobody" ",,,number,x" "$(figure appeals)"
says "the page names the column" sh -c "pdftotext -layout board/send-scorecard.pdf - | grep -q 'casework.first_meeting_date (T09)'"
"$program" explain T09 --as-at 2021-01-21 --warehouse columns.db >said 2>&1
says "explain does" has 'meetings_held: the column first_meeting_date of the extract casework is missing, so there are no cases' said
meetings ,first_meeting_date,second_meeting_date ,,
says "a run of a tracker whose meetings are not filled in" board
is "a column that is there and empty is counted" "0,60,0,percent," "$(figure meetings_held)"
meetings ,first_meeting_date,second_meeting_date ,2020-04-01,2020-05-01
says "a run of a tracker with meetings" board
is "and so are days" "60,60,100,percent," "$(figure meetings_held)"
printf 'requeststableid,panel_date\nR001,2020-03-05\n' >extracts/casework.csv
printf 'referral_id,pathway,referral_date,closed_date\nh1,ASD,2020-03-05,\n' >extracts/health_waits.csv
printf 'case_id,kind,received_date,theme\nc1,complaint,2020-03-05,other\n' >extracts/complaints.csv
printf 'urn,portal_to_date\n100001,\n' >extracts/setting_access.csv
printf 'month,visits,feedback_count\n2020-03,5,5\n' >extracts/local_offer.csv
printf 'review_id,persontableid,plan_start_date,due_date,meeting_date,final_plan_date\nv1,P001,2019-01-01,2020-01-01,2020-01-01,2020-02-01\n' >extracts/annual_reviews.csv
printf 'activeplanstableid,requeststableid,reviewmeeting,reviewoutcome\nC001,R001,,\n' >extracts/activeplans.csv
says "a run of trackers that lack what measures rest on" board
is "what no file has a column for is told of none of them" "x x x x x x x x x x " "$(for measure in requests_triaged_1_week waiting \
    waiting_over_12_weeks weeks_to_first_appointment outcomes_18_weeks complaints_upheld settings_with_access local_offer_positive \
    reviews_final_12_weeks phase_transfers_in_time; do figure $measure | cut -d, -f5; done | tr '\n' ' ')"
is "what they hold is told" "5,,5,number," "$(figure local_offer_visits | tail -1)"
sed '/needs:/s/casework.first_meeting_date/casework.first_meeting/' "$root/stages/measures/meetings_held.sql" >own/stages/measures/meetings_held.sql
says "a column that there is not is refused" exits 2 "$program" list measures --project own
says "with its place" grep -q "meetings_held.sql:10:.*casework has no field 'first_meeting'" said

# Slips on the command line.
says "a flag misspelt is refused" exits 1 "$program" run --extract extracts --as-at 2021-01-21
says "with the one that may be meant" grep -q "^scorecard: 'run' takes no flag --extract: is --extracts meant?$" said
says "one that the command does not take is" exits 1 "$program" check --warehouse w.db extracts/person.csv
says "with none" grep -q "^scorecard: 'check' takes no flag --warehouse$" said
says "a command misspelt is refused" exits 1 "$program" runs
says "with the command that may be meant" grep -q "^scorecard: there is no command 'runs': is \"run\" meant?$" said
