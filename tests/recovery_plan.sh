#!/bin/sh
# The recovery plan of the demo council: its formulas compute to the values stored beside them, its identities hold, its
# deficit is the one the council published; and what it says when extracts are missing or do not agree.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# plan FOLDER OUT: loads the folder's extracts and writes the plan.
plan() {
    build/scorecard load "$1"/*.csv --warehouse "$2.db" >/dev/null 2>&1
    build/scorecard report recovery-plan --as-at 2021-01-21 --warehouse "$2.db" --out "$2"
}

# cells BOOK SHEET COLUMN: the column of a sheet, a value a line.
cells() {
    python3 -c "
import sys
sys.path.insert(0, 'tests')
import recalculate
for (sheet, cell), (formula, value) in recalculate.read('$1').items():
    if sheet == '$2' and cell.rstrip('0123456789') == '$3': print(value)"
}

mkdir "$scratch/council" "$scratch/finance"
build/council "$scratch/council" fixtures/published
says "the plan is written" plan "$scratch/council" "$scratch/plan"
book=$scratch/plan/recovery-plan.xlsx
says "every formula computes to its stored value" python3 tests/recalculate.py "$book"
says "there are over a thousand formulas" sh -c "[ \$(python3 tests/recalculate.py $book | sed 's/ formulas.*//') -gt 1000 ]"
cells "$book" checks E >"$scratch/checks"
says "every identity holds" sh -c "[ \$(grep -c TRUE $scratch/checks) -gt 50 ] && ! grep -q FALSE $scratch/checks"
cells "$book" paths F >"$scratch/last"
says "without savings the deficit comes to 12 million" grep -qE '^-11[89][0-9]{5}\.' "$scratch/last"
says "with savings it comes to 10 million" grep -qE '^-10[0-9]{6}\.' "$scratch/last"
pdftotext -layout "$scratch/plan/recovery-plan.pdf" "$scratch/text"
says "the summary says so" has "With savings: a deficit of £10" "$scratch/text"
says "the page of checks says that all hold" has "identities hold to the penny" "$scratch/text"
says "a row of money that could not be read is told on the first page" has "Left out: 1 row of high_needs_lines that could not be read" "$scratch/text"
says "every effect of a risk is a formula" python3 -c "
import sys
sys.path.insert(0, 'tests')
import recalculate
cells = {c: f for (s, c), (f, v) in recalculate.read('$book').items() if s == 'risks' and c[0] == 'C' and int(c[1:]) > 4}
sys.exit(len(cells) != 6 or None in cells.values())"
says "balances, spend and savings carry the reference that explain takes" \
    sh -c "for ref in F01 F03 F04 F05 F06 F07; do grep -q \"^\$ref: \" '$scratch/text' || exit 1; done"
says "place funding comes with its warning" has "Not like for like: a budget includes the places of academies" "$scratch/text"
says "DfE's own counts stand beside ours" sh -c "cd '$scratch' && grep -q 'January 2020.*1,082.*100.*648.*194.*12.*335.*99.*2,470' text"
says "a year of DfE's that has not ended stays out" sh -c "! grep -q 'January 2021 .*2,934' '$scratch/text'"
TZ=Asia/Tokyo LC_ALL=C build/scorecard report recovery-plan --as-at 2021-01-21 --warehouse "$scratch/plan.db" --out "$scratch/again" >/dev/null
says "written again, in another time zone, it is the same bytes" \
    sh -c "cmp '$book' '$scratch/again/recovery-plan.xlsx' && cmp '$scratch/plan/recovery-plan.pdf' '$scratch/again/recovery-plan.pdf'"

cp "$scratch/council"/high_needs_*.csv "$scratch/council/savings_schemes.csv" "$scratch/finance"
sed 's/^2019-20,schools,212260000.00,-1000000,/2019-20,schools,212260000.00,-900000,/' "$scratch/council/dsg_allocations.csv" \
    >"$scratch/finance/dsg_allocations.csv"
says "finance extracts alone make a plan" plan "$scratch/finance" "$scratch/odd"
says "whose formulas compute as well" python3 tests/recalculate.py "$scratch/odd/recovery-plan.xlsx"
cells "$scratch/odd/recovery-plan.xlsx" checks E >"$scratch/checks"
says "transfers that do not cancel out are the one identity that does not hold" sh -c "[ \$(grep -c FALSE $scratch/checks) = 1 ]"
pdftotext -layout "$scratch/odd/recovery-plan.pdf" "$scratch/text"
says "the page of checks says how many do not hold" grep -q "1 of [0-9]* identities do not hold" "$scratch/text"
says "plans that are not loaded are not available" grep -qE 'Mainstream schools and academies +\[x\]' "$scratch/text"

# A year ahead with a budget of its own: the measure takes it, the plan projects over it and says so.
cp -r "$scratch/finance" "$scratch/ahead"
sed -n 's/^2020-21,\(.*\),budget,/2021-22,\1,budget,/p' "$scratch/council/high_needs_lines.csv" >>"$scratch/ahead/high_needs_lines.csv"
says "a plan with a budget of the year ahead is written" plan "$scratch/ahead" "$scratch/budgeted"
pdftotext -layout "$scratch/budgeted/recovery-plan.pdf" "$scratch/text"
says "a year that is projected over its budget is told under the chart" \
    has "2021-22 is projected here; figures.csv has it by its budget." "$scratch/text"
cells "$scratch/budgeted/recovery-plan.xlsx" cumulative_balance B >"$scratch/bases"
says "its sheet tells what each year rests on" sh -c "[ \"\$(tail -5 '$scratch/bases' | tr '\n' ' ')\" = 'outturn forecast projected projected projected ' ]"

cp -r "$scratch/finance" "$scratch/years"
cp "$scratch/council/dsg_allocations.csv" "$scratch/years"
sed -i '/^2019-20,high needs/d' "$scratch/years/dsg_allocations.csv"
for year in 2024-25 2025-26 2026-27; do
    sed -n "s/^2023-24/$year/p" "$scratch/council/high_needs_assumptions.csv" >>"$scratch/years/high_needs_assumptions.csv"
done
says "a plan of more years than it may have is written" plan "$scratch/years" "$scratch/long"
says "whose formulas compute" python3 tests/recalculate.py "$scratch/long/recovery-plan.xlsx"
cells "$scratch/long/recovery-plan.xlsx" paths G >"$scratch/last"
says "it ends with the fifth year" sh -c "grep -q '2025-26 projected' $scratch/last && ! unzip -p $scratch/long/recovery-plan.xlsx xl/sharedStrings.xml | grep -q '2026-27'"
pdftotext -layout "$scratch/long/recovery-plan.pdf" "$scratch/text"
says "and says that a year was left out" has "Assumptions of later years are left out" "$scratch/text"
says "a year of spend without a grant does not pass the checks" \
    grep -qE 'Every year of spend has its grant +2020-21 +2 +3 +FALSE' "$scratch/text"

rm "$scratch/finance/high_needs_assumptions.csv"
says "without assumptions a report is written all the same" plan "$scratch/finance" "$scratch/bare"
pdftotext -layout "$scratch/bare/recovery-plan.pdf" "$scratch/text"
says "that names the extract" has 'extract "high_needs_assumptions" has no year after 2020-21' "$scratch/text"

# A part of a known year that the report's year does not have: somebody over 25 whose plan ceased since.
python3 - "$scratch/council" <<'END'
import csv, glob, sys
def table(name):
    path = glob.glob(f"{sys.argv[1]}/Blade-Export_*_{name}.csv")[0]
    with open(path, encoding="utf-8-sig", newline="") as file:
        return path, list(csv.DictReader(file))
plans, requests = table("namedplan")[1], {row["requeststableid"]: row for row in table("requests")[1]}
assessments = {row["assessmenttableid"]: row for row in table("assessment")[1]}
plan = next(row for row in plans if row["startdate"][:4] < "2020" and row["ceasedate"][:8] in ("2020-Jun", "2020-Jul", "2020-Aug"))
child = requests[assessments[plan["assessmenttableid"]]["requeststableid"]]["persontableid"]
path, persons = table("person")
for row in persons:
    if row["persontableid"] == child:
        row["personbirthdate"] = "1990-01-01"
with open(path, "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, persons[0])
    writer.writeheader()
    writer.writerows(persons)
END
says "the plan is written with an older person" plan "$scratch/council" "$scratch/old"
cells "$scratch/old/recovery-plan.xlsx" plans_age B >"$scratch/parts"
says "who stands under an age band that only the year before has" grep -q "Over 25" "$scratch/parts"
