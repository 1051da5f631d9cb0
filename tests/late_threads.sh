#!/bin/sh
# Threads that begin late (tests/torture/late.c): whatever the delay, load and run end well, and their outputs are the
# bytes of a run whose threads begin at once.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
late=$root/build/tests/late.so
extracts=$scratch/extracts
mkdir "$extracts"
build/council "$extracts" fixtures/published
cd "$scratch" || exit 1

run() {
    "$program" run --extracts "$extracts" --as-at 2021-01-21 --warehouse "$1/w.db" --out out --quiet >said 2>&1
}

# What was loaded before is what a thread would see that comes too late for what is loaded now.
"$program" load "$clean"/*.csv --warehouse before.db --quiet >said 2>&1
mkdir at_once
cp before.db at_once/w.db
run at_once && mv out at_once/out && cp said at_once/said
for microseconds in 200 2000 20000; do
    mkdir "late_$microseconds"
    cp before.db "late_$microseconds/w.db"
    says "load ends well with threads $microseconds µs late" env LATE_MICROSECONDS=$microseconds LD_PRELOAD="$late" \
        "$program" load "$extracts"/*.csv --warehouse "late_$microseconds/loaded.db" --quiet
    export LATE_MICROSECONDS=$microseconds LD_PRELOAD="$late"
    run "late_$microseconds"
    code=$?
    unset LATE_MICROSECONDS LD_PRELOAD
    [ $code = 0 ] && [ -e out/figures.csv ] && diff -rq -x manifest.json out at_once/out >said 2>&1
    result "run with threads $microseconds µs late writes the same bytes"
    rm -rf out
done
