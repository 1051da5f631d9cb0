#!/bin/sh
# scorecard history: what superseded what, and what each load changed.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1
load() {
    "$program" load "$@" --warehouse w.db --quiet >said 2>&1 || sed 's/^/# /' said
}
# tells NAME LOAD TEXT: the line of a load says so, told as text
tells() {
    "$program" history --warehouse w.db >history
    if grep -E "^load $2 " history | grep -qF -- "$3"; then echo "ok - $1"; else
        echo "not ok - $1"
        sed 's/^/# /' history
    fi
}
# holds NAME EXPRESSION: true of the JSON
holds() {
    if "$program" history --warehouse w.db --json >history && python3 -c "
import json
said = json.load(open('history'))
loads = {load['load_id']: load for load in said['loads']}
runs = said['runs']
assert $2" 2>fault; then echo "ok - $1"; else
        echo "not ok - $1"
        sed 's/^/# /' history fault
    fi
}

# replace: the newest file is the whole truth
head='persontableid,personbirthdate,sex,ethnicity'
printf '%s\n' $head 1,2010-01-01,F,WBRI 2,2011-01-01,M,WBRI 3,2012-01-01,F,WBRI >person.csv
load person.csv
printf '%s\n' $head 1,2010-01-01,F,WBRI 2,2011-01-01,F,WBRI 4,2012-01-01,F,WBRI 5,2012-01-01,M,WBRI >person.csv
load person.csv
tells "the first load supersedes none and is superseded" 1 "3 rows, 0 rejected; superseded"
tells "a register's new file has rows added, changed and gone" 2 "supersedes load 1; 2 added, 1 changed, 1 gone"
holds "JSON tells the same" "(loads[2]['supersedes'], loads[2]['added'], loads[2]['changed'], loads[2]['gone'], loads[2]['is_visible'], loads[1]['is_visible']) == (1, 2, 1, 1, True, False)"
holds "the first load of an extract is compared with nothing" "loads[1]['previous'] is None and 'added' not in loads[1]"
holds "the newest stands first" "[load['load_id'] for load in said['loads']] == [2, 1]"

# append: rows accumulate by key, the latest wins
head='event_id,event_date,title,audience,attendees,sencos'
printf '%s\n' $head 1,2020-01-10,Autism,schools,12,5 2,2020-02-10,Reading,schools,10,4 >training.csv
load training.csv
printf '%s\n' $head 3,2020-03-10,Speech,schools,8,2 >training.csv
load training.csv
printf '%s\n' $head 1,2020-01-10,Autism,schools,15,5 3,2020-03-10,Speech,schools,8,2 4,2020-04-10,Play,schools,3,1 >training.csv
load training.csv
tells "a load that adds to others supersedes none" 4 "1 row, 0 rejected; 1 added, 0 changed, 0 gone"
tells "a row sent again counts against the latest of its key, however old" 5 "; 1 added, 1 changed, 0 gone"
holds "all of them are visible" "all(loads[n]['is_visible'] and loads[n]['supersedes'] is None for n in (3, 4, 5))"

# period: a file is the truth of the periods it holds
head='month,team,permanent_fte,agency_fte,vacant_fte'
printf '%s\n' $head 2020-01,A,5,1,0 2020-02,A,5,1,0 2020-02,B,3,0,0 >staffing.csv
load staffing.csv
printf '%s\n' $head 2020-02,A,4,1,1 2020-03,A,4,1,1 >staffing.csv
load staffing.csv
printf '%s\n' $head 2020-04,A,4,1,1 >staffing.csv
load staffing.csv
tells "only rows of the months a file holds can go" 7 "supersedes load 6; 1 added, 1 changed, 1 gone"
holds "the load before stays visible for its other months" "loads[6]['is_visible']"
holds "a file of new months stands beside the others" "loads[8]['supersedes'] is None and 'added' not in loads[8]"
printf '%s\n' $head 2020-01,A,5,1,0 2020-02,A,4,1,1 2020-03,A,4,1,1 >staffing.csv
load staffing.csv
tells "each month is compared with the newest load that held it" 9 "; 0 added, 0 changed, 0 gone"
holds "a load all of whose months are held by newer ones is superseded" "not loads[6]['is_visible'] and not loads[7]['is_visible']"

# a corrected reject file completes its load
mkdir extracts
printf '%s\n' event_id,event_date,title,audience,attendees,sencos 5,2020-05-32,Sleep,schools,3,1 6,2020-06-10,Sleep,schools,3,1 >extracts/training.csv
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >said 2>&1
sed -i 's/2020-05-32/2020-05-31/' out/rejects/training.csv
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >said 2>&1
[ $? = 4 ] && grep -q 'training.csv: this reject file was changed' said
result "a reject file that is being corrected stops a run"
load out/rejects/training.csv
tells "corrected rows complete their load" 11 "1 row, 0 rejected; completes load 10"
holds "JSON tells which" "loads[11]['completes'] == 10 and loads[10]['rejected'] == 1"
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >said 2>&1 && [ ! -e out/rejects/training.csv ]
result "once it is loaded it stops none"
"$program" history --warehouse w.db >history
grep -q '^run 1 .*run as at 2021-01-21 .*published.*--extracts extracts' history
result "a run tells its day and arguments"
holds "JSON tells runs" "runs[0]['as_at'] == '2021-01-21' and runs[0]['status'] == 'published'"
holds "and no personal value" "'2010-01-01' not in open('history').read()"

# a census is compared with that of its day, whether its rows tell the day or its name
head='pupilonrolltableid,NativeId,urn,upn,dob,sex,ethnicity,entrydate,enrolstatus,senprovision,ncyearactual'
pupil() { # ID PROVISION [,DAY]
    echo "$1,8952001,100001,H801200001001,2012-03-04,F,WBRI,2016-09-01,C,$2,4$3"
}
(echo $head; pupil 1 N; pupil 2 N) >2021_spring_pupilonroll.csv
load 2021_spring_pupilonroll.csv
(echo $head; pupil 1 K; pupil 2 N; pupil 3 N) >2021_spring_pupilonroll.csv
load 2021_spring_pupilonroll.csv
tells "a census is compared with the one it takes the place of" 13 "supersedes load 12; 1 added, 1 changed, 0 gone"
(echo $head,censusdate; pupil 1 N ,2020-01-16; pupil 1 N ,2021-01-21; pupil 3 N ,2021-01-21) >pupilonroll.csv
load pupilonroll.csv
(echo $head,censusdate; pupil 1 K ,2020-01-16; pupil 1 N ,2021-01-21; pupil 3 N ,2021-01-21) >pupilonroll.csv
load pupilonroll.csv
tells "a file of several is compared census by census" 15 "supersedes load 14; 0 added, 1 changed, 0 gone"

# a field that came to the schema after the loads is empty in them
mkdir -p added/schemas/changes
echo '{"fields": [{"name": "venue", "type": "string", "x-optional-column": true}]}' >added/schemas/changes/training.json
"$program" history --warehouse w.db >before && "$program" history --project added --warehouse w.db >after 2>fault && cmp before after
result "a schema with a field that no load had changes nothing of it"
"$program" explain W01 --project added --as-at 2021-01-21 --warehouse w.db >said 2>&1
result "and nothing of what can be explained"

# a row that was rejected for its key comes in with another key only
printf '%s\n' event_id,event_date,title,audience,attendees,sencos 5,2020-05-31,Sleep,schools,3,1 5,2020-06-10,Play,schools,4,1 >extracts/training.csv
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >said 2>&1
cp w.db kept.db
"$program" load out/rejects/training.csv --warehouse w.db >said 2>&1
[ $? = 3 ] && grep -q 'training.csv.*the key of line 2 is that of a row that was loaded before' said
result "a list whose row keeps the key of a loaded row is refused"
[ "$(sqlite3 w.db "select count(*) from current_training; select count(*) from reject_row where completed_by is null")" = "$(sqlite3 kept.db "select count(*) from current_training; select count(*) from reject_row where completed_by is null")" ]
result "and nothing of it is loaded"
sed -i 's/^5,/7,/' out/rejects/training.csv
"$program" load out/rejects/training.csv --warehouse w.db >said 2>&1 && [ "$(sqlite3 w.db "select count(*) from current_training where event_id = '7'")" = 1 ]
result "with a key of its own it is loaded"

# _line is the list's own, also where the extract has a column "line"
printf '%s\n' financial_year,line,category,basis,amount 2020-21,1.2.1,special,forecast,100 2020-21,1.2.2,special,forecast,later >extracts/high_needs_lines.csv
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >said 2>&1
sed -i 's/,later,/,50,/' out/rejects/high_needs_lines.csv
"$program" load out/rejects/high_needs_lines.csv --warehouse w.db >said 2>&1 && [ "$(sqlite3 w.db "select count(*), sum(amount) from current_high_needs_lines")" = '2|15000' ]
result "a corrected list of an extract with a column line is loaded"
