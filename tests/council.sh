#!/bin/sh
# The demo council: made twice it is the same bytes, it is made fast, its published inputs are as published, and the
# program counts from it what the council published (tests/published_figures.csv).
cd "$(dirname "$0")/.." || exit 1
. tests/tap
extracts=$scratch/first

# Of the processor, which is the same on a machine that has other work.
milliseconds() {
    python3 -c 'import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(int(1000 * (used.ru_utime + used.ru_stime)))
sys.exit(done.returncode)' "$@"
}

mkdir "$extracts" "$scratch/second"
used=$(milliseconds build/council "$extracts" fixtures/published)
result "the council is made"
[ "$used" -lt 10000 ]
result "it is made in seconds"
TZ=Asia/Tokyo LC_ALL=C build/council "$scratch/second" fixtures/published && diff -r "$extracts" "$scratch/second" >"$scratch/output"
result "made twice, in another time zone, it is the same bytes"
[ "$(find "$extracts" -type f | wc -l)" = 49 ]
result "it has all its files"

# column FILE NAME: the cells of a column of a plain file, without its header.
column() {
    awk -F, -v name="$2" '{ sub(/\r$/, "") } NR == 1 { sub(/^\357\273\277/, ""); for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
        { print $at }' "$extracts/$1"
}
[ "$(awk -F, '{ sub(/\r$/, "") } $1 == 2020 && $3 <= 18 { sum += $4 } END { print sum }' "$extracts/population.csv")" = 84200 ]
result "84,200 residents are under 19"
[ "$(awk -F, '$3 == "expected_need_5_to_18" { sum += $4 } END { print sum }' "$extracts/prevalence.csv")" = 8252 ]
result "8,252 children are expected to have a need"
[ "$(column edubasealldata20210121.csv 'ResourcedProvisionCapacity' | grep -c '[1-9]')" = 13 ]
result "13 schools have a resourced provision"
[ "$(grep ',SENCO conference,' "$extracts/training.csv" | sort -t, -k2 | tail -1 | grep -o '[0-9]*,[0-9]*$')" = 235,156 ]
result "235 people, 156 of them SENCOs, came to the last SENCO conference"
LC_ALL=C grep -q "$(printf '\222')s C of E" "$extracts/edubasealldata20210121.csv"
result "GIAS has Windows-1252 apostrophes"
[ "$(head -c 3 "$extracts/requests.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ] &&
    cmp -s "$extracts/requests.csv" fixtures/published/requests.csv
result "DfE's files are as published"

# The share of requests of a category needs the total of its period; several categories are added; spaces in a category
# are written as underscores in the table.
compare='
function matches(category) { gsub(/ /, "_", category); return index(" " wanted " ", " " category " ") > 0 }
FNR == 1 { next }
$1 == measure && $3 == first && $4 == last && $5 == "all" { total = $7 }
$1 == measure && $3 == first && $4 == last && $5 == breakdown && matches($6) { found++; value = $9; count += $7 }
END {
    if (figure == "share") actual = total > 0 ? 100 * count / total : -1
    else actual = found == 1 && value != "" ? value + 0 : -1
    if (test == "is") good = actual == expected
    if (test == "rounds to") good = int(actual + 0.5) == expected
    if (test == "under") good = actual >= 0 && actual < expected
    if (test == "at least") good = actual >= expected
    if (!good) print "# " actual
    exit !good
}'
for as_at in $(tail -n +2 tests/published_figures.csv | cut -d, -f1 | sort -ru); do
    build/scorecard run --extracts "$extracts" --as-at "$as_at" --warehouse "$scratch/warehouse.db" --out "$scratch/$as_at" \
        --unsuppressed --quiet >"$scratch/output" 2>&1 || sed 's/^/# /' "$scratch/output"
done
while IFS=, read -r as_at measure breakdown category first last figure test expected; do
    [ "$as_at" = as_at ] && continue
    [ -f "$scratch/$as_at/figures.csv" ] &&
        awk -F, -v measure="$measure" -v breakdown="$breakdown" -v wanted="$category" -v first="$first" -v last="$last" \
            -v figure="$figure" -v test="$test" -v expected="$expected" "$compare" "$scratch/$as_at/figures.csv"
    result "$measure $category from $first to $last: $figure $test $expected"
done <tests/published_figures.csv
