#!/bin/sh
# Counting by two threads: a look into the past counts by one alone, and gives the same figures.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

says "a run counts" "$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse w.db --out first --quiet --unsuppressed
says "so does a report" "$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out second --quiet --unsuppressed
says "and a look into the past, by one thread" "$program" report send-scorecard --as-at 2021-01-21 --known-at 2099-01-01 --warehouse w.db --out third --quiet --unsuppressed
says "there are figures" test "$(wc -l <first/figures.csv)" -gt 1000
says "a report's figures are the run's" cmp first/figures.csv second/figures.csv
says "and those of one thread" cmp first/figures.csv third/figures.csv

