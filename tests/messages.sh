#!/bin/sh
# The words for each kind of fault in a cell: what was expected, with an example, as a school would read it.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd fixtures/dirty/messages || exit 1
"$program" check --schema faults.json faults.csv 2>/dev/null | grep '^faults\.csv:' >"$scratch/said"
while IFS= read -r line; do
    name=$(printf '%s\n' "$line" | sed 's/.* field \([a-z_]*\), column.*/\1/')
    is "a fault in $name is told in its words" "$line" "$(grep " field $name, " "$scratch/said")"
done <expected.txt
is "nothing else is told" "$(wc -l <expected.txt)" "$(wc -l <"$scratch/said")"
