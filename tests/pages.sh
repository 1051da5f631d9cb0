#!/bin/sh
# The demo council's reports as their readers hold them: what the pages say is what figures.csv says, pages are whole, a missing
# extract is named on every page that wants it. TAP.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

text() {
    pdftotext -layout "$1" "$2"
}
# pages PDF: a line a page, its title.
pages() {
    n=$(pdfinfo "$1" | sed -n 's/^Pages: *//p')
    for page in $(seq "$n"); do pdftotext -f "$page" -l "$page" "$1" - | head -1; done
}
run() {
    build/scorecard run --extracts "$1" --as-at 2021-01-21 --warehouse "$2/w.db" --out "$2/out" --report send-scorecard \
        --report at-a-glance-for-families --report overview-of-progress --unsuppressed --quiet >"$2/printed" 2>&1
}
# The board's own edition, small numbers hidden.
publish() {
    build/scorecard report send-scorecard --as-at 2021-01-21 --warehouse "$1/w.db" --out "$1/hidden" --quiet
}

mkdir "$scratch/extracts" "$scratch/whole" "$scratch/part"
build/council "$scratch/extracts" fixtures/published
says "the three reports are written" run "$scratch/extracts" "$scratch/whole"
out=$scratch/whole/out
for report in send-scorecard at-a-glance-for-families overview-of-progress; do
    text "$out/$report.pdf" "$scratch/$report.txt"
done
pages "$out/send-scorecard.pdf" >"$scratch/pages"

says "every figure at a glance and of every measure is that of figures.csv" \
    python3 tests/page_figures.py "$out/figures.csv" "$scratch/extracts/targets.csv" "$scratch/send-scorecard.txt"
says "every sentence of the families' page is made of figures.csv" \
    python3 tests/page_figures.py --families "$out/figures.csv" "$scratch/at-a-glance-for-families.txt"
says "every value of a sheet by period or locality is that of figures.csv" \
    python3 tests/sheet_figures.py "$out/figures.csv" "$out/send-scorecard.xlsx"

at_a_glance_stands_on_two() {
    [ "$(grep -c '^At a glance' "$scratch/pages")" = 2 ]
}
only_lists_go_on() {
    ! grep '(continued)$' "$1" | grep -vE '^(At a glance|Exceptions and the action plan|Annex: .*) \(continued\)$'
}
families_is_one_page() {
    [ "$(pages "$out/at-a-glance-for-families.pdf" | wc -l)" = 1 ]
}
titles_are_short() {
    qpdf --json "$out/send-scorecard.pdf" | python3 -c '
import json, re, sys
def walk(nodes):
    for node in nodes:
        yield node["title"]
        yield from walk(node["kids"])
long = [title for title in walk(json.load(sys.stdin)["outlines"]) if len(re.sub("^[A-Z]\d\d: ", "", title).split()) > 10]
print("\n".join(long))
sys.exit(bool(long))'
}
bookmarks_name_the_measure() {
    qpdf --json "$out/send-scorecard.pdf" | grep -q '"title": "T01: '
}
# Actions have their commentary among the exceptions; residents have no owner who would comment.
all_commentary_has_a_page() {
    python3 -c '
import glob, json
pages = json.load(open("reports/send-scorecard.json"))["pages"]
named = {id for page in pages for block in page["blocks"] if block["chart"] == "comments" for id in block["measures"]}
ids = {path.split("/")[-1][:-4] for path in glob.glob("stages/measures/*.sql")}
lost = sorted(ids - named - {"actions_on_track", "actions_overdue", "population_0_to_25"})
print("\n".join(lost))
raise SystemExit(bool(lost))'
}
says "commentary on any measure stands on a page" all_commentary_has_a_page
says "bookmarks say which measure a title is about" bookmarks_name_the_measure
says "at a glance stands on two sheets" at_a_glance_stands_on_two
says "no page but a list goes on over the next sheet" only_lists_go_on "$scratch/pages"
says "the families' page is one page" families_is_one_page
says "its percentages have as many decimals as each other" lacks '87%   ' "$scratch/at-a-glance-for-families.txt"
says "an edition that hides small numbers is written" publish "$scratch/whole"
pages "$scratch/whole/hidden/send-scorecard.pdf" >"$scratch/pages_hidden"
says "with small numbers hidden, too, no page but a list goes on" only_lists_go_on "$scratch/pages_hidden"
# The same data under a long name: the footers have it where the charts have no room for it.
mkdir "$scratch/long"
echo '{"authority": {"name": "Bournemouth, Christchurch and Poole", "code": "839", "gss": "E06000058", "region": "South West",
    "region_code": "E12000009"},
    "contact": "special.educational.needs.and.disability.scorecard@bournemouthchristchurchandpoole.example.org"}' >"$scratch/long/settings.json"
says "a council of a long name is written" build/scorecard report send-scorecard --project "$scratch/long" --as-at 2021-01-21 --warehouse \
    "$scratch/whole/w.db" --out "$scratch/renamed" --quiet
no_word_reaches_the_contents() {
    pdftotext -bbox -l 1 "$scratch/renamed/send-scorecard.pdf" "$scratch/cover.html"
    python3 -c '
import re, sys
words = re.findall(r"xMin=\"([\d.]+)\".*?xMax=\"([\d.]+)\" yMax=\"([\d.]+)\">(.*?)<", open(sys.argv[1]).read())
edge = next(float(left) for left, _, _, word in words if word == "Contents")
above = [(float(left), float(right)) for left, right, bottom, _ in words if float(bottom) < 540] # the footer spans the sheet
sys.exit(len(above) < 20 or any(left < edge < right for left, right in above))' "$scratch/cover.html"
}
says "its long address stays in its column of the cover" no_word_reaches_the_contents
pages "$scratch/renamed/send-scorecard.pdf" >"$scratch/pages_renamed"
says "it has no more pages" only_lists_go_on "$scratch/pages_renamed"
text "$scratch/renamed/send-scorecard.pdf" "$scratch/renamed.txt"
says "each of them names it" test "$(grep -c 'SEND scorecard, Bournemouth, Christchurch and Poole' "$scratch/renamed.txt")" = \
    "$(pdfinfo "$scratch/renamed/send-scorecard.pdf" | sed -n 's/^Pages: *//p')"
text "$scratch/whole/hidden/send-scorecard.pdf" "$scratch/hidden.txt"
says "charts say which of their points are hidden" has 'hidden [c]' "$scratch/hidden.txt"
says "a small chart with nothing to draw is told in words" has \
    '[c] Every number is hidden, since some are small: P03 ' "$scratch/hidden.txt"
says "so are bars of which one is shown among hidden ones" has '[c] One number is shown, the others are hidden: Q01 ' "$scratch/hidden.txt"
says "a control chart says how many of its months are hidden" has 'months are hidden [c], so that no small number' "$scratch/hidden.txt"
says "columns show what their hidden parts come to" has 'hidden parts [c], together' "$scratch/hidden.txt"
says "where nothing is hidden, no mark says so" lacks 'hidden [c]' "$scratch/send-scorecard.txt"
one_page_costs_one_cover() {
    mkdir -p "$scratch/project/reports"
    printf '%s' '{"title": "One", "subtitle": "Chart", "subject": "Requests", "keywords": "requests", "pages": [{"id": "one",
        "title": "Requests", "blocks": [{"chart": "spc", "measure": "D01", "period": "month"}]}]}' >"$scratch/project/reports/one.json"
    build/scorecard report one --as-at 2021-01-21 --warehouse "$scratch/whole/w.db" --project "$scratch/project" --out "$scratch/one" --quiet
    [ "$(pages "$scratch/one/one.pdf" | wc -l)" = 2 ] && text "$scratch/one/one.pdf" - | grep -q 'How to read this report'
}
says "a report of one chart is its cover and its page" one_page_costs_one_cover
few_rows_begin_no_sheet() {
    build/scorecard report recovery-plan --as-at 2021-01-21 --warehouse "$scratch/whole/w.db" --out "$scratch/plan" --quiet
    pages "$scratch/plan/recovery-plan.pdf" >"$scratch/pages_plan"
    text "$scratch/plan/recovery-plan.pdf" "$scratch/plan.txt"
    [ "$(grep -c '^Plans by category and age' "$scratch/pages_plan")" = 1 ]
}
says "a table that nearly fits its sheet is set closer" few_rows_begin_no_sheet
says "no title has more than ten words" titles_are_short
page_text() { # page_text TITLE: into page.txt
    number=$(grep -nxF "$1" "$scratch/pages" | cut -d: -f1)
    pdftotext -f "$number" -l "$number" "$out/send-scorecard.pdf" - | tr '\n' ' ' >"$scratch/page.txt"
}
page_text "Timeliness of new plans"
says "the page on timeliness shows the backlog" has 'T07 Open assessments older than' "$scratch/page.txt"
says "and what will breach" has 'T08 Open assessments that pass' "$scratch/page.txt"
page_text "Timeliness by place, service and stage"
says "that by place shows the backlog by stage" has 'Open assessments by stage' "$scratch/page.txt"
says "and says what will breach" has 'Open assessments that pass 20 weeks before the next board: ' "$scratch/page.txt"
pages_before_the_annex() {
    n=$(grep -n '^Annex: ' "$scratch/$1" | head -1 | cut -d: -f1)
    [ "$n" -le 22 ] && [ "$(head -$((n - 1)) "$scratch/$1" | grep -vc '(continued)$')" -le 19 ] # cover and how to read included
}
says "the board's pages are no more than it reads" pages_before_the_annex pages
says "nor are they where small numbers are hidden" pages_before_the_annex pages_hidden
says "signals name what is red" has 'Red as at the previous board: ' "$scratch/send-scorecard.txt"
says "an exception carries its commentary" has 'We were short of plan writers' "$scratch/send-scorecard.txt"
says "a control chart says where its limits step" has 'Limits step at 1 Aug 2019: Backlog cleared' "$scratch/send-scorecard.txt"
says "a control chart says whether its target lies within its limits" has 'The target lies outside the limits' "$scratch/send-scorecard.txt"
says "an exception says what happened" has 'Red at both' "$scratch/send-scorecard.txt"
says "a financial year goes by its name" has 'in the financial year 2020-21' "$scratch/send-scorecard.txt"
says "the plan's checks are one sentence where all hold" has 'agree to the penny' "$scratch/plan.txt"
says "the plan's summary says where the balance goes" has 'Without savings, a deficit of' "$scratch/plan.txt"
says "the action plan counts what is overdue" has 'of 20 actions are overdue' "$scratch/send-scorecard.txt"
says "progress stands against the inspection" has '11 of 88' "$scratch/overview-of-progress.txt"
says "the numbers of answers stand behind a percentage" has '120 of 210' "$scratch/overview-of-progress.txt"

mkdir "$scratch/fewer"
cp "$scratch"/extracts/* "$scratch/fewer"
for extract in audits health_waits targets commentary actions survey_answers survey_questions annual_reviews staffing baselines complaints \
    timeliness_20_week edubasealldata20210121; do
    rm "$scratch/fewer/$extract.csv"
done
says "reports are written without thirteen extracts" run "$scratch/fewer" "$scratch/part"
text "$scratch/part/out/send-scorecard.pdf" "$scratch/part.txt"
text "$scratch/part/out/at-a-glance-for-families.pdf" "$scratch/families.txt"
for extract in audits health_waits actions survey_answers annual_reviews complaints; do
    says "the page that wants $extract says so" has "[x] Not available: the extract \"$extract\" has not been loaded." "$scratch/part.txt"
done
says "the glance names missing extracts" has '[x] Extracts that have not been loaded: ' "$scratch/part.txt"
says "the families' page says what it cannot show" has 'We cannot show this yet' "$scratch/families.txt"
says "in plain words" has 'Not yet known' "$scratch/families.txt"
says "a title names no category as the most where more are unknown" has 'Placement type of 3,000 of 3,145 unknown' "$scratch/part.txt"
says "without targets nothing is rated" has 'No measure has a rating, for no target is in force.' "$scratch/part.txt"
says "and nothing is red" lacks 'New red' "$scratch/part.txt"
