#!/bin/sh
# A council's whole board run: the demo's extracts in; every figure, workbook, PDF, issues and rejects out, into a new
# warehouse. Beside it bench/peer, which gives the same figures, sheets and pages with pandas, XlsxWriter and matplotlib,
# validates by the same schemas, and whose figures are compared with ours number by number. Medians; ratios are what
# carries over to another machine.
# usage: bench/board.sh
set -e
cd "$(dirname "$0")/.."
place=build/bench/board
scorecard=build/scorecard
as_at=2021-01-21
runs=${RUNS:-5}
rm -rf "$place"
mkdir -p "$place/extracts"
build/council "$place/extracts" fixtures/published >/dev/null

# A python that has the peer's packages, if any does.
for python in python3 /usr/bin/python3; do
    "$python" -c 'import pandas, xlsxwriter, matplotlib' 2>/dev/null && peer=$python && break
done

run() { "$scorecard" run --extracts "$place/extracts" --as-at "$as_at" --warehouse "$place/w.db" --out "$place/out" --quiet "$@"; }
# measure NAME COMMAND…: adds a line of seconds and KiB.
measure() {
    name=$1
    shift
    python3 bench/measure.py "$@" >>"$place/$name.times" 2>"$place/$name.log" || { cat "$place/$name.log"; exit 1; }
}
ours() { measure "$1" "$scorecard" run --extracts "$place/extracts" --as-at "$as_at" --warehouse "$place/w.db" --out "$place/out" --quiet --unsuppressed; }
median() { sort -n "$place/$1.times" | awk -v column="$2" '{ value[NR] = $column } END { print value[int((NR + 1) / 2)] }'; }

for round in $(seq "$runs"); do
    rm -rf "$place"/w.db* "$place/out"
    ours fresh
    ours again
    [ -z "$peer" ] || measure peer "$peer" -W ignore bench/peer/scorecard.py "$place/extracts" "$as_at" "$place/peer"
done

cc -O2 -std=c17 -D_XOPEN_SOURCE=700 -I. $(pkg-config --cflags glib-2.0 sqlite3 json-glib-1.0) -o build/count bench/count.c build/libscorecard.a \
    $(pkg-config --libs sqlite3 xlsxwriter cairo cairo-pdf pangocairo pangoft2 fontconfig glib-2.0 gio-2.0 json-glib-1.0 libqpdf gnutls) -lcsv -lm -pthread
for round in $(seq "$runs"); do build/count "$place/w.db" "$as_at" >>"$place/count.times"; done
rm -f build/count

line() {
    [ -s "$place/$2.times" ] || return 0
    awk -v label="$1" -v seconds="$(median "$2" 1)" -v ours="$(median fresh 1)" \
        -v memory="$(sort -k2n "$place/$2.times" | tail -1 | cut -d' ' -f2)" \
        'BEGIN { printf "%-58s %9.3f %9.2f %8.0f\n", label, seconds, seconds / ours, memory / 1024 }'
}
printf '%-58s %9s %9s %8s\n' "board run, $(cat "$place"/extracts/*.csv | wc -l) lines in $(ls "$place/extracts" | wc -l) files" seconds "x ours" MiB
line 'scorecard run, new warehouse' fresh
line 'scorecard run again, nothing changed' again
line 'pandas + XlsxWriter + matplotlib' peer
[ -n "$peer" ] || echo 'no peer: it needs python3-pandas, python3-xlsxwriter and python3-matplotlib'
[ -z "$peer" ] || "$peer" bench/peer/agree.py "$place/out/figures.csv" "$place/peer/figures.csv"
echo "loads of $((2 * runs)) runs over $runs warehouses, the last of them: $(sqlite3 "$place/w.db" 'select count(*) || " loads of " || count(distinct sha256) || " files, in " || (select count(*) from run) || " runs" from load' 2>/dev/null)"
awk -v stepped="$(median count 1)" -v counted="$(median count 2)" \
    'BEGIN { printf "counting every measure, all periods and splits: %.3f s; stepping each query once: %.3f s (x %.2f)\n", counted, stepped, counted / stepped }'
rm -rf "$place"
