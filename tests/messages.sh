#!/bin/sh
# The words for each kind of fault in a cell: what was expected, with an example, as a school would read it.
cd "$(dirname "$0")/../fixtures/dirty/messages" || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
../../../build/scorecard check --schema faults.json faults.csv 2>/dev/null | grep '^faults\.csv:' >"$scratch/said"
while IFS= read -r line; do
    name=$(printf '%s\n' "$line" | sed 's/.* field \([a-z_]*\), column.*/\1/')
    found=$(grep " field $name, " "$scratch/said")
    if [ "$line" = "$found" ]; then echo "ok - a fault in $name is told in its words"; else
        echo "not ok - a fault in $name is told in its words"
        printf '# expected: %s\n# found:    %s\n' "$line" "$found"
    fi
done <expected.txt
if [ "$(wc -l <expected.txt)" = "$(wc -l <"$scratch/said")" ]; then echo "ok - nothing else is told"; else
    echo "not ok - nothing else is told"
fi
