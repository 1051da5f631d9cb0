#!/bin/sh
# Councils of a handful of children: nearly every figure is hidden, and still there is a scorecard to publish.
cd "$(dirname "$0")/.." || exit 1
program=$PWD/build/scorecard
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# publishes NAME DATE:SOURCE…: a council with these requests for assessment alone
publishes() {
    name=$1
    shift
    mkdir "$work/extracts"
    {
        echo requeststableid,persontableid,receiveddate,rquestsource,requestoutcomedate,requestoutcome
        for request in "$@"; do
            n=$((n + 1))
            echo "R$n,P$n,${request%:*},${request#*:},,A"
        done
    } >"$work/extracts/requests.csv"
    if "$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out --quiet >told 2>&1 && grep -q ',c$' out/figures.csv; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        sed 's/^/# /' told
    fi
    rm -rf extracts w.db out
}

publishes "one request" 2019-05-10:2
publishes "a month without requests that is hidden beside one with few: none of them came from parents" \
    2018-05-10:1 2018-06-10:2 2018-06-11:2 2018-06-12:2 2018-07-10:2 2018-08-03:2 2019-05-10:2 2019-09-10:2 \
    2019-10-10:2 2019-10-11:2 2019-12-10:1 2020-01-04:2 2020-01-05:2 2020-02-05:1
