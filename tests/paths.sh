#!/bin/sh
# What is written stays in the output folder, whatever names reports, projects and files bear and wherever links lead.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
board=$root/reports/send-scorecard.json

mkdir "$scratch/work" "$scratch/elsewhere"
cd "$scratch/work" || exit 1
echo precious >"$scratch/elsewhere/precious"
kept() { # what lies elsewhere, in one line
    echo "$(ls -A "$scratch/elsewhere" | tr '\n' ' ')$(cat "$scratch/elsewhere/precious")"
}
run() {
    timeout 60 "$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse "$scratch/w.db" "$@" >"$scratch/said" 2>&1
    echo $?
}

cp "$board" "$scratch/elsewhere/evil.json"
for name in ../../elsewhere/evil "$scratch/elsewhere/evil" ../evil . '' a/b; do
    is "a report named '$(echo "$name" | sed "s|$scratch||")' is none" 1 "$(run --report "$name" --out out)"
done
rm "$scratch/elsewhere/evil.json"
is "nothing was written for them" "" "$(ls -A)"

mkdir -p p/reports p/stages/measures
sed 's|"id": "signals"|"id": "../../../elsewhere/x"|' "$board" >p/reports/evil.json
is "a chart's name is no path" "2 1" "$(run --report evil --project p --out out --charts) $(grep -c 'evil\.json:[0-9]*:[0-9]*: .*block id' "$scratch/said")"
rm -r p/reports
printf '%s\n' '-- title: t' '-- ref: ../../../elsewhere/x' '-- kind: count' '-- when: event' '-- period: rolling 12 months' '-- unit: number' \
    '-- better: neither' '-- source: s' '-- owner: o' "select requeststableid as case_id, receiveddate as on_date, '../../x' as place from current_requests" >p/stages/measures/zz.sql
is "a measure's reference and categories are no paths" 0 "$(run --project p --out out --charts --ees)"
"$program" sample ../../../elsewhere/x --as-at 2021-01-21 --size 1 --seed s --warehouse "$scratch/w.db" --project p --out out >"$scratch/said" 2>&1
is "nor when it is sampled" "0 sample-zz.json sample-zz.xlsx" "$? $(ls out | grep sample | tr '\n' ' ' | sed 's/ $//')"
is "nothing lies elsewhere for it" "precious precious" "$(kept)"
rm -rf out p

mkdir extracts
cp "$clean"/*.csv extracts
printf 'persontableid,personbirthdate,sex,ethnicity\nP1,xx,F,WBRI\n' >'extracts/Blade-Export_..\..\..\elsewhere\x_person.csv'
rm extracts/person.csv
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse other.db --out out >"$scratch/said" 2>&1
is "rejects stay in their folder" "0 1" "$? $(find out/rejects -type f | wc -l)"
rm -rf extracts other.db out

is "a first run" 0 "$(run --out out)"
rm out/figures.csv && ln -s ../../elsewhere/precious out/figures.csv
is "a link in a file's place is replaced, not followed" "0 precious precious -" "$(run --out out) $(kept) $(ls -l out/figures.csv | cut -c1)"
ln -s ../../elsewhere/precious out/note && ln -s ../../elsewhere out/folder && ln -s nowhere out/lost
is "links of one's own are carried over as they are" "0 precious precious ../../elsewhere/precious ../../elsewhere nowhere" \
    "$(run --out out) $(kept) $(readlink out/note) $(readlink out/folder) $(readlink out/lost)"
rm out/note out/folder out/lost
ln -s "$scratch/elsewhere" .out.scorecard-new
is "a link where the set is built is taken away, not followed" "0 precious precious" "$(run --out out) $(kept)"
ln -s ../../elsewhere out/charts
is "a link where the set has a folder stops the run" "4 precious precious" "$(run --out out --charts) $(kept)"
rm out/charts
mkfifo out/pipe
cp "$scratch/w.db" "$scratch/before.db"
cp -r "$clean" newer && printf 'PX,2011-03-04,F,WBRI,,,,,\n' | cut -d, -f 1-"$(head -1 newer/person.csv | tr ',' '\n' | wc -l)" >>newer/person.csv
is "a pipe stops the run, and nothing waits for it" "4 1" "$(run --out out) $(grep -c 'out/pipe: .*move it away' "$scratch/said")"
is "what stops a run at its end undoes its loads" "4 same" \
    "$(run --extracts newer --out out) $(cmp -s "$scratch/w.db" "$scratch/before.db" && echo same)"
rm out/pipe
is "and the next run loads them" "0 2" "$(run --extracts newer --out out) $(sqlite3 "$scratch/w.db" "select count(*) from load where extract = 'person'")"
rm -r newer
here=$PWD
ln -s "$here" "$scratch/linked"
is "a warehouse in the output folder is refused, by whatever way it is named" "4 4 no" \
    "$("$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse out/w.db --out "$scratch/linked/out" --quiet 2>"$scratch/said"; printf %s $?) $(
        cd "$scratch/linked" && "$program" run --extracts "$clean" --as-at 2021-01-21 --warehouse "$here/out/w.db" --out out --quiet 2>"$scratch/said"
        printf %s $?) $([ -e out/w.db ] && echo yes || echo no)"
mkdir "$scratch/deep" "$scratch/deep/down" && ln -s ../deep/down through
is "a path through a link leads where the system leads" "0 manifest.json" "$(run --out through/../led) $(cd "$scratch/deep/led" && ls manifest.json)"
rm -r "$scratch/linked" through "$scratch/deep"
ln -s ../../elsewhere/precious out/sample-plans_issued_20_weeks.json
"$program" sample plans_issued_20_weeks --as-at 2021-01-21 --size 1 --seed s --warehouse "$scratch/w.db" --out out >"$scratch/said" 2>&1
is "a sample does not write through a link" "precious precious" "$(kept)"
ln -s "$scratch/elsewhere/precious" cases.csv
"$program" explain plans_open --as-at 2021-01-21 --warehouse "$scratch/w.db" --unsuppressed --out cases.csv >"$scratch/said" 2>&1
is "nor does explain" "0 precious precious" "$? $(kept)"
ln -s "$scratch/elsewhere/precious" person.csv
"$program" template person --out person.csv >"$scratch/said" 2>&1
is "nor does template" "precious precious" "$(kept)"
