#!/bin/sh
# The recovery plan of the demo council: its formulas compute to the values stored beside them, its identities hold, its
# deficit is the one the council published; and what it says when extracts are missing or do not agree.
cd "$(dirname "$0")/.." || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PYTHONDONTWRITEBYTECODE=1

# says NAME COMMAND…: "ok" when the command succeeds.
says() {
    name=$1
    shift
    if "$@" >"$scratch/said" 2>&1; then echo "ok - $name"; else
        echo "not ok - $name"
        sed 's/^/# /' "$scratch/said"
    fi
}

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

# has TEXT FILE
has() {
    grep -qF -- "$1" "$2"
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

rm "$scratch/finance/high_needs_assumptions.csv"
says "without assumptions a report is written all the same" plan "$scratch/finance" "$scratch/bare"
pdftotext -layout "$scratch/bare/recovery-plan.pdf" "$scratch/text"
says "that names the extract" has 'extract "high_needs_assumptions" has no year after 2020-21' "$scratch/text"
