#!/bin/sh
# Dip samples as a person draws them: the same draw is the same bytes, the register keeps cases from being drawn again, the workbook
# is a protected form, and its grades come back into the measures.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
evaluate=$root/tests/evaluate_forms.py
cd "$scratch" || exit 1

sixty_plans
printf 'activeplanstableid,requeststableid,transferla,reviewmeeting,reviewoutcome,reviewdraft,lastreview\nC001,R001,,,,,\n' >extracts/activeplans.csv
"$program" load extracts/*.csv --warehouse w.db >said 2>&1
result "the files load"
cp w.db other.db
cp w.db third.db

# sample ARGUMENTS…: draws from w.db, quietly.
sample() {
    "$program" sample plans_issued_20_weeks --as-at 2021-01-21 --warehouse w.db "$@"
}
# picks FILE: the picks of a sample's JSON, one a line, in order drawn.
picks() {
    awk '/"picks" : \[/ { on = 1; next } on && /\]/ { exit } on { gsub(/[" ,]/, ""); print }' "$1"
}
# figure NAME FILE: the first number of that name in a JSON.
figure() {
    sed -n "s/^ *\"$1\" : \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$2" | head -1
}
name=sample-plans_issued_20_weeks

sample --size 10 --reserve 3 --seed 2021 --out first >printed 2>said
result "a sample is drawn"
printf 'first/%s.xlsx\nfirst/%s.json\n' $name $name | cmp -s - printed
result "its paths are printed"
[ "$(stat -c %a first/$name.xlsx first/$name.json | sort -u)" = 600 ]
result "its files are for their owner alone"
[ "$(picks first/$name.json | sort -u | wc -l)" = 10 ]
result "ten different cases are picked"

# By hand, with nothing but sha256sum and sort.
"$program" explain plans_issued_20_weeks --as-at 2021-01-21 --warehouse w.db | tail -n +2 | cut -d, -f1 | LC_ALL=C sort -u >frame
[ "$(figure size first/$name.json)" = 60 ] && [ "$(sha256sum <frame | cut -c1-64)" = "$(figure sha256 first/$name.json)" ]
result "the frame's size and hash are those of the cases that explain lists"
while read -r case_id; do
    echo "$(printf '2021:%s' "$case_id" | sha256sum | cut -c1-64) $case_id"
done <frame | LC_ALL=C sort | cut -d' ' -f2 >order
head -10 order >by_hand
picks first/$name.json | cmp -s - by_hand
result "the picks are drawn again by hand"

TZ=Asia/Tokyo LC_ALL=C sample --size 10 --reserve 3 --seed 2021 --out second >/dev/null 2>said
cmp -s first/$name.xlsx second/$name.xlsx && cmp -s first/$name.json second/$name.json
result "the same draw again, in another time zone, is the same bytes"
grep -q 'is registered' said
result "it is said to be that draw"
"$program" sample T01 --as-at 2021-01-21 --warehouse other.db --size 10 --reserve 3 --seed 2021 --out third >/dev/null 2>&1
cmp -s first/$name.xlsx third/$name.xlsx && cmp -s first/$name.json third/$name.json
result "from another copy of the warehouse it is the same bytes"
[ "$(sqlite3 w.db 'select count(*) from sample_draw')" = 1 ]
result "the register has it once"
sample --size 10 --reserve 3 --seed 2021 --json --out second >json 2>/dev/null
cmp -s json first/$name.json
result "--json prints what the file holds"

sample --size 10 --seed other --dry-run --json --out dry >dry.json 2>said
[ ! -e dry ] && [ "$(sqlite3 w.db 'select count(*) from sample_draw')" = 1 ]
result "--dry-run writes and registers nothing"
picks dry.json >dried
[ -s dried ] && ! grep -qFf by_hand dried
result "but keeps from the register's cases"
sample --size 10 --seed other --out other >/dev/null 2>said
picks other/$name.json | cmp -s - dried
result "the draw itself is what the dry run showed"
[ "$(figure size other/$name.json)" = 47 ]
result "picks and reserve of the draw before are not in its frame"
sample --size 60 --seed all --repeat --dry-run --json >all.json 2>/dev/null
[ "$(picks all.json | wc -l)" = 60 ]
result "--repeat lets them in"
sample --size 60 --seed rest --dry-run --json >rest.json 2>said
[ $? = 0 ] && [ "$(picks rest.json | wc -l)" = 37 ] && grep -q 'all of them' said
result "a size above the frame draws all that are left, with a word"
"$program" sample plans_open --as-at 2021-01-21 --warehouse w.db --size 60 --seed rest --dry-run --json >open.json 2>/dev/null
[ "$(picks open.json | wc -l)" = 37 ]
result "another measure knows the same plans"
"$program" sample plans_issued_20_weeks --as-at 2021-07-21 --period-end 2021-01-21 --warehouse w.db --size 5 --seed x --dry-run >/dev/null 2>&1
[ $? = 1 ]
result "a flag that sample does not take is wrong usage"
"$program" sample plans_open --as-at 2022-01-21 --warehouse w.db --size 60 --seed later --dry-run --json >later.json 2>/dev/null
[ "$(picks later.json | wc -l)" = 60 ]
result "after the period they can be drawn again"
mkdir project
echo '{"sample_period_days": 400}' >project/settings.json
"$program" sample plans_open --as-at 2022-01-21 --warehouse w.db --size 60 --seed later --dry-run --json --project project >later.json 2>/dev/null
[ "$(picks later.json | wc -l)" = 37 ]
result "the period is a setting"

sample --size 4 --seed late --where met=0 --repeat --dry-run --json >late.json 2>/dev/null
picks late.json | grep -c 'N0[456]' | grep -qx 4
result "--where met=0 samples the failures"
sample --size 9 --reserve 3 --seed s --by locality --repeat --dry-run --json >strata.json 2>/dev/null
[ "$(grep -c '"category"' strata.json)" = 2 ] && [ "$(grep '"picks" : [0-9]' strata.json | tr -dc '0-9\n' | tr '\n' ' ')" = "6 3 " ]
result "--by shares in proportion"
# numbered STRATUM: its cases in order of their numbers, each with its number.
numbered() {
    "$program" explain plans_issued_20_weeks --as-at 2021-01-21 --warehouse w.db --where "locality=$1" | tail -n +2 | cut -d, -f1 |
        while read -r case_id; do echo "$(printf 's:%s' "$case_id" | sha256sum | cut -c1-64) $case_id"; done | LC_ALL=C sort
}
{ numbered Crewe | head -6; numbered Wilmslow | head -3; } | LC_ALL=C sort | cut -d' ' -f2 >by_hand
picks strata.json | cmp -s - by_hand
result "the picks of strata are drawn again by hand"
{ numbered Crewe | tail -n +7 | head -2; numbered Wilmslow | tail -n +4 | head -1; } | LC_ALL=C sort | cut -d' ' -f2 >by_hand
awk '/"reserve" : \[/ { on = 1; next } on && /\]/ { exit } on { gsub(/[" ,]/, ""); print }' strata.json | cmp -s - by_hand
result "and so is their reserve"
sample --size 9 --seed s --by locality --allocation equal --repeat --dry-run --json >equal.json 2>/dev/null
[ "$(grep '"picks" : [0-9]' equal.json | tr -dc '0-9\n' | tr '\n' ' ')" = "5 4 " ]
result "--allocation equal shares equally"
sample --size 6 --seed 5 --method systematic --repeat --dry-run --json >systematic.json 2>/dev/null
start=$(($(printf '0x%s' "$(printf '5:start:all' | sha256sum | cut -c1-15)") % 60))
for i in 0 1 2 3 4 5; do
    sed -n "$(((start + i * 60) / 6 + 1))p" frame
done >by_hand
picks systematic.json | cmp -s - by_hand
result "a systematic sample is drawn again by hand"

for wrong in "--seed x" "--size 5" "--size 0 --seed x" "--size 5 --seed x --method odd" "--size 5 --seed x --allocation equal" \
    "--size 5 --seed x --by colour" "--size 5 --seed x --where colour=red"; do
    sample $wrong --out wrong >/dev/null 2>said
    [ $? = 1 ] && [ ! -e wrong ]
    result "$wrong is wrong usage"
done
"$program" sample plans_issued_20_weeks --as-at 2010-01-21 --warehouse w.db --size 5 --seed x --dry-run >none 2>said
[ $? = 0 ] && [ ! -s none ] && grep -q 'no case can be drawn: the sample is empty' said && ! grep -q 'all of them' said
result "a figure without a case says that the sample is empty"
"$program" sample no_such --as-at 2021-01-21 --warehouse w.db --size 5 --seed x >/dev/null 2>&1
[ $? = 1 ]
result "an unknown measure is wrong usage"
"$program" sample plans_open --as-at 2021-01-21 --warehouse none.db --size 5 --seed x >/dev/null 2>&1
[ $? = 4 ] && [ ! -e none.db ]
result "without a warehouse nothing is made"
mkdir -p broken/stages/facts
printf -- '-- title: X\n-- order: 5\nselect case_id, nothing from sampled_case\n' >broken/stages/facts/plan.sql
sample --size 5 --seed x --project broken --out wrong >/dev/null 2>said
[ $? = 2 ] && grep -q 'plan.sql:3:' said && [ "$(sqlite3 w.db 'select count(*) from sample_draw')" = 2 ]
result "a broken facts file is told with its line, and nothing is drawn"

# The workbook.
mkdir x && unzip -qo first/$name.xlsx -d x
! grep -rq 'Quillfeather\|2012-05-01' x
result "no names unless asked"
"$program" sample T01 --as-at 2021-01-21 --warehouse third.db --size 2 --seed 2021 --personal --out personal >/dev/null 2>&1
unzip -p personal/$name.xlsx xl/sharedStrings.xml | grep -q 'Quillfeather, Ada'
result "names with --personal"
[ "$(grep -lc 'sheetProtection' x/xl/worksheets/sheet*.xml | wc -l)" = "$(ls x/xl/worksheets/sheet*.xml | wc -l)" ]
result "every sheet is protected"
[ "$(grep -o '<dataValidation type="list"' x/xl/worksheets/sheet*.xml | wc -l)" = 169 ]
result "twelve grades and the kind of plan of thirteen cases are chosen from lists"
unzip -p first/$name.xlsx xl/sharedStrings.xml | grep -q 'Marking: OFFICIAL-SENSITIVE'
result "it is marked OFFICIAL-SENSITIVE"
cp first/$name.xlsx kept.xlsx
sample --size 5 --seed next --out first >/dev/null 2>said
[ $? = 4 ] && grep -q "first/$name.json: this describes sample T01-" said && cmp -s kept.xlsx first/$name.xlsx &&
    [ "$(sqlite3 w.db "select count(*) from sample_draw where seed = 'next'")" = 0 ] && [ "$(ls -A first | wc -l)" = 2 ]
result "another draw takes no other's place, unfilled as it is, and is not registered"
mv first/$name.xlsx away.xlsx
sample --size 5 --seed next --repeat --out first >/dev/null 2>&1
[ $? = 4 ] && [ ! -e first/$name.xlsx ]
result "nor that of a description whose workbook was taken away"
sample --size 10 --reserve 3 --seed 2021 --personal --out first >/dev/null 2>said && ! cmp -s kept.xlsx first/$name.xlsx
result "the same draw replaces its own workbook, here with names"
printf x >>first/$name.xlsx
sample --size 10 --reserve 3 --seed 2021 --out first >/dev/null 2>said
[ $? = 4 ] && grep -q 'was changed' said
result "but not one that somebody changed"
printf x >first/$name.json
sample --size 10 --reserve 3 --seed 2021 --out first >/dev/null 2>said
[ $? = 4 ] && grep -q 'no description of a sample' said
result "what is no description of a sample is left alone too"

# The loop: grades, CSV, audits, measures.
cases() {
    "$program" explain "$1" --as-at 2021-01-21 --warehouse w.db | tail -n +2 | wc -l
}
"$program" explain audits_good_or_better --as-at 2021-01-21 --warehouse w.db >/dev/null 2>&1
python3 "$evaluate" kept.xlsx 'Day of the audit=2021-01-19' 'Auditor=Q. Sharp, reviewer' 'Overall=good' 'E: outcomes=inadequate' \
    'Kind of plan=new' >audits_january.csv
result "the filled workbook's sheet audits is saved as CSV"
[ "$(grep -c '^T01-2021-01-21-' audits_january.csv)" = 20 ] && [ "$(grep -c '^# not graded' audits_january.csv)" = 136 ]
result "it has a row a grade; what is not graded is a comment"
"$program" check audits_january.csv >said 2>&1
result "it is a valid file of audits"
"$program" load audits_january.csv --warehouse w.db >said 2>&1
result "it loads as it stands"
[ "$(cases Q01)/$(cases Q02)/$(cases Q03)" = 10/20/10 ]
result "its grades are in Q01 to Q03"
"$program" explain audit_grades --as-at 2021-01-21 --warehouse w.db --where grade=inadequate --where section=E | grep -c '2021-01-19' | grep -qx 10
result "each under its section and day"
"$program" explain audits_good_or_better --as-at 2021-01-21 --warehouse w.db | grep -q ',Crewe,new,2021-01,'
result "with locality and kind of plan"
sed 's/,good,/,outstanding,/' audits_january.csv >audits_january_again.csv
"$program" load audits_january_again.csv --warehouse w.db >said 2>&1
[ "$(cases Q03)" = 10 ] && [ "$("$program" explain audit_grades --as-at 2021-01-21 --warehouse w.db --where grade=outstanding | tail -n +2 | wc -l)" = 10 ]
result "a correction replaces what was loaded before"

# What is registered stays, whatever is loaded later.
sed -i '2d' extracts/namedplan.csv
"$program" load extracts/namedplan.csv --warehouse w.db >said 2>&1
sample --size 10 --reserve 3 --seed 2021 --out later >/dev/null 2>said
picks later/$name.json >now
head -10 order | cmp -s - now && grep -q 'have changed' said
result "a registered draw stays as it was drawn when the data change, and says so"

# A folder may hold samples before its first run, which carries them over.
"$program" sample T02 --as-at 2021-01-21 --warehouse w.db --size 2 --seed early --repeat --out board >/dev/null 2>&1
"$program" run --extracts extracts --as-at 2021-01-21 --warehouse w.db --out board >/dev/null 2>&1
[ -s board/figures.csv ] && [ -s board/sample-plans_issued_20_weeks_all.xlsx ]
result "a run carries samples over"

# A plan and one that came with a child may have one number: they are two cases, and their forms are told apart.
mkdir one_number && cp "$root"/fixtures/clean/council/*.csv one_number && sed -i 's/^V2,/N1,/' one_number/activeplans.csv
"$program" load one_number/*.csv --warehouse one_number.db >said 2>&1
"$program" sample plans_open --as-at 2021-01-21 --warehouse one_number.db --size 9 --seed s --out two >said 2>&1
"$program" sample plans_open --as-at 2021-01-21 --warehouse one_number.db --size 9 --seed s --out two --json 2>>said >two.json
is "two kinds of plan with one number are two cases" "2 activeplans/N1 namedplan/N1 0" \
    "$(figure size two.json) $(picks two.json | sort | tr '\n' ' ')$(grep -c 'beyond the first' said)"
is "each has a form with its own facts" "P1 P2" \
    "$(unzip -p two/sample-plans_open.xlsx xl/sharedStrings.xml | grep -oE '<t[^>]*>P[12]<' | grep -oE 'P[12]' | sort -u | tr '\n' ' ' | sed 's/ $//')"
"$program" sample plans_open --as-at 2021-01-21 --warehouse one_number.db --size 9 --seed t --dry-run --json >next.json 2>said
is "the next draw leaves out both" "0 2" "$(figure size next.json) $(sed -n 's/^left out .*: \([0-9]*\) .*/\1/p' said)"

# The ids of a census are of that census alone.
mkdir census
for year in 2020 2021; do
    { echo 'pupilonrolltableid,NativeId,upn,dob,sex,enrolstatus,senprovision,ncyearactual' &&
        for i in 1 2 3 4 5 6 7 8; do echo "$i,8954001,A80120000500$i,2011-0$i-01,F,C,E,4"; done; } >census/${year}_spring_pupilonroll.csv
done
"$program" load census/*.csv --warehouse census.db >said 2>&1
result "two censuses load"
census() { "$program" sample plans_per_100_pupils --as-at "$1" --warehouse census.db --unsuppressed --size 4 --seed "$2" --out "census$2" >said 2>&1; }
avoided() { sed -n '/"avoided"/,/\]/p' "census$1/sample-plans_per_100_pupils.json" | grep -c '^ *"[0-9]'; }
census 2020-02-01 a && census 2021-01-25 b
result "a sample of each is drawn"
is "a case of one census is no case of the next" 0 "$(avoided b)"
census 2021-02-20 c
is "a case of one census is not drawn of it again" 4 "$(avoided c)"
