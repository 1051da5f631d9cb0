#!/bin/sh
# The README's examples work as they stand there: an extract, a check, a measure and a page are added in a project folder, no C is touched.
cd "$(dirname "$0")/.." || exit 1
program=$PWD/build/scorecard
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

says() { # says NAME COMMAND…: one TAP line by the command's success
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then echo "ok - $name"; else echo "not ok - $name"; sed 's/^/# /' "$work/said"; fi
}
has() { grep -qF -- "$1" "$2"; }

# Every fenced block after a line "<!-- example: PATH -->" is that file.
awk -v root="$work/project" '
    /^<!-- example: / { path = root "/" $3; next }
    path != "" && /^```/ { if (open) { close(path); path = ""; open = 0 } else { open = 1; folder = path; sub("/[^/]*$", "", folder); system("mkdir -p " folder) } next }
    open { print > path }' README.md
for file in stages/facts/transport.sql schemas/transport.json stages/checks/transport_ends_before_it_starts.sql stages/measures/transport_routes.sql reports/transport.json; do
    says "README holds $file" test -s "$work/project/$file"
done

mkdir "$work/extracts"
printf 'persontableid,personbirthdate,sex,ethnicity,postcode\nP1,2010-05-01,F,WBRI,CW1 2AB\nP2,2012-02-29,M,WBRI,SK9 5AA\n' >"$work/extracts/person.csv"
printf 'postcode_prefix,locality\nCW1,Crewe\nSK9,Wilmslow\n' >"$work/extracts/localities.csv"
printf 'route_id,persontableid,from_date,to_date,minutes\nR1,P1,01/09/2020,,35\nR2,P2,01/09/2020,31/12/2020,20\nR3,P2,01/01/2021,30/12/2020,20\nR4,P1,31/02/2021,,20\n' >"$work/extracts/transport.csv"

cd "$work" || exit 1
"$program" template transport --project project >header
says "template prints the new extract's header" has 'route_id,persontableid,from_date,to_date,minutes' header
"$program" check extracts/transport.csv --project project >found 2>&1
says "check exits 3 on a bad date" test $? = 3
says "the bad date is told with its line" has 'transport.csv:5:' found
says "the new check tells the row that breaks it" has 'transport.csv:4:' found
"$program" list measures --project project >listed
says "list shows the new measure" has transport_routes listed
says "run counts the new measure and writes the new report" "$program" run --extracts extracts --as-at 2021-01-21 --project project --report transport --out out --unsuppressed
says "the figure is right" has 'transport_routes,Y01,2021-01-21,2021-01-21,all,all,1,,1,number,' out/figures.csv
says "the split is right" has 'transport_routes,Y01,2021-01-21,2021-01-21,locality,Crewe,1,,1,number,' out/figures.csv
says "the workbook is there" test -s out/transport.xlsx
says "the PDF is there" test -s out/transport.pdf
"$program" explain transport_routes --as-at 2021-01-21 --unsuppressed --project project >cases
says "explain lists the case with file and line" has 'R1,2021-01-21' cases
says "sample draws from the new measure" "$program" sample transport_routes --as-at 2021-01-21 --size 1 --seed x --project project --out drawn
unzip -p drawn/sample-transport_routes.xlsx xl/sharedStrings.xml >texts
says "its form has the new fact" has 'Journey in minutes' texts
