#!/bin/sh
# scorecard check --by school: every finding stands in exactly one file, that of who has to correct it.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# told PLACE: extract and line of each finding in its file.
told() {
    python3 -c 'import csv, sys; print(" ".join(r["extract"] + ":" + r["line"] for r in csv.DictReader(open(sys.argv[1]))))' "$1" 2>&1
}

cp -r fixtures/clean/council "$scratch/council"
cd "$scratch/council" || exit 1
sed -i 's/^P1,895,Example,One,2012-03-04,F/P1,895,Example,One,2012-03-04,Secret/' person.csv
sed -i 's/^R2,P2,2016-05-04/R2,P2,2016-05-99/' requests.csv
sed -i 's/^L1,V1,100001,,,,1,/L1,V1,100001,,,,x,/' placementdetail.csv
sed -i 's/^V1,R1,educational psychology,2020-02-10/V1,R1,educational psychology,2020-02-45/' advice.csv
sed -i 's/^1,1,ASD/1,1,QQQ/' 2021_spring_senneeds.csv
sed -i '1s/startdate/begin/' namedplan.csv
cat >>2021_spring_pupilonroll.csv <<'CSV'
3,895/4001,,Z801200001001,2012-13-04,F,WBRI,2016-09-01,C,N,R,0,0,CW1 2AB
"4
",895/9999,,Z801200001001,2012-13-04,F,WBRI,2016-09-01,C,N,R,0,0,CW1 2AB
5,,../../etc,Z801200001001,2012-13-04,F,WBRI,2016-09-01,C,N,R,0,0,CW1 2AB
CSV
cp 2021_spring_pupilonroll.csv 2020_spring_pupilonroll.csv
sed -i 's/100001/100002/' 2020_spring_pupilonroll.csv
cd "$scratch" || exit 1

"$program" check council/*.csv --by school --out out --json >said.json 2>errors
is "errors end with 3, and the files are there" "3 yes" "$? $([ -f out/index.csv ] && echo yes)"
is "a file a school by URN or LAEstab, a team, and what nobody can be told" \
    "100001.csv 100002.csv 8959999.csv index.csv manifest.json team-educational-psychology.csv unknown.csv" "$(ls out | tr '\n' ' ' | sed 's/ $//')"
is "a row's own school" 1 "$(told out/100001.csv | tr ' ' '\n' | grep -c '^placementdetail:2$')"
is "a child's row belongs to the school that a placement names, rejected as it is" 1 "$(told out/100001.csv | tr ' ' '\n' | grep -c '^person:2$')"
is "a rejected row follows its parents to the child's school" 1 "$(told out/100002.csv | tr ' ' '\n' | grep -c '^requests:3$')"
is "a number of authority and establishment is the URN that GIAS has" 1 "$(told out/100002.csv | tr ' ' '\n' | grep -c '^pupilonroll:4$' | sed 's/[2-9]/1/')"
is "one that GIAS does not list stands for itself, also behind a line break in a cell" "pupilonroll:6" \
    "$(told out/8959999.csv | tr ' ' '\n' | sort -u)"
is "a need belongs to the pupil of its own census" 1 "$(told out/100001.csv | tr ' ' '\n' | grep -c '^senneeds:2$')"
is "a team's row" "advice:2" "$(told out/team-educational-psychology.csv)"
is "what names no school, and a header, can be told to nobody" yes \
    "$(told out/unknown.csv | tr ' ' '\n' | grep -q '^namedplan:1$' && told out/unknown.csv | grep -q 'pupilonroll:7' && echo yes)"
is "no file stands outside the folder" "council errors out said.json" "$(ls | tr '\n' ' ' | sed 's/ $//')"
is "personal values are masked" 0 "$(cat out/*.csv said.json | grep -cE '2012-13-04|Z801200001001|Other,Two')"
is "files are their owner's alone" "600" "$(stat -c %a out/*.csv | sort -u)"

python3 - <<'PYTHON'
import csv, glob, json, os
def tell(name, holds):
    print(("ok - " if holds else "not ok - ") + name)
report = json.load(open("said.json"))
errors = queries = 0
found = []
index = {row["file"]: row for row in csv.DictReader(open("out/index.csv"))}
for path in glob.glob("out/*.csv"):
    if path.endswith("index.csv"):
        continue
    rows = list(csv.DictReader(open(path)))
    row = index[os.path.basename(path)]
    tell("index.csv counts " + path, (sum(r["severity"] == "error" for r in rows), sum(r["severity"] == "query" for r in rows)) ==
         (int(row["errors"]), int(row["queries"])))
    found += rows
stats = report["stats"]
tell("the files add to all findings", (sum(r["severity"] == "error" for r in found), len(found)) == (stats["errors"], stats["errors"] + stats["queries"]))
places = {(p["kind"], p["id"], p["file"], p["errors"], p["queries"]) for p in report["places"]}
tell("--json has the places", places == {(r["kind"], r["id"], f, int(r["errors"]), int(r["queries"])) for f, r in index.items()})
tell("a school has the name that GIAS has", index["100001.csv"]["name"] == "Example Primary")
for task in report["tasks"]:
    counted = [sum(x["count"] for x in task["summary"][k]) for k in ("codes", "fields")]
    if counted != [task["stats"]["errors"] + task["stats"]["queries"]] * 2:
        tell("codes and fields add to the findings of " + task["place"], False)
tell("a manifest has every file's hash", {o["file"] for o in json.load(open("out/manifest.json"))["outputs"]} == set(os.listdir("out")) - {"manifest.json"})
PYTHON

cp -r out kept
"$program" check council/person.csv --by school --out out >/dev/full 2>said
is "where the result cannot be printed the files are put back" "4 " "$? $(diff -r out kept)"
"$program" check council/person.csv --by school --out none >/dev/full 2>said
is "or none are left" "4 no" "$? $([ -e none ] && echo yes || echo no)"
rm -r kept

# A school's file bears the URN that the register has; what is none there is no file's name.
for urn in ../up index ' 100002' 10000x; do
    rm -rf hostile && cp -r council hostile
    printf '%s,895,9999,Evil,Academy converter,Secondary,Open,1,1,,,,,CW1 3AA\n' "$urn" >>hostile/establishments.csv
    "$program" check hostile/*.csv --by school --out bent >said 2>&1
    is "'$urn' of the register is no file" "3 100001.csv 100002.csv 8959999.csv index.csv manifest.json team-educational-psychology.csv unknown.csv -" \
        "$? $(ls bent | tr '\n' ' ')$(find . -name up.csv)-"
done

# An academy has the number of the school that it was.
cp -r council academy
printf '%s,895,9999,%s,Academy converter,Secondary,%s,1,1,,,,,CW1 3AA\n' 100009 Before Closed 140009 After Open >>academy/establishments.csv
"$program" check academy/*.csv --by school --out bent >said 2>&1
is "a number that two schools had is that of the one that is open" "3 140009.csv" "$? $(ls bent | grep -E '100009|140009|9999')"

cp -r out before
"$program" check council/*.csv --by school --out out --json >again.json 2>/dev/null
is "the same files give the same bytes" "" "$(diff -r out before; diff said.json again.json)"
"$program" check council/*.csv --by school --out out --limit-issues 0 >said 2>/dev/null
is "a limit on printing hides nothing from the files" "$(cat before/unknown.csv | wc -l)" "$(cat out/unknown.csv | wc -l)"
is "standard output counts by code, by field and by school" "1 1 1" \
    "$(grep -c '    school 100001 Example Primary: [0-9]* errors, [0-9]* quer' said) $(grep -c '^    sex  *1 error$' said) $(grep -c '^    missing-label  *1 error$' said)"
"$program" check council/*.csv --by school --out dry --dry-run >said 2>/dev/null
is "a dry run counts and writes nothing" "3 no" "$? $([ -e dry ] && echo yes || echo no)"

mkdir run other && echo '{"dates": {}, "outputs": []}' >run/manifest.json && echo mine >other/note
"$program" check council/person.csv --by school --out run >said 2>&1
is "a run's outputs are not replaced" "4 1" "$? $(ls run | wc -l)"
"$program" check council/person.csv --by school --out other >said 2>&1
is "a folder of something else is left alone" "4 note" "$? $(ls other)"

cat >table.json <<'JSON'
{"fields": [{"name": "school"}, {"name": "team"}, {"name": "n", "type": "integer"}], "x-school": "school", "x-team": ["team"]}
JSON
printf 'school,team,n\n123456,,x\n,Zoë/../é,x\n,"../../up",x\n,Portage  Team,x\n,portage-team,x\n,,x\n12345,%s,x\n' "$(printf '%0100d' 0)" >table.csv
"$program" check table.csv --schema table.json --by school --out by >said 2>&1
is "a schema of one's own names school and team, and files have safe names" \
    "123456.csv index.csv manifest.json team-$(printf '%060d' 0)-HASH.csv team-portage-team.csv team-up.csv team-zo-HASH.csv unknown.csv" \
    "$(ls by | sed -E 's/-[0-9a-f]{12}\./-HASH./' | sort | tr '\n' ' ' | sed 's/ $//')"
printf 'school,team,n\n123456,,1\n' >table.csv
"$program" check table.csv --schema table.json --by school --out by >said 2>&1
is "with nothing found only the index is left" "0 index.csv manifest.json" "$? $(ls by | tr '\n' ' ' | sed 's/ $//')"
# What tells where a child is, is data: an extract of the project's own is believed before those of the return.
mkdir -p project/schemas
tuition='"fieldsMatch": ["partial"], "foreignKeys": [{"fields": ["child"], "reference": {"resource": "person", "fields": ["persontableid"]}}],
"fields": [{"name": "child"}, {"name": "base"}, {"name": "started", "type": "date"}], "x-school": ["base"], "x-load": "replace"'
echo "{$tuition, \"x-placement\": {\"order\": 1, \"from\": \"started\"}}" >project/schemas/a_tuition.json
printf 'child,base,started\nP1,123456,2020-01-01\nP1,123457,2020-09-01\n' >a_tuition.csv
sed 's/"order": 1/"order": 2/' "$root/schemas/placementdetail.json" >project/schemas/placementdetail.json
"$program" check council/*.csv a_tuition.csv --project project --by school --out tuition >said 2>&1
is "an extract of one's own places children" "1 0" "$(told tuition/123457.csv | tr ' ' '\n' | grep -c '^person:2$') $(told tuition/100001.csv | tr ' ' '\n' | grep -c '^person:')"
echo "{$tuition, \"x-placement\": {\"order\": 1, \"to\": \"ended\"}}" >project/schemas/a_tuition.json
"$program" list extracts --project project >said 2>&1
is "x-placement names fields" "2 1" "$? $(grep -c 'a_tuition.json:2:.*no field: "ended"' said)"
echo "{$tuition, \"x-placement\": {\"order\": 0}}" >project/schemas/a_tuition.json
"$program" list extracts --project project >said 2>&1
is "its order begins with 1" "2 1" "$? $(grep -c 'a_tuition.json:2:.*"order" is 1' said)"
echo "{$tuition, \"x-placement\": {\"order\": 1}}" | sed 's/"x-school": \["base"\], //' >project/schemas/a_tuition.json
"$program" list extracts --project project >said 2>&1
is "it has a school" "2 1" "$? $(grep -c 'a_tuition.json:2:.*"x-school" is missing' said)"

echo '{"fields": [{"name": "a"}], "x-school": ["b"]}' >wrong.json
"$program" check table.csv --schema wrong.json >said 2>&1
is "x-school names fields" "2 1" "$? $(grep -c 'wrong.json:1:.*"b"' said)"

# A team is its code, however people write it.
rm -rf synonyms && mkdir -p synonyms/p/schemas/codes/changes && cd synonyms || exit 1
printf 'code,synonyms\neducational psychology,EP;ed psych\n' >p/schemas/codes/changes/service.csv
head -2 ../council/advice.csv >advice.csv
sed -n 2p advice.csv >row
sed 's/^V1/V2/; s/educational psychology/Ed Psych/' row >>advice.csv
sed "s/^V1/V3/; s/educational psychology/ EP$(printf '\302\240')/" row >>advice.csv
"$program" check advice.csv --project p --by school --out out >said 2>&1
is "spellings of one team are one file" "index.csv manifest.json team-educational-psychology.csv" "$(ls out | tr '\n' ' ' | sed 's/ $//')"
is "with the rows of all" "advice:2 advice:3 advice:4" "$(told out/team-educational-psychology.csv)"
cd "$scratch" || exit 1

# A school that a child has left is told nothing of the child, as long as anything else tells a school.
rm -rf left && cp -r "$root/fixtures/clean/council" left
sed -i 's/^R1,P1,2020-01-06/R1,P1,2020-01-99/' left/requests.csv
sed -i 's/^L1,V1,100001,,,,1,2020-06-01,,/L1,V1,100002,,,,1,2019-06-01,2020-05-31,/' left/placementdetail.csv
"$program" check left/*.csv --by school --out left-out >said 2>&1
is "a place that ended gives way to the plan's" 1 "$(told left-out/100001.csv | tr ' ' '\n' | grep -c '^requests:2$')"
rm left/plandetail.csv
"$program" check left/*.csv --by school --out left-out >said 2>&1
is "and to that of the census" 1 "$(told left-out/100001.csv | tr ' ' '\n' | grep -c '^requests:2$')"
rm left/*pupilonroll.csv
"$program" check left/*.csv --by school --out left-out >said 2>&1
is "where nothing else tells one it is the last that is known" 1 "$(told left-out/100002.csv | tr ' ' '\n' | grep -c '^requests:2$')"
