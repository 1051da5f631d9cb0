#!/bin/sh
# The demo council's reports as their readers hold them: what the pages say is what figures.csv says, pages are whole, a missing
# extract is named on every page that wants it. TAP.
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

# says NAME COMMAND…: ok when the command succeeds.
says() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then echo "ok - $name"; else echo "not ok - $name"; sed 's/^/# /' "$work/said"; fi
}
has() {
    grep -qF -- "$2" "$1"
}
lacks() {
    ! grep -F -- "$2" "$1"
}
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

mkdir "$work/extracts" "$work/whole" "$work/part"
build/council "$work/extracts" fixtures/published
says "the three reports are written" run "$work/extracts" "$work/whole"
out=$work/whole/out
for report in send-scorecard at-a-glance-for-families overview-of-progress; do
    text "$out/$report.pdf" "$work/$report.txt"
done
pages "$out/send-scorecard.pdf" >"$work/pages"

says "every figure at a glance and of every measure is that of figures.csv" \
    python3 tests/page_figures.py "$out/figures.csv" "$work/extracts/targets.csv" "$work/send-scorecard.txt"
says "every sentence of the families' page is made of figures.csv" \
    python3 tests/page_figures.py --families "$out/figures.csv" "$work/at-a-glance-for-families.txt"
says "every value of a sheet by period or locality is that of figures.csv" \
    python3 tests/sheet_figures.py "$out/figures.csv" "$out/send-scorecard.xlsx"

at_a_glance_stands_on_two() {
    [ "$(grep -c '^At a glance' "$work/pages")" = 2 ]
}
only_lists_go_on() {
    ! grep '(continued)$' "$1" | grep -vE '^(At a glance|Exceptions|Annex: .*) \(continued\)$'
}
families_is_one_page() {
    [ "$(pages "$out/at-a-glance-for-families.pdf" | wc -l)" = 1 ]
}
titles_are_short() {
    qpdf --json "$out/send-scorecard.pdf" | python3 -c '
import json, sys
def walk(nodes):
    for node in nodes:
        yield node["title"]
        yield from walk(node["kids"])
long = [title for title in walk(json.load(sys.stdin)["outlines"]) if len(title.split()) > 10]
print("\n".join(long))
sys.exit(bool(long))'
}
says "at a glance stands on two sheets" at_a_glance_stands_on_two
says "no page but a list goes on over the next sheet" only_lists_go_on "$work/pages"
says "the families' page is one page" families_is_one_page
says "its percentages have as many decimals as each other" lacks "$work/at-a-glance-for-families.txt" '  87%'
says "an edition that hides small numbers is written" publish "$work/whole"
pages "$work/whole/hidden/send-scorecard.pdf" >"$work/pages_hidden"
says "with small numbers hidden, too, no page but a list goes on" only_lists_go_on "$work/pages_hidden"
text "$work/whole/hidden/send-scorecard.pdf" "$work/hidden.txt"
says "charts say which of their points are hidden" has "$work/hidden.txt" 'hidden [c]'
says "a small chart with nothing to draw is told in words" has "$work/hidden.txt" \
    '[c] Every number is hidden, since some are small: P03 '
says "columns show what their hidden parts come to" has "$work/hidden.txt" 'hidden parts [c], together'
says "where nothing is hidden, no mark says so" lacks "$work/send-scorecard.txt" 'hidden [c]'
one_page_costs_one_cover() {
    mkdir -p "$work/project/reports"
    printf '%s' '{"title": "One", "subtitle": "Chart", "subject": "Requests", "keywords": "requests", "pages": [{"id": "one",
        "title": "Requests", "blocks": [{"chart": "spc", "measure": "D01", "period": "month"}]}]}' >"$work/project/reports/one.json"
    build/scorecard report one --as-at 2021-01-21 --warehouse "$work/whole/w.db" --project "$work/project" --out "$work/one" --quiet
    [ "$(pages "$work/one/one.pdf" | wc -l)" = 2 ] && text "$work/one/one.pdf" - | grep -q 'How to read this report'
}
says "a report of one chart is its cover and its page" one_page_costs_one_cover
few_rows_begin_no_sheet() {
    build/scorecard report recovery-plan --as-at 2021-01-21 --warehouse "$work/whole/w.db" --out "$work/plan" --quiet
    pages "$work/plan/recovery-plan.pdf" >"$work/pages_plan"
    [ "$(grep -c '^Plans by category and age' "$work/pages_plan")" = 1 ]
}
says "a table that nearly fits its sheet is set closer" few_rows_begin_no_sheet
says "no title has more than ten words" titles_are_short
for page in "Timeliness of new plans" "Timeliness by place and service" "Assessments still open"; do
    number=$(grep -nxF "$page" "$work/pages" | cut -d: -f1)
    pdftotext -f "$number" -l "$number" "$out/send-scorecard.pdf" "$work/page.txt"
    says "$page shows the backlog" has "$work/page.txt" 'T07 Open assessments older than 20'
    says "$page shows what will breach" has "$work/page.txt" 'T08 Open assessments that pass 20'
done
says "signals name what is red" has "$work/send-scorecard.txt" 'Red as at the previous board: '
says "an exception carries its commentary" has "$work/send-scorecard.txt" 'We were short of plan writers'
says "a control chart says where its limits step" has "$work/send-scorecard.txt" 'Limits step at 1 Aug 2019: Backlog cleared'
says "the action plan counts what is overdue" has "$work/send-scorecard.txt" 'of 20 actions are overdue'
says "progress stands against the inspection" has "$work/overview-of-progress.txt" '11 of 88'
says "the numbers of answers stand behind a percentage" has "$work/overview-of-progress.txt" '120 of 210'

mkdir "$work/fewer"
cp "$work"/extracts/* "$work/fewer"
for extract in audits health_waits targets commentary actions survey_answers survey_questions annual_reviews staffing baselines complaints \
    timeliness_20_week edubasealldata20210121; do
    rm "$work/fewer/$extract.csv"
done
says "reports are written without thirteen extracts" run "$work/fewer" "$work/part"
text "$work/part/out/send-scorecard.pdf" "$work/part.txt"
text "$work/part/out/at-a-glance-for-families.pdf" "$work/families.txt"
for extract in audits health_waits actions survey_answers annual_reviews complaints; do
    says "the page that wants $extract says so" has "$work/part.txt" "[x] Not available: the extract \"$extract\" has not been loaded."
done
says "the glance names missing extracts" has "$work/part.txt" '[x] Extracts that have not been loaded: '
says "the families' page says what it cannot show" has "$work/families.txt" '[x] We cannot show this yet'
says "without targets nothing is rated" has "$work/part.txt" 'No measure has a rating, for no target is in force.'
says "and nothing is red" lacks "$work/part.txt" 'New red'
