#!/bin/sh
# Disclosure control over whole runs: nothing small is shown, nothing hidden can be worked out from figures.csv, and every output
# hides what figures.csv hides. The demo council, and one so small that nearly all of it is hidden.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
attack="python3 $root/tests/attack.py"
ours=$root/stages
cd "$scratch" || exit 1

hasnt() { ! grep -q "$@"; }
# run EXTRACTS OUT FLAG…: the warehouse is named by the extracts' folder
run() {
    from=$1
    out=$2
    shift 2
    "$program" run --extracts "$from" --as-at 2021-01-21 --warehouse "$(basename "$from").db" --out "$out" --quiet "$@"
}
report() {
    name=$1
    out=$2
    shift 2
    "$program" report "$name" --as-at 2021-01-21 --warehouse demo.db --out "$out" --quiet "$@"
}

mkdir demo && "$council" demo "$published" >/dev/null
says "a run hides small numbers" run demo hidden --ees
says "a run without hiding" run demo shown --unsuppressed
says "each identity holds in some period" python3 "$root/tests/identities.py" shown/figures.csv "$ours"/identities/*.sql
says "nothing hidden can be worked out, nor by who looks up in the register of schools which phase a school is of, and nothing small is shown" \
    $attack hidden/figures.csv shown/figures.csv register="$(echo demo/edubase*.csv)"
# only what is small by itself hidden, which gives much of it away
awk -F, -v OFS=, '{ n = $7; d = $8; r = d - n }
    NR > 1 && $11 == "" && ((n > 0 && n < 5) || (d > 0 && (d < 5 || (r > 0 && r < 5)))) {
        $9 = ""; $7 = ""; if (d < 5) $8 = ""; $11 = "c" } { print }' shown/figures.csv >careless.csv
says "the attack of this test finds what careless hiding leaves open" sh -c "! $attack careless.csv shown/figures.csv"
says "totals of the year stay where they can" grep -q '^plans_issued_20_weeks,T01,2020-01-22,2021-01-21,all,all,[0-9]*,[0-9]*,[0-9.]*,percent,$' hidden/figures.csv
says "a hidden figure has no value" sh -c "! awk -F, '\$NF == \"c\" && (\$7 != \"\" || \$9 != \"\")' hidden/figures.csv | grep -q ."
says "without hiding there is none" hasnt ',c$' shown/figures.csv

pdftotext -layout hidden/send-scorecard.pdf hidden.txt
pdftotext -layout shown/send-scorecard.pdf shown.txt
pages() { pdfinfo "$1/send-scorecard.pdf" | awk '/^Pages:/ { print $2 }'; }
says "hidden, no page is OFFICIAL-SENSITIVE" hasnt OFFICIAL-SENSITIVE hidden.txt
says "shown, every page is" test "$(grep -c '^ *OFFICIAL-SENSITIVE ' shown.txt)" -ge "$(pages shown)"
sheets() {
    unzip -qo "$1/send-scorecard.xlsx" -d "$1.book"
    python3 - "$1.book" "$2" <<END
import glob, re, sys
texts = [re.sub("<[^>]*>", "", t) for t in re.findall("<si>(.*?)</si>", open(sys.argv[1] + "/xl/sharedStrings.xml", encoding="utf-8").read(), re.S)]
for path in glob.glob(sys.argv[1] + "/xl/worksheets/sheet*.xml"):
    cells = [texts[int(i)] for i in re.findall('t="s"><v>([0-9]+)</v>', open(path, encoding="utf-8").read())]
    if not any(cell == "Marking: " + sys.argv[2] or cell.startswith(sys.argv[2] + ". ") for cell in cells):
        sys.exit(path)
END
}
says "every sheet is marked, hidden" sheets hidden OFFICIAL
says "every sheet is marked, shown" sheets shown OFFICIAL-SENSITIVE
says "the notes say what [c] is" grep -q 'numbers of children from 1 to 4 are hidden' hidden.book/xl/sharedStrings.xml
says "open data have c" sh -c "cat hidden/ees/*.csv | tr , '\n' | grep -qx c"
says "hidden again, the same bytes" sh -c "'$program' run --extracts demo --as-at 2021-01-21 --warehouse demo.db --out again --quiet --ees && for f in figures.csv send-scorecard.pdf send-scorecard.xlsx; do cmp hidden/\$f again/\$f || exit 1; done"
for name in recovery-plan overview-of-progress at-a-glance-for-families restatement; do
    says "$name hides the same" sh -c "'$program' report $name --as-at 2021-01-21 --warehouse demo.db --out $name --quiet && cmp hidden/figures.csv $name/figures.csv"
done
says "explain does not list what is hidden" exits 1 "$program" explain P02 --as-at 2021-01-21 --warehouse demo.db

says "a small council is hidden" run "$clean" few
says "and cannot be worked out" sh -c "'$program' run --extracts '$clean' --as-at 2021-01-21 --warehouse council.db --out few.shown --quiet --unsuppressed && $attack few/figures.csv few.shown/figures.csv"

# some 120 children: what the files' rows and empty cells tell, plans that began, waits and decisions are held against each other
says "a council of 120 children is hidden" sh -c "python3 '$root/tests/smaller_council.py' demo small 0.03 a && '$program' run --extracts small --as-at 2021-01-21 --warehouse small.db --out small.hidden --quiet && '$program' report send-scorecard --as-at 2021-01-21 --warehouse small.db --out small.shown --quiet --unsuppressed"
says "and what is told of its files gives nothing away" $attack small.hidden/figures.csv small.shown/figures.csv
# hidden_totals HIDDEN SHOWN: how many totals are hidden that are not small, of all periods and of the board's own
hidden_totals() {
    python3 - "$1" "$2" <<END
import csv, sys
def totals(path):
    with open(path, encoding="utf-8") as file:
        return {(r["ref"], r["period_start"], r["period_end"]): r for r in csv.DictReader(file) if r["breakdown"] == "all"}
def is_small(row):
    n, d = int(row["numerator"] or 0), int(row["denominator"] or 0)
    return any(0 < number < 5 for number in (n, d, d - n if row["numerator"] and row["denominator"] else 0))
hidden, shown = totals(sys.argv[1]), totals(sys.argv[2])
lost = [key for key, row in hidden.items() if row["symbol"] == "c" and not is_small(shown[key])]
print(len(lost), sum(key[1:] != ("2021-01-01", "2021-01-21") and key[2] == "2021-01-21" for key in lost))
END
}
hidden_totals small.hidden/figures.csv small.shown/figures.csv >totals
says "of its totals few are hidden that are not small, and of the board's own headlines hardly any" sh -c "read -r all own <totals && test \$all -le 200 -a \$own -le 3"
says "its open plans are told, as the rows of their file are" grep -q '^plans_open,C01,2021-01-21,2021-01-21,all,all,[0-9]' small.hidden/figures.csv
says "and no split has rows that is not published" sh -c "! grep -q '^plans_open,[^,]*,[^,]*,[^,]*,category,' small.hidden/figures.csv"

# three open plans without a need: what a check finds of them, and how many findings their file has
python3 - small <<END
import csv, glob, sys
path = glob.glob(sys.argv[1] + "/*_senneed.csv")[0]
with open(path, encoding="utf-8-sig") as file:
    header, *rows = csv.reader(file)
plan = header.index("activeplanstableid")
without = set(list(dict.fromkeys(row[plan] for row in rows))[5:8])
with open(path, "w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows([header, *(row for row in rows if row[plan] not in without)])
END
says "three plans without a need are hidden" sh -c "'$program' run --extracts small --as-at 2021-01-21 --warehouse small.db --out needs.hidden --quiet && '$program' report send-scorecard --as-at 2021-01-21 --warehouse small.db --out needs.shown --quiet --unsuppressed"
says "and the findings in the file of open plans do not tell them" $attack needs.hidden/figures.csv needs.shown/figures.csv

# a project's own: another threshold, a measure that counts the same again, a faulty identity
mkdir -p project/stages/measures project/stages/identities
echo '{"suppress_below": 11}' >project/settings.json
says "the threshold is a setting" "$program" run --project project --extracts demo --as-at 2021-01-21 --warehouse demo.db --out ten --quiet
says "and hides what is below it" sh -c "awk -F, '\$2 == \"C01\" && \$7 != \"\" && \$7 > 0 && \$7 < 11' ten/figures.csv | (! grep .)"
rm project/settings.json
sed 's/^-- ref: .*/-- ref: Y01/' "$ours/measures/plans_ceased.sql" >project/stages/measures/plans_ceased_again.sql
says "a measure that counts the same again" "$program" run --project project --extracts demo --as-at 2021-01-21 --warehouse demo.db --out twice --quiet
"$program" run --project project --extracts demo --as-at 2021-01-21 --warehouse demo.db --out twice.shown --quiet --unsuppressed >said 2>&1
for set in twice twice.shown; do grep -E '^measure,|,(C01|C02|C03|Y01),' $set/figures.csv >$set.csv; done
says "gives nothing away" $attack twice.csv twice.shown.csv C03=n:Y01:n
printf -- "-- says: x\n-- holds: equal\nselect 'a' as identity, 2 as coefficient, 'plans_open' as measure, 'numerator' as part, 'all' as breakdown, 'all' as category union all select 'a', -1, 'plans_started', 'numerator', 'all', 'all' union all select 'a', -1, 'plans_ceased', 'numerator', 'all', 'all'" >project/stages/identities/zz.sql
says "an identity that cannot be weighed is refused" exits 2 "$program" run --project project --extracts demo --as-at 2021-01-21 --warehouse demo.db --out none
says "with its file" grep -q 'stages/identities/zz.sql:1' said

# a bar in a survey's name is data, though it parts two names elsewhere
mkdir barred
echo 'persontableid,personbirthdate,sex,ethnicity
1,2010-01-01,F,WBRI' >barred/person.csv
echo 'survey,question,wording,positive_answers
tel|A,1,Were you involved?,Yes' >barred/survey_questions.csv
echo 'survey,respondent,response_id,question,answer,answered_date
tel|A,parent carer,r1,1,Yes,2020-12-01' >barred/survey_answers.csv
says "a survey with a bar in its name is published" run barred barred_out --unsuppressed
says "by its name" grep -q '^survey_positive,.*,survey,tel|A,1,1,' barred_out/figures.csv
