#!/bin/sh
# What few meet: a line without a command, one word too many, a file in another encoding, a sample without cases, a cut that no report shows.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

"$program" >said 2>errors
is "without a command the usage is told on standard error" "1 0 1" "$? $(wc -c <said) $(grep -c '^usage: scorecard COMMAND' errors)"
says "the version is told" exits 0 "$program" --version
is "as a line" 1 "$(grep -c '^scorecard [0-9.]*$' said)"
says "a word too many is refused" exits 1 "$program" history yesterday
is "by its name" 1 "$(grep -c "does not know what to do with 'yesterday'" said)"

printf 'persontableid,surname\nP1,Zo\353\n' >person.csv
printf '{"fields": [{"name": "persontableid"}, {"name": "surname"}]}' >schema.json
says "a file that is not UTF-8 is checked" exits 0 "$program" check person.csv --schema schema.json
is "and the encoding that is assumed told" 1 "$(grep -c 'read as Windows-1252.*encoding-assumed' said)"
printf 'p\0e\0r\0s\0o\0n\0t\0a\0b\0l\0e\0i\0d\0\n\0P\0\061\0\n\0' >wide.csv
says "UTF-16 without its mark is refused" exits 3 "$program" check wide.csv --schema schema.json
is "and the flag that reads it told" 1 "$(grep -c -- '--encoding utf-16le' said)"
cp person.csv holidays.csv
"$program" check holidays.csv "$clean/person.csv" >said 2>&1
is "a file that no extract knows is told beside the others" 1 "$(grep -c 'holidays.csv  no extract knows a file of this name' said)"

sixty_plans
"$program" load extracts/*.csv --warehouse w.db >said 2>&1
result "the plans load"
explain() { "$program" explain T01 --as-at 2020-12-31 --warehouse w.db "$@"; }
explain --json --personal --unsuppressed >json 2>said
is "explain's JSON has the people where it is asked for them" "60" "$(python3 -c 'import json; print(sum(case["surname"] == "Quillfeather" for case in json.load(open("json"))["cases"]))')"
"$program" explain weeks_to_issue --as-at 2020-12-31 --warehouse w.db --json --unsuppressed >json 2>said
is "and what each case adds to a median, which nobody meets" "60 True" \
    "$(python3 -c 'import json; cases = json.load(open("json"))["cases"]; print(len(cases), all(case["value"] > 100 and case["met"] is None for case in cases))')"
explain --where met=1 --where locality=Crewe --period-start 2020-07-01 --period-end 2020-09-02 >csv 2>said
is "a cut that no report shows is listed where its cases are many" "0 27" "$? $(($(wc -l <csv) - 1))"
sed -i 's/^\(N05[0-8],A05[0-8]\),2020-09-02/\1,2020-07-02/; s/^\(N04[0-9],A04[0-9]\),2020-09-02/\1,2020-07-02/' extracts/namedplan.csv
"$program" load extracts/namedplan.csv --warehouse w.db >said 2>&1
explain --where sex=F --where locality=Crewe --period-start 2020-07-01 --period-end 2020-09-02 >csv 2>said
is "but not where few of many failed" "1 1" "$? $(grep -c 'is hidden in publications' said)"

printf 'case_id,kind,received_date,stage,theme\n' >complaints.csv
says "a sample of what there is no extract of is drawn" exits 0 "$program" sample complaints_received --as-at 2020-12-31 --size 3 --seed a --warehouse w.db --out out --unsuppressed
is "and it is told that there are no cases" 1 "$(grep -c 'the extract complaints is missing, so there are no cases' said)"

# Of two files of the return, each with its own numbers, one row each bears the same, and both plans begin on one day.
cp -r "$clean" same && cd same || exit 1
sed -i 's/^V2,R2/N1,R2/' activeplans.csv
sed -i 's/^R2,P2,2016-05-04/R2,P2,2020-05-18/' requests.csv
sed -i 's/,V2,/,N1,/' senneed.csv placementdetail.csv
cd ..
says "a plan issued and one that came with a child may bear one number" exits 0 "$program" run --extracts same --as-at 2021-01-21 --warehouse same.db --out out --quiet --unsuppressed
is "and are two plans" 1 "$(grep -c '^plans_started,C02,2020-05-01,2020-05-31,all,all,2,' out/figures.csv)"
