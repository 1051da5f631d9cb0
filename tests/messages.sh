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

# What somebody else wrote cannot colour a message, move in it, or turn it round.
mkdir "$scratch/odd"
printf '{"fields": [{"name": "sex", "title": "a \\u001b[31m title", "constraints": {"enum": ["M"]}}], "x-file": ["odd.csv"]}' >"$scratch/odd.json"
printf 'sex\n"\342\200\256F\033[0m\302\233"\n' >"$scratch/odd.csv"
printf 'sex,\033[2Jlabel\nM,x\n' >"$scratch/odd_label.csv"
mkdir -p "$scratch/ours/schemas" && cp "$scratch/odd.json" "$scratch/ours/schemas/odd.json"
plain() { LC_ALL=C grep -c "$(printf '\033\|\302\233\|\342\200\256')" "$scratch/said"; }
"$program" check --schema "$scratch/odd.json" "$scratch/odd.csv" >"$scratch/said" 2>&1
is "odd characters of a cell are not printed" 0 "$(plain)"
is "but the rest of them is" 1 "$(grep -c '"�F \[0m�"' "$scratch/said")"
"$program" check --schema "$scratch/odd.json" "$scratch/odd_label.csv" >"$scratch/said" 2>&1
is "nor are those of a header" "0 2" "$(plain) $(grep -c '\[2Jlabel' "$scratch/said")"
"$program" "$(printf '\033[31mrun')" >"$scratch/said" 2>&1
is "nor are those of a command" 0 "$(plain)"
"$program" check "$scratch/$(printf '\033[31m').csv" >"$scratch/said" 2>&1
is "nor are those of a path" 0 "$(plain)"
"$program" list extracts odd --project "$scratch/ours" >"$scratch/said" 2>&1
is "nor are those of a project's words" "0 1" "$(plain) $(grep -c 'a �\[31m title' "$scratch/said")"
