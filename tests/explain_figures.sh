#!/bin/sh
# The cases that explain lists give the figures: one measure of each kind of the demo council, all its splits and pairs of splits
# in one window, counted anew from the list.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

mkdir "$scratch/extracts" "$scratch/project"
echo '{"suppress_below": 1}' >"$scratch/project/settings.json" # or each list would first ask what publications hide
build/council "$scratch/extracts" fixtures/published
build/scorecard run --extracts "$scratch/extracts" --as-at 2021-01-21 --warehouse "$scratch/w.db" --out "$scratch/out" \
    --project "$scratch/project" --unsuppressed --quiet >/dev/null 2>&1

# holds KIND MEASURE FIRST LAST [SPLIT=CATEGORY…]
holds() {
    kind=$1 measure=$2 first=$3 last=$4
    shift 4
    where=
    for condition in "$@"; do where="$where --where $condition"; done
    { echo "$first $last" && build/scorecard explain "$measure" --as-at 2021-01-21 --period-start "$first" --period-end "$last" $where \
        --warehouse "$scratch/w.db" --project "$scratch/project" --unsuppressed; } >"$scratch/list" 2>"$scratch/said" &&
        python3 tests/explained_figures.py "$scratch/out/figures.csv" "$kind" "$measure" "$scratch/list" "$@" >>"$scratch/said" 2>&1
    if [ $? = 0 ]; then echo "ok - the cases of $measure $* to $last give its figures: $(tail -1 "$scratch/said")"; else
        echo "not ok - the cases of $measure $* to $last give its figures"
        sed 's/^/# /' "$scratch/said"
    fi
}

holds rate plans_issued_20_weeks 2020-01-22 2021-01-21
holds rate plans_issued_20_weeks 2019-11-01 2019-11-30
holds count plans_open 2021-01-21 2021-01-21
holds count plans_open 2020-03-31 2020-03-31 category=special primary_need=ASD
holds count audit_grades 2020-01-22 2021-01-21
holds median weeks_to_issue 2020-01-22 2021-01-21
holds sum high_needs_spend 2020-04-01 2021-03-31
holds sum cumulative_balance 2020-04-01 2021-03-31
holds ratio cost_per_plan 2020-04-01 2021-03-31
holds ratio requests_per_10000 2020-01-22 2021-01-21
holds ratio places_filled 2021-01-21 2021-01-21
