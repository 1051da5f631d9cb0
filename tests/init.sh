#!/bin/sh
# scorecard init: a project of a council's own, in which nothing of the demonstration shines through.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
settings=$root/settings.json
cd "$scratch" || exit 1

python() { python3 -c "import json, sys
ours, theirs = json.load(open('$settings')), json.load(open('own/settings.json'))
def keys(node, prefix=''):
    for name, value in node.items():
        yield prefix + name
        if isinstance(value, dict):
            yield from keys(value, prefix + name + '.')
$1"; }

says "init makes a project" exits 0 "$program" init own
says "it has every setting" python "assert list(keys(ours)) == list(keys(theirs))"
says "its README explains each" python "
text = open('own/README.md').read()
missing = [key for key in keys(ours) if '\`' + key + '\`' not in text and key != 'authority' and not key.startswith(('complaint_days.', 'recovery_plan.'))]
assert not missing, missing"
says "thresholds are as the program has them" python "assert all(theirs[key] == ours[key] for key in ours if key not in ('authority', 'contact', 'board_dates', 'next_edition'))"
says "what is a council's own is empty" python "assert not any(theirs['authority'].values()) and not any(theirs[key] for key in ('contact', 'board_dates', 'next_edition'))"
says "nothing of the demonstration stands in it" sh -c "! grep -rnE 'Cheshire|E06000049|E12000002\"|\\b895\\b|example.org' own/settings.json own/extracts"
for extract in targets localities steps commentary; do
    says "$extract.csv has its header" sh -c "'$program' template $extract | cmp - own/extracts/$extract.csv"
done
for folder in schemas schemas/codes stages/checks stages/facts stages/models stages/measures reports; do
    says "there is room for $folder" test -d "own/$folder"
done
says "extracts are for their owner only" test "$(stat -c %a own/extracts)" = 700

echo mine >own/notes
cp -r own before
says "an existing project is left alone" exits 4 "$program" init own
says "as it was" diff -r own before
mkdir empty
says "an empty folder becomes a project" exits 0 "$program" init empty --authority Elsewhere --authority-code 302 --json
says "what was written is told as JSON" python3 -c "import json; told = json.load(open('said')); assert 'settings.json' in told['files'] and told['project'] == 'empty'"
says "name and code are as given" python3 -c "import json; a = json.load(open('empty/settings.json'))['authority']; assert (a['name'], a['code']) == ('Elsewhere', '302')"
says "the contact is as given" sh -c "'$program' init asked --authority Elsewhere --authority-code 302 --contact send@elsewhere.example --quiet && grep -q '\"contact\" : \"send@elsewhere.example\"' asked/settings.json"
says "a dry run makes nothing" exits 0 "$program" init dry/folder --dry-run
says "no folder is there" test ! -e dry
says "a code that is none is wrong usage" exits 1 "$program" init wrong --authority-code 12
says "so is no folder" exits 1 "$program" init
says "nothing is left of those" test ! -e wrong

mkdir here behind && ln -s behind before_it
says "the folder one stands in becomes a project" sh -c "cd here && '$program' init . --quiet && test -f settings.json && test -d extracts"
says "a folder behind a link becomes one, and the link stays" sh -c "'$program' init before_it --quiet && test -f behind/settings.json && test -L before_it"
says "an empty name stands for no folder" sh -c "mkdir kept && cd kept && echo mine >notes && ! '$program' init '' && test \"\$(ls)\" = notes"
says "it is wrong usage" exits 1 "$program" init ''
says "as is an empty path of any flag" sh -c "for flag in warehouse out extracts project published; do '$program' run --extracts own/extracts --as-at 2021-01-21 --\$flag=; test \$? = 1 || exit 1; done"
says "which is told" sh -c "'$program' history --warehouse= 2>&1 | grep -qx 'scorecard: --warehouse: FILE is needed here, and what was given is empty'"
says "nothing is left beside them" sh -c "! ls -d .*.scorecard-new"

cat >empty/extracts/complaints.csv <<'END'
case_id,received_date,kind,stage,acknowledged_date,responded_date,outcome,theme,locality
1,2020-10-05,complaint,1,2020-10-06,2020-10-21,upheld,timeliness,Barnet
END
cp empty/extracts/complaints.csv own/extracts
says "a project without a name is refused" exits 2 "$program" run --project own --extracts own/extracts --as-at 2021-01-21 --warehouse own.db --out out
says "with the place in its settings" has 'own/settings.json:3:' said
says "nothing is made" test ! -e own.db -a ! -e out
sed -i 's/"name" : ""/"name" : "Elsewhere"/; s/"code" : ""/"code" : "3O2"/' own/settings.json
says "a code that is none is refused" exits 2 "$program" run --project own --extracts own/extracts --as-at 2021-01-21 --warehouse own.db --out out
run() { "$program" run --project empty --extracts empty/extracts --as-at 2021-01-21 --warehouse w.db --out out; }
says "a project that says whose it is runs" exits 0 run
says "it is told that nobody is named to ask" grep -q 'empty/settings.json:[0-9]*:.*contact.* is empty' said
says "and that no board has met" grep -q 'empty/settings.json:[0-9]*:.*"board_dates" has no day before --as-at: 2020-11-21, two months before, stands as the previous board' said
says "reports name the council" sh -c "pdftotext -layout out/send-scorecard.pdf - | grep -q 'Contact: Elsewhere Council'"
pdftotext -layout out/send-scorecard.pdf text
says "the PDF is that council's" has Elsewhere text
says "and no other's" sh -c "! grep -iE 'cheshire|north west|example.org' text"
unzip -qo out/send-scorecard.xlsx -d sheets
says "nor is the workbook" sh -c "! grep -riE 'cheshire|example.org' sheets"
says "the previous board is two months before without board dates" has '"previous_board" : "2020-11-21"' out/manifest.json
answered() { awk -F, '$1 == "complaints_answered_in_time" && $5 == "all" && $3 == "2020-01-22" && $4 == "2021-01-21" { print $7 "/" $8 }' out/figures.csv; }
"$program" run --project empty --extracts empty/extracts --as-at 2021-01-21 --warehouse w.db --out out --unsuppressed --quiet >said
says "ten working days are the limit" test "$(answered)" = 0/1
sed -i 's/"1" : 10/"1" : 12/; s/"board_dates" : \[\]/"board_dates": ["2020-12-17"]/' empty/settings.json
"$program" run --project empty --extracts empty/extracts --as-at 2021-01-21 --warehouse w.db --out out --unsuppressed --quiet >said
says "a project's own limit overrides it" test "$(answered)" = 1/1
says "and so do its board dates" has '"previous_board" : "2020-12-17"' out/manifest.json
says "of which nothing is said" sh -c "! grep board_dates said"

mkdir half
echo '{"authority": {"name": "Elsewhere"}}' >half/settings.json
says "half an authority is refused" exits 2 "$program" report send-scorecard --project half --as-at 2021-01-21 --warehouse w.db --out half-out
says "since another council's code would stand in" has 'lacks "code"' said
