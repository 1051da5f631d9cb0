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
