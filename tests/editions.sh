#!/bin/sh
# Editions of the demo council two months apart. Each is safe alone, and both together give numbers away, unless the second is made with
# --published: then it hides what the first hid, and nothing follows from both.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
attack="python3 $root/tests/attack.py"
cd "$scratch" || exit 1

# run DAY OUT FLAG…: the report is a short one, the figures are the same with any.
run() {
    day=$1
    out=$2
    shift 2
    "$program" run --extracts demo --as-at "$day" --warehouse demo.db --out "$out" --quiet --report at-a-glance-for-families "$@"
}
# some FILE: the rows of a few measures alone, which are attacked in a moment.
some() { grep -E '^measure,|,(Q01|Q02|X01|T01|T02),' "$1/figures.csv" >"$1.csv"; }
# keys SYMBOL FILE: the periods and places of figures that have it.
keys() { awk -F, -v symbol="$1" 'NR > 1 && $NF == symbol { print $1, $3, $4, $5, $6 }' "$2" | sort; }

mkdir demo && "$council" demo "$published" >/dev/null
says "an edition" run 2020-11-26 first
says "the next one, made alone" run 2021-01-21 alone
says "the next one, made with the first" run 2021-01-21 second --published first
run 2020-11-26 first.shown --unsuppressed >said 2>&1
run 2021-01-21 second.shown --unsuppressed >said 2>&1
for set in first alone second first.shown second.shown; do some $set; done
says "the attack of this test finds what two editions made alone give away" sh -c "! $attack alone.csv:first.csv second.shown.csv:first.shown.csv"
says "and nothing when the second was made with the first" $attack second.csv:first.csv second.shown.csv:first.shown.csv
keys c first/figures.csv >first.hidden
awk -F, 'NR > 1 { print $1, $3, $4 }' second/figures.csv | sort -u >second.windows
keys c second/figures.csv >second.hidden
says "what the first hid stays hidden" sh -c "awk 'NR == FNR { has[\$0]; next } (\$1 \" \" \$2 \" \" \$3) in has' second.windows first.hidden | comm -23 - second.hidden | (! grep .)"
cut -d, -f1,3,4 second/figures.csv | sort -u >second.periods
cut -d, -f1,3,4 alone/figures.csv | sort -u >alone.periods
says "the second tells of no other periods than it would alone" cmp second.periods alone.periods
says "and hides not much more" test "$(wc -l <second.hidden)" -le $(($(keys c alone/figures.csv | wc -l) * 102 / 100))
says "the manifest tells with what it was made" has "$(sha256sum <first/figures.csv | cut -c1-64)" second/manifest.json
says "an edition made alone does not" lacks '"published"' alone/manifest.json
says "named by its file, a report hides the same" sh -c "'$program' report at-a-glance-for-families --as-at 2021-01-21 --warehouse demo.db --out glance --quiet --published first/figures.csv && cmp second/figures.csv glance/figures.csv"
mkdir renamed && sed 's/^plans_issued_20_weeks,T01,/plans_in_time,T01,/' first/figures.csv >renamed/figures.csv
says "a measure that was renamed since is known by its reference" sh -c "'$program' report at-a-glance-for-families --as-at 2021-01-21 --warehouse demo.db --out named --quiet --published renamed && cmp second/figures.csv named/figures.csv"

# a project that lists its boards
mkdir -p listed/boards && cp -r first listed/boards/2020-11 && cp -r second listed/boards/2021-01
echo '{"published": ["boards"]}' >listed/settings.json
listed() { day=$1; out=$2; shift 2; "$program" report at-a-glance-for-families --project listed --as-at "$day" --warehouse demo.db --out "$out" --quiet "$@"; }
says "a project's editions need not be named; what is made anew is none of them" listed 2021-01-21 listed/boards/2021-01
says "and hide the same" cmp second/figures.csv listed/boards/2021-01/figures.csv
says "the manifest tells which" has "$(sha256sum <first/figures.csv | cut -c1-64)" listed/boards/2021-01/manifest.json
says "an edition before them is made without those of later days" listed 2020-11-26 listed/boards/2020-11
says "as it was" cmp first/figures.csv listed/boards/2020-11/figures.csv
says "--unsuppressed asks for none" listed 2020-11-26 listed.shown --unsuppressed
echo '{"published": ["boards", "bords"]}' >listed/settings.json
says "one that is not there is refused" exits 2 "$program" report at-a-glance-for-families --project listed --as-at 2021-01-21 --warehouse demo.db --out none
says "with the place in the settings" grep -q "listed/settings.json:1:.*lists 'bords', which is not there (a path from the project's folder); before the first edition make it, empty" said

echo '{"published": [11]}' >listed/settings.json
says "so is one that is no text" exits 2 "$program" report at-a-glance-for-families --project listed --as-at 2021-01-21 --warehouse demo.db --out none
says "and told as such" grep -q 'listed/settings.json:1:.*"published" must be a list of texts' said

# a figure of one category that only the two together hide
keys c alone/figures.csv >alone.hidden
comm -13 alone.hidden second.hidden | awk '$4 !~ /[|]/ && NF == 5' | while read -r measure start end split category; do
    grep -q "^$measure,[^,]*,$start,$end,$split,$category,[1-9]" alone/figures.csv && echo "$measure $start $end $split=$category"
done | head -1 >hidden.alike
read -r measure start end where <hidden.alike
explain() { "$program" explain "$measure" --as-at 2021-01-21 --warehouse demo.db --period-start "$start" --period-end "$end" --where "$where" "$@"; }
says "explain lists the cases of what this edition would show alone" exits 0 explain
says "and not of what it hides for the first's sake" exits 1 explain --published first

# what both together give away is out; the next edition is told of both, says how much that is, and is made all the same
says "editions that give numbers away by themselves do not stop the next" exits 0 "$program" run --extracts demo --as-at 2021-01-21 --warehouse demo.db \
    --out third --published first --published alone --report at-a-glance-for-families
says "it says how many" grep -qE '^the editions of --published give away [0-9]+ of the numbers they hide by themselves, [0-9]+ of them small: ' said
some third
says "and gives away no more" $attack third.csv:alone.csv:first.csv second.shown.csv:second.shown.csv:first.shown.csv

# data corrected since
cp -r demo corrected
sed -i '2,400d' corrected/complaints.csv
says "what was corrected since is told anew" exits 0 "$program" run --extracts corrected --as-at 2021-01-21 --warehouse corrected.db --out corrected.out --published first
says "and how much of it" grep -q '^[0-9]* numbers that the editions of --published told have been corrected since' said

# what is no edition, told before anything is loaded
refused() { exits "$1" "$program" run --extracts demo --as-at "${3:-2021-01-21}" --warehouse none.db --out none --published "$2"; }
says "a file of another kind is refused" refused 3 first/issues.csv
says "with its line" grep -q '^scorecard: first/issues.csv:1: this is no figures.csv of a run' said
says "an edition that hides nothing is refused" refused 3 first.shown
says "and told as what it is" grep -q 'it is of a run with --unsuppressed, which is not for publication' said
mkdir opened && sed '2s/,[0-9]*$/,/; $d' first/figures.csv >opened/figures.csv && cp first/manifest.json opened/
says "one that was altered is refused" refused 3 opened
says "and told by its manifest" grep -q 'it is not as its run wrote it (opened/manifest.json tells another hash)' said
says "one that is not there is refused" refused 4 nowhere.csv
says "one of days to come is refused" sh -c "'$program' run --extracts demo --as-at 2020-11-26 --warehouse demo.db --out none --published second 2>said; test \$? = 1"
says "with the day" grep -q 'second/figures.csv tells of 2021-01-21, which is after --as-at' said
cp -r first broken && printf '{"outputs": [' >broken/manifest.json
says "one whose manifest cannot be read is refused" exits 2 "$program" run --extracts demo --as-at 2021-01-21 --warehouse none.db --out none --published broken
ln -sf nowhere broken/manifest.json
says "so is one whose manifest is a link that leads nowhere" exits 4 "$program" run --extracts demo --as-at 2021-01-21 --warehouse none.db --out none --published broken
says "so is one beside --unsuppressed" exits 1 "$program" run --extracts demo --as-at 2021-01-21 --warehouse none.db --out none --published first --unsuppressed
says "nothing was loaded for any of them" test ! -e none.db
mkdir strange && sed -E 's/^(([^",]*,){6})([1-9])/\19\3/' first/figures.csv >strange/figures.csv
says "one of another council is refused" exits 3 "$program" run --extracts demo --as-at 2021-01-21 --warehouse demo.db --out none --published strange
says "and told as such" grep -q 'the files are of another council, or the data were replaced since' said
