#!/bin/sh
# What may not change anything: the style a table is written in, the order of columns and rows, other names of columns,
# another encoding, a file in two parts. And what must add up: a measure's categories to its whole, its cases to its
# figures (tests/test_properties.c, here over the whole demo).
cd "$(dirname "$0")/.." || exit 1
. tests/tap
unset MAKEFLAGS MAKELEVEL MFLAGS

python3 tests/csv_styles.py write "$scratch/styles"
build/scorecard load --quiet --project "$scratch/styles/project" --warehouse "$scratch/styles.db" "$scratch"/styles/files/* \
    >"$scratch/said" 2>&1
echo "# load of tables in every style ended with $?"
python3 tests/csv_styles.py compare "$scratch/styles" "$scratch/styles.db"

# figures NAME: the figures of the extracts in $scratch/NAME.
figures() {
    build/scorecard run --quiet --extracts "$scratch/$1" --as-at 2021-01-21 --unsuppressed --warehouse "$scratch/$1.db" \
        --out "$scratch/$1-out" >"$scratch/said" 2>&1 || sed 's/^/# /' "$scratch/said"
    rm -f "$scratch/$1.db"
}

# N01 is of the newest load of an extract, so of the second part alone.
without_rejected() {
    sed -i '/^rows_rejected,/d' "$scratch/plain-out/figures.csv" "$scratch/split-out/figures.csv"
}

cp -r fixtures/clean/council "$scratch/plain"
figures plain
for change in renamed reordered encoded quoted shuffled split; do
    python3 tests/change_extracts.py "$change" "$scratch/plain" "$scratch/$change"
    figures "$change"
    [ "$change" != split ] || without_rejected
    if cmp -s "$scratch/plain-out/figures.csv" "$scratch/$change-out/figures.csv"; then
        echo "ok - $change extracts give the same figures"
    else
        echo "not ok - $change extracts give the same figures"
        diff "$scratch/plain-out/figures.csv" "$scratch/$change-out/figures.csv" | head -5 | sed 's/^/# /'
    fi
done

mkdir "$scratch/demo"
build/council "$scratch/demo" fixtures/published
build/scorecard run --quiet --extracts "$scratch/demo" --as-at 2021-01-21 --unsuppressed --warehouse "$scratch/demo.db" \
    --out "$scratch/demo-out" >"$scratch/said" 2>&1
python3 tests/parts_of_wholes.py "$scratch/demo-out/figures.csv"
SCORECARD_WAREHOUSE=$scratch/demo.db CMOCKA_MESSAGE_OUTPUT=TAP build/tests/test_properties 2>&1 | grep -E '^(not )?ok|^#' | sed 's/every_figure/every_figure_of_the_demo/'
