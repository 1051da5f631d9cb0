#!/bin/sh
# What a run and a load tell of what they found and what they kept.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
mkdir "$scratch/extracts" && cd "$scratch" || exit 1
run() { "$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out "$@"; }

cat >extracts/person.csv <<'END'
persontableid,personbirthdate,sex,ethnicity
1,2010-01-01,F,WBRI
2,2010-02-30,M,WBRI
END
cat >extracts/requests.csv <<'END'
requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome
10,1,2020-01-10,2020-02-10,Y
11,7,2020-01-11,2020-02-11,Y
12,8,2020-01-11,2020-02-11,Y
END
says "a run of extracts with faults between them" exits 0 run
says "it tells how many keys and checks found, and where" has "Keys and checks over all loads: 2 errors, " said
says "it names the file that lists them" has "; out/issues.csv lists every finding" said
says "it is silent where it is asked to be" exits 0 run --quiet
is "of a silent run only the result is told" "out/send-scorecard.xlsx out/send-scorecard.pdf" "$(tr '\n' ' ' <said | sed 's/ $//')"

cp -p w.db before.db
echo 3,2011-01-01,F,WBRI >>extracts/person.csv
mkdir -p own/stages/measures
sed 's/^select .*/select no_such_column as case_id/' "$root/stages/measures/complaints_received.sql" >own/stages/measures/complaints_received.sql
says "a run of a faulty measure" exits 2 run --project own
says "what it read is not kept" cmp w.db before.db
says "it says that nothing was kept" has "nothing of this run was kept: w.db is as it was before, without the 1 file read now" said
run >/dev/full 2>said
is "a run whose result nobody can be told ends with 4" 4 $?
says "it says that it kept nothing either" has "nothing of this run was kept" said
says "what it read is not kept either" cmp w.db before.db
run --dry-run >/dev/full 2>said
says "a dry run had nothing to keep" lacks "was kept" said
printf 'persontableid\n1\n' >extracts/complaints.csv
says "a run that refuses a file" exits 3 run
says "it keeps the others, and does not say otherwise" lacks "nothing of this run" said

printf '%s\n' 10,1,2020-01-10,2020-02-10,Y 11,2,2020-01-11,2020-02-11,Y 12,8,2020-01-11,2020-02-11,Y |
    { echo requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome && cat; } >requests.csv
printf '%s\n' persontableid,personbirthdate,sex,ethnicity 1,2010-01-01,F,WBRI 2,2010-02-30,M,WBRI >person.csv
says "keys that are not there are an error" exits 3 "$program" check requests.csv person.csv
says "where the row of the key is rejected itself, it is to be corrected first" \
    has "Its row of person, person.csv line 3, is itself rejected: correct that first." said
says "of another key it is told that it may be among the rejected" \
    has "requests.csv:4: error: field persontableid \"8\": No row of person has this key: persontableid refers to person (persontableid). Correct persontableid, or add the row to person. Rows of person are rejected: it may be one of them." said
sed -i s/2010-02-30/2010-02-28/ person.csv
says "without rejects there is a key less to correct" exits 3 "$program" check requests.csv person.csv
says "and no word of rejects" lacks "rejected: it may" said

printf '%s\n' requeststableid,persontableid,recieveddate,requestoutcomedate,requestoutcome 10,1,2020-01-10,, >requests.csv
says "a header with a slip is refused" exits 3 "$program" check requests.csv
says "it is told at its line, of no column, with the header that may be meant" \
    has 'requests.csv:1: error: field receiveddate: the header lacks the field "receiveddate"; is "recieveddate" meant? Rename the column, or' said

for command in run check load report explain sample history list template init; do
    "$program" $command --help >help
    flags=$(grep -o -- '--[a-z-]*' help | sort -u)
    unsaid=$(for flag in $flags; do grep -qE "^  (-h, )?$flag( [^ ]+)?  +[A-Z\`]" help || echo "$flag"; done)
    is "$command --help says of each flag what it does" "" "$unsaid"
    unsaid=$(for flag in $flags; do sed 's/\\-/-/g' "$root/docs/scorecard.1" | grep -q -- "$flag" || echo "$flag"; done)
    is "the manual knows every flag of $command" "" "$unsaid"
done

# A reject file is corrected in three rounds.
rm -rf extracts out w.db
mkdir extracts
printf '%s\n' event_id,event_date,title,audience,attendees,sencos 1,2020-01-10,Autism,schools,12,5 2,2020-02-30,Reading,schools,10,4 \
    3,2020-03-10,Speech,schools,8,2 4,2020-04-31,Play,schools,3,1 5,2020-06-31,Sleep,schools,3,1 >extracts/training.csv
run --quiet >said 2>&1
rejects=out/rejects/training.csv
is "rejected rows are listed with their lines" "event_id,event_date,title,audience,attendees,sencos,_line,_reasons 3 5 6" \
    "$(head -1 $rejects) $(tail -n +2 $rejects | cut -d, -f7 | paste -sd' ')"
sed -i s/2020-02-30/2020-02-28/ $rejects
says "a list that is corrected in part is loaded" exits 0 "$program" load $rejects --warehouse w.db
says "it is told where the rows and reasons are that are left" has "and rejected rows with their reasons to rejects/" said
run --quiet >said 2>&1
is "its list has the same columns, and the lines of the list that was loaded" "event_id,event_date,title,audience,attendees,sencos,_line,_reasons 3 4" \
    "$(head -1 $rejects) $(tail -n +2 $rejects | cut -d, -f7 | paste -sd' ')"
is "so have the findings" "3 4" "$(grep type-error out/issues.csv | cut -d, -f4 | paste -sd' ')"
sed -i s/2020-04-31/2020-04-30/ $rejects
says "the second round is loaded" exits 0 "$program" load $rejects --warehouse w.db
run --quiet >said 2>&1
is "one row is left" "event_id,event_date,title,audience,attendees,sencos,_line,_reasons 3" \
    "$(head -1 $rejects) $(tail -n +2 $rejects | cut -d, -f7)"
sed -i s/2020-06-31/2020-06-30/ $rejects
says "the third round is loaded" exits 0 "$program" load $rejects --warehouse w.db
run --quiet >said 2>&1
says "nothing is left to correct" test ! -e $rejects
is "every row is there, under its line in the file that it came in" "1:2 2:2 3:4 4:2 5:2" \
    "$(sqlite3 w.db "select group_concat(event_id || ':' || (row_id & 4294967295), ' ') from (select * from current_training order by event_id)")"

printf '%s\n' requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome 10,1,2020-10-10,2020-11-10,Y >requests.csv
says "requests without population" exits 0 "$program" load requests.csv --warehouse d.db
says "errors and queries are counted in words that fit" has ": 2 lines = 1 header + 1 loaded + 0 rejected + 0 blank + 0 continued; 0 errors, 0 queries" said
says "a figure of which a part is missing is explained" exits 0 "$program" explain D07 --as-at 2021-01-21 --warehouse d.db --unsuppressed
says "it is not said to have no cases where some are listed" has "the extract population is missing, so the figure is [x]; the cases are of the part that is there" said
says "the cases are there" has "10" said
