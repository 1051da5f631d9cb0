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
says "a run whose files a browser renamed" run 2021-02-21
says "a browser's name is told with the extract's" has 'requests (1).csv: ignored: no extract knows a file of this name; is it requests.csv? rename it' said
says "so is a desktop's" has 'Copy of Assessment - Copy.csv: ignored: no extract knows a file of this name; is it Assessment.csv? rename it' said
says "and that of a second copy" has 'namedplan - copy (2).csv: ignored: no extract knows a file of this name; is it namedplan.csv? rename it' said
says "a file of no extract is none by another name" grep -q 'holidays (1).csv: ignored: no extract knows a file of this name$' said
says "extracts of which no file came are named with the load that is used" grep -qE \
    '^No new file of these; what was loaded before is used: assessment \(assessment.csv, loaded on [0-9-]{10}\), namedplan \(.*\), requests \(requests.csv, loaded on [0-9-]{10}\)$' said
says "a run again" run 2021-02-21
says "where nothing is new nothing is told" lacks 'what was loaded before' said
