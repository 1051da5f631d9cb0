#!/bin/sh
# Threads that begin late (tests/torture/late.c): whatever the delay, load and run end well, and their outputs are the
# bytes of a run whose threads begin at once.
cd "$(dirname "$0")/.." || exit 1
program=$PWD/build/scorecard
late=$PWD/build/tests/late.so
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
extracts=$work/extracts
mkdir "$extracts"
build/council "$extracts" fixtures/published
clean=$PWD/fixtures/clean/council
cd "$work" || exit 1

run() {
    "$program" run --extracts "$extracts" --as-at 2021-01-21 --warehouse "$1/w.db" --out out --quiet >said 2>&1
}

# ends NAME COMMAND…: it ends with 0.
ends() {
    name=$1
    shift
    if "$@" >said 2>&1; then echo "ok - $name"; else
        echo "not ok - $name"
        sed 's/^/# /' said
    fi
}

# What was loaded before is what a thread would see that comes too late for what is loaded now.
"$program" load "$clean"/*.csv --warehouse before.db --quiet >said 2>&1
mkdir at_once
cp before.db at_once/w.db
run at_once && mv out at_once/out && cp said at_once/said
for microseconds in 200 2000 20000; do
    mkdir "late_$microseconds"
    cp before.db "late_$microseconds/w.db"
    ends "load ends well with threads $microseconds µs late" env LATE_MICROSECONDS=$microseconds LD_PRELOAD="$late" \
        "$program" load "$extracts"/*.csv --warehouse "late_$microseconds/loaded.db" --quiet
    export LATE_MICROSECONDS=$microseconds LD_PRELOAD="$late"
    run "late_$microseconds"
    code=$?
    unset LATE_MICROSECONDS LD_PRELOAD
    if [ $code = 0 ] && [ -e out/figures.csv ] && diff -rq -x manifest.json out at_once/out >said 2>&1; then
        echo "ok - run with threads $microseconds µs late writes the same bytes"
    else
        echo "not ok - run with threads $microseconds µs late writes the same bytes ($code)"
        sed 's/^/# /' said
    fi
    rm -rf out
done
