#!/bin/sh
# One mistyped year stops no report: what the schemas take is a day of the calendar to every measure, and so is what the measures make
# of it (141 days behind 1 December 2100 is none).
cd "$(dirname "$0")/.." || exit 1
. tests/tap
mkdir "$scratch/demo" && "$council" "$scratch/demo" "$published" >/dev/null
for which in first last both; do
    python3 tests/far_dates.py schemas "$scratch/demo" "$scratch/$which" $which &&
        "$program" run --extracts "$scratch/$which" --as-at 2021-01-21 --warehouse "$scratch/$which.db" --out "$scratch/out" --quiet >"$scratch/said" 2>&1
    result "a council whose dates are the $which that schemas take"
done
# A year or month that no calendar of ours has is the row's fault, not a measure's.
printf 'month,visits,feedback_count,feedback_positive\n2020-01,7,,\n2201-01,5,,\n0221-01,5,,\n' >"$scratch/local_offer.csv"
printf 'financial_year,line,category,basis,amount\n2020-21,1.2.1,mainstream,budget,1.00\n1020-21,1.2.1,mainstream,budget,1.00\n' >"$scratch/high_needs_lines.csv"
"$program" check "$scratch/local_offer.csv" "$scratch/high_needs_lines.csv" >"$scratch/said" 2>&1
is "months and financial years beyond the calendar are told of their rows" "3 local_offer.csv:3 local_offer.csv:4 high_needs_lines.csv:3" \
    "$? $(sed -n 's|^.*/\(local_offer.csv:[0-9]*\): error.*|\1|p' "$scratch/said" | tr '\n' ' ')$(sed -n 's|^.*/\(high_needs_lines.csv:[0-9]*\): error.*|\1|p' "$scratch/said")"
