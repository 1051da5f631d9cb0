#!/bin/sh
# Every check of stages/checks has a folder in fixtures/dirty/checks that breaks it: expect.csv names the lines it must find,
# and it must find no others. The council of fixtures/clean breaks none.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# result NAME: the last command succeeded; else what differs and what was said.
result() {
    if [ $? = 0 ]; then echo "ok - $1"; else echo "not ok - $1"; sed 's/^/# /' "$scratch/difference" "$scratch/output"; fi
}

# found CODE: extract and line of each finding with that code, from "folder/2021_spring_senneeds.csv:3: … [code]".
found() {
    sed -n "s|^.*/\([^/:]*\)\.csv:\([0-9]*\): .*\[$1\].*\$|\1,\2|p" "$scratch/output" | sed 's/^2021_spring_//' | sort -u
}

head_value() {
    sed -n "s/^-- $2: *//p" "$1"
}

for check in stages/checks/*.sql; do
    name=$(basename "$check" .sql)
    folder=fixtures/dirty/checks/$name
    code=$(head_value "$check" code)
    : >"$scratch/difference"
    if [ ! -f "$folder/expect.csv" ]; then
        echo "not ok - $name has a fixture"
        continue
    fi
    files=$(ls "$folder"/*.csv | grep -v /expect.csv)
    build/scorecard check $files >"$scratch/output" 2>&1
    status=$?
    found "$code" >"$scratch/found"
    sed -n "s/^$code,//p" "$folder/expect.csv" | sort -u >"$scratch/expected"
    diff "$scratch/expected" "$scratch/found" >"$scratch/difference"
    result "$name finds the rows that break it and no others"
    if [ "$(head_value "$check" severity)" = error ]; then
        echo "exit code $status instead of 3" >"$scratch/difference"
        [ $status = 3 ]
        result "$name, an error, ends the check with 3"
    fi
done

build/scorecard check fixtures/clean/council/*.csv >"$scratch/output" 2>&1
status=$?
echo "exit code $status" >"$scratch/difference"
[ $status = 0 ] && ! grep -qE '^[^ ]*\.csv:[0-9]+: ' "$scratch/output"
result "a clean council breaks no check"

# What another file would hold is not missed where that file is not given.
for file in fixtures/clean/council/*.csv; do
    build/scorecard check "$file"
done >"$scratch/output" 2>&1
grep -E '^[^ ]*\.csv:[0-9]+: ' "$scratch/output" >"$scratch/difference"
[ $? = 1 ] && [ "$(grep -c '0 errors, 0 queries' "$scratch/output")" = "$(ls fixtures/clean/council/*.csv | wc -l)" ]
result "a file of a clean council alone breaks no check"

# A child, its plan, reviews, complaints … of whom everything happened on one day, that of the birth: nothing came before
# what it follows.
build/scorecard check fixtures/clean/one_day/*.csv >"$scratch/output" 2>&1
sed -n 's|^.*/\([^/:]*\.csv:[0-9]*\): .*\[\(.*\)\]$|\1 \2|p' "$scratch/output" >"$scratch/found"
echo "casework.csv:2 casework-draft-too-late-for-family" >"$scratch/expected"
diff "$scratch/expected" "$scratch/found" >"$scratch/difference"
result "what happens on one day is in no wrong order"

# One file may hold several censuses, whose rows say of which they are: a child on roll in two of them is no child twice.
build/scorecard check fixtures/dirty/several_censuses/*.csv >"$scratch/output" 2>&1
sed -n 's|^.*/\([^/:]*\.csv:[0-9]*\): .*\[\(.*\)\]$|\1 \2|p' "$scratch/output" | sort >"$scratch/found"
sort >"$scratch/expected" <<END
pupilonroll.csv:5 pupil-over-25
pupilonroll.csv:5 pupil-upn-authority-unknown
senneeds.csv:4 pupil-not-assessed-with-plan
senneeds.csv:5 pupil-need-without-sen
senneeds.csv:6 pupil-need-rank-twice
senneeds.csv:6 pupil-need-without-sen
END
diff "$scratch/expected" "$scratch/found" >"$scratch/difference"
result "a file of several censuses is checked census by census"

for name in person_recorded_twice person_upn_twice person_postcode_without_locality; do
    build/scorecard check $(ls "fixtures/dirty/checks/$name"/*.csv | grep -v /expect.csv)
done >"$scratch/output" 2>&1
echo "a name, number, postcode or date of birth was printed, or nothing was" >"$scratch/difference"
grep -q 'person\.csv:3: ' "$scratch/output" && ! grep -qE 'Example|EXAMPLE|B801200005001|ZZ9|2012-03-04' "$scratch/output"
result "findings hold no personal value"

build/scorecard check fixtures/dirty/checks/spending_line_negative/high_needs_lines.csv >"$scratch/output" 2>&1
echo "no amount in pounds and pence" >"$scratch/difference"
grep -qE 'field amount "-[0-9]+\.[0-9]{2}":' "$scratch/output"
result "money in findings is shown to the penny"

# What a check found is kept until something that it depends on is another.
mkdir -p "$scratch/project/stages/checks" "$scratch/project/schemas/codes"
cat >"$scratch/project/stages/checks/answered_late.sql" <<'SQL'
-- says:     A complaint is answered within ten working days
-- severity: query
-- extract:  complaints
select row_id, received_date as value
from current_complaints
where working_days_between(received_date, responded_date) > 10
order by row_id
SQL
printf 'case_id,kind,received_date,responded_date,stage,outcome,theme\nC1,complaint,2021-01-04,2021-01-18,1,upheld,timeliness\n' >"$scratch/complaints.csv"
late() {
    build/scorecard load "$scratch/complaints.csv" --project "$scratch/project" --warehouse "$scratch/w.db" >"$scratch/difference" 2>&1
    sqlite3 "$scratch/w.db" "select count(*) from issue where code like 'answered_late'"
}
cp schemas/codes/bank_holidays.csv "$scratch/project/schemas/codes/"
[ "$(late)" = 0 ]
result "ten working days are not late"
sed -i 's/> 10/> 9/' "$scratch/project/stages/checks/answered_late.sql"
[ "$(late)" = 1 ]
result "another check finds anew"
{ echo date,name && echo '2021-01-05,Snow'; } >"$scratch/project/schemas/codes/bank_holidays.csv"
[ "$(late)" = 0 ]
result "other bank holidays find anew"
