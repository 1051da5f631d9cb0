#!/bin/sh
# Looking back: a report as known at a moment, and what differs between two moments.
cd "$(dirname "$0")/.." || exit 1
program=$PWD/build/scorecard
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# says NAME COMMAND…: one TAP line by the command's success
says() {
    name=$1
    shift
    if "$@" >said 2>&1; then echo "ok - $name"; else
        echo "not ok - $name"
        sed 's/^/# /' said
    fi
}
has() { grep -qF -- "$1" "$2"; }
lacks() { ! grep -qF -- "$1" "$2"; }

mkdir extracts
cat >extracts/complaints.csv <<'END'
case_id,received_date,kind,stage,acknowledged_date,responded_date,outcome,theme,locality
1,2020-10-05,complaint,1,2020-10-06,2020-10-19,upheld,timeliness,Crewe
2,2020-10-12,complaint,1,2020-10-13,2020-10-20,not upheld,timeliness,Crewe
3,2020-11-02,complaint,1,2020-11-03,2020-11-01,not upheld,timeliness,Crewe
END
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out first --unsuppressed --quiet >/dev/null
then=$(date -u +%Y-%m-%dT%H:%M:%S.999Z)
says "a check finds the answer before receipt" has complaint-answered-before-received first/issues.csv
"$program" report send-scorecard --as-at 2021-01-21 --warehouse w.db --out known --unsuppressed --known-at "$then" >/dev/null
says "a report of what was known then has the issues of checks too" cmp first/issues.csv known/issues.csv
says "and the same figures" cmp first/figures.csv known/figures.csv
