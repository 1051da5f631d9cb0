#!/bin/sh
# A register or snapshot of which little is left does not take the place of what was there.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

is "every register and snapshot has a gate, and what is appended has none" "" "$(python3 - <<'PYTHON'
import glob, json
for path in sorted(glob.glob("schemas/*.json")):
    schema = json.load(open(path))
    if "fields" in schema and ("x-gate" in schema) != (schema["x-load"] in ("replace", "period")):
        print(path)
PYTHON
)"
cd "$scratch" || exit 1
# requests ROWS BAD: requests.csv of so many rows, of which so many are rejected.
requests() {
    echo 'requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome'
    seq "$1" | awk -v bad="$2" '{ printf "R%d,P%d,%s,,A\n", $1, $1, $1 <= bad ? "soon" : "2020-01-06" }'
}
current() {
    python3 -c 'import sqlite3; print(sqlite3.connect("w.db").execute("select count(*) from current_requests").fetchone()[0])'
}
load() {
    "$program" load requests.csv --warehouse w.db >said 2>&1
    echo "$? $(current)"
}
requests 40 0 >requests.csv
is "a register" "0 40" "$(load)"
requests 40 20 >requests.csv
is "one of which half is rejected is loaded" "0 20" "$(load)"
requests 41 21 >requests.csv
is "one of which more is rejected is refused, and what was there stays" "3 20" "$(load)"
is "the share and the gate are told" 2 "$(grep -c '21 of 41 rows are rejected, more than the share of 0.5 that x-gate allows' said)"
requests 19 19 >requests.csv
is "below 20 rows the gate is open" "0 0" "$(load)"
{ echo 'requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome,_line,_reasons' &&
    seq 30 | awk '{ printf "R%d,P%d,soon,,A,%d,r\n", $1, $1, $1 + 1 }'; } >requests_rejects.csv
requests 40 20 >requests.csv
load >/dev/null
mv requests_rejects.csv requests.csv
"$program" load requests.csv --warehouse w.db >said 2>&1
is "a corrected list of rejects replaces nothing, and has no gate" 0 "$(grep -c x-gate said)"
requests 20 20 >requests.csv
is "from 20 rows on it is judged" "3 20" "$(load)"
"$program" check requests.csv >said 2>&1
is "check ends with 3" 3 $?
requests 41 21 >requests.csv
mkdir p extracts && mkdir p/schemas && cp requests.csv extracts
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out out >said 2>&1
is "a run with such a file publishes nothing" "3 no" "$? $([ -e out ] && echo yes || echo no)"
sed 's/"x-gate": 0.5/"x-gate": 0/; s/"x-gate-rows": 20/"x-gate-rows": 1/' "$root/schemas/requests.json" >p/schemas/requests.json
requests 2 1 >requests.csv
"$program" load requests.csv --warehouse w.db --project p >said 2>&1
is "a project's gate of 0 refuses at the first rejected row" "3 2" "$? $(grep -c '1 of 2 rows are rejected' said)"
{ echo 'event_id,event_date,title,audience,attendees,sencos' && seq 30 | awk '{ printf "E%d,soon,t,a,1,1\n", $1 }'; } >training.csv
"$program" load training.csv --warehouse w.db >said 2>&1
is "what is appended takes nothing away" 0 $?
is "that nothing of it is kept is told" 1 "$(grep -c '^Warning: training.csv: all 30 rows are rejected and none is loaded: .*x-gate in the schema of training .*\[no-rows\]$' said)"
{ echo 'event_id,event_date,title,audience,attendees,sencos' && echo 'E1,2020-01-06,t,a,1,1' && seq 30 | awk '{ printf "F%d,soon,t,a,1,1\n", $1 }'; } >training.csv
"$program" load training.csv --warehouse w.db >said 2>&1
is "but not where a row is loaded" "0 0" "$? $(grep -c 'no-rows' said)"
