#!/bin/sh
# Loading a school census: ours (every cell validated, keys proved unique, rejects and issues kept, committed durably) beside
# `sqlite3 .import` of the same file (nothing validated). Medians of five; ratios are what carries over to another machine.
# The schema is that of pupilonroll under another name: keys and cells are checked, the SQL checks of stages/checks are not.
# usage: bench/load.sh [ROWS]
set -e
cd "$(dirname "$0")/.."
rows=${1:-1000000}
place=build/bench
scorecard=build/scorecard
runs=${RUNS:-5}
mkdir -p "$place/clean" "$place/dirty"
cc -O2 -o "$place/census" bench/census.c

# The same rows clean and with one in a hundred bad.
clean=$place/clean/2021_spring_bench_census.csv
dirty=$place/dirty/2021_spring_bench_census.csv
"$place/census" "$rows" 0 >"$clean"
"$place/census" "$rows" 10 >"$dirty"

# measure NAME COMMAND…: seconds and KiB of each run, into a file.
measure() {
    name=$1
    shift
    : >"$place/$name.times"
    for run in $(seq "$runs"); do
        rm -f "$place"/measured.db*
        python3 bench/measure.py "$@" >>"$place/$name.times" 2>"$place/$name.log" || { cat "$place/$name.log"; exit 1; }
    done
}
median() { sort -n "$place/$1.times" | awk -v column="$2" '{ value[NR] = $column } END { print value[int((NR + 1) / 2)] }'; }

measure import sqlite3 "$place/measured.db" ".mode csv" ".import $clean census"
measure clean "$scorecard" load "$clean" --warehouse "$place/measured.db" --quiet --project bench/project
measure dirty "$scorecard" load "$dirty" --warehouse "$place/measured.db" --quiet --project bench/project
loaded=$(sqlite3 "$place/measured.db" "select loaded + rejected from load")
[ "$loaded" = "$rows" ] || { echo "loaded and rejected are $loaded, not $rows"; exit 1; }
rm -f "$place"/measured.db*
"$scorecard" load "$clean" --warehouse "$place/measured.db" --quiet --project bench/project >/dev/null
: >"$place/again.times"
for run in $(seq "$runs"); do
    python3 bench/measure.py "$scorecard" load "$clean" --warehouse "$place/measured.db" --quiet --project bench/project >>"$place/again.times"
done

printf '%-44s %9s %9s %8s\n' "load of $rows census rows" seconds "x import" MiB
for name in import clean dirty again; do
    case $name in
    import) label='sqlite3 .import, nothing validated' ;;
    clean) label='scorecard load' ;;
    dirty) label='scorecard load, 1% of rows bad' ;;
    again) label='scorecard load, nothing changed' ;;
    esac
    awk -v label="$label" -v seconds="$(median $name 1)" -v import="$(median import 1)" -v memory="$(sort -k2n "$place/$name.times" | tail -1 | cut -d' ' -f2)" \
        'BEGIN { printf "%-44s %9.3f %9.2f %8.0f\n", label, seconds, import / seconds, memory / 1024 }'
done
rm -rf "$place"/measured.db* "$place/clean" "$place/dirty"
