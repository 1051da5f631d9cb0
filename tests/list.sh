#!/bin/sh
# scorecard list: what the folders hold, one a line or as JSON, and a project's own beside what is inherited.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

# names FOLDER ENDING: what the listing must name, from the folder itself
names() { for file in "$1"/*"$2"; do basename "$file" "$2"; done | grep -v '^datapackage$' | sort; }
# each WHAT FOLDER ENDING
each() {
    "$program" list "$1" >"$scratch/text" 2>"$scratch/said"
    is "list $1 ends with 0 and says nothing else" "0 " "$? $(cat "$scratch/said")"
    is "list $1 names each file once" "$(names "$2" "$3")" "$(sed 's/ .*//' "$scratch/text" | sort)"
    is "list $1 gives each a title" 0 "$(grep -cvE '^[^ ]+ +[^ ]' "$scratch/text")"
    "$program" list "$1" --json >"$scratch/json"
    is "list $1 --json holds the same ids" "$(names "$2" "$3")" \
        "$(python3 -c 'import json,sys; [print(each["id"]) for each in json.load(open(sys.argv[1]))]' "$scratch/json" | sort)"
}
each extracts schemas .json
each checks stages/checks .sql
each measures stages/measures .sql
each reports reports .json

"$program" list measures --json >"$scratch/json"
is "a measure tells what it is" "T01|rate|event|percent|['age_band', 'locality', 'primary_need']" "$(python3 - "$scratch/json" <<'PYTHON'
import json, sys
found = {each["id"]: each for each in json.load(open(sys.argv[1]))}
measure = next(each for each in found.values() if each["ref"] == "T01")
assert set(measure) >= {"id", "title", "ref", "kind", "when", "period", "unit", "better", "source", "owner", "splits"}, measure
print(measure["ref"], measure["kind"], measure["when"], measure["unit"],
      sorted({"age_band", "locality", "primary_need"} & set(measure["splits"])), sep="|")
PYTHON
)"
"$program" list extracts --json >"$scratch/json"
is "an extract tells how it is loaded" "replace" \
    "$(python3 -c 'import json,sys; print({e["id"]: e["load"] for e in json.load(open(sys.argv[1]))}["establishments"])' "$scratch/json")"

mkdir -p "$scratch/project/stages/checks" "$scratch/project/reports"
cat >"$scratch/project/stages/checks/pupil_named_twice.sql" <<'SQL'
-- says: A pupil stands in the census twice.
-- severity: query
-- extract: pupil
-- action: Ask the school.
select row_id from pupil where 0
SQL
"$program" list checks --project "$scratch/project" >"$scratch/text"
is "a project's check is listed beside the inherited" "$(($(names stages/checks .sql | wc -l) + 1))" "$(wc -l <"$scratch/text")"
is "with what it says" "pupil_named_twice A pupil stands in the census twice. (of the project)" "$(grep '^pupil_named_twice' "$scratch/text" | tr -s ' ')"

echo '{"sheets": []}' >"$scratch/project/reports/untitled.json"
"$program" list reports --project "$scratch/project" >"$scratch/text" 2>"$scratch/said"
is "a report without a title ends with 2" 2 $?
is "and its file is named" 1 "$(grep -c 'untitled\.json' "$scratch/said")"
echo '{"title": ' >"$scratch/project/reports/untitled.json"
"$program" list reports --project "$scratch/project" >"$scratch/text" 2>"$scratch/said"
is "a broken report ends with 2" 2 $?

"$program" list nonsense >"$scratch/text" 2>"$scratch/said"
is "what cannot be listed ends with 1" 1 $?
is "and what can is told" 1 "$(grep -c 'extracts, checks, measures, reports' "$scratch/said")"

"$program" list extracts >"$scratch/text"
is "an extract tells the names of its files" "requests  $(python3 -c '
import json, sys
print("(" + ", ".join(json.load(open(sys.argv[1]))["x-file"]) + ")")' schemas/requests.json)" "$(sed -n 's/^\(requests\) .*  (/\1  (/p' "$scratch/text")"
"$program" list extracts --json >"$scratch/json"
is "in JSON as a list" "$(python3 -c '
import json, sys
print(json.load(open(sys.argv[1]))["x-file"])' schemas/requests.json)" "$(python3 -c '
import json, sys
print(next(each["files"] for each in json.load(open(sys.argv[1])) if each["id"] == "requests"))' "$scratch/json")"

# One in full.
"$program" list extracts complaints >"$scratch/one"
says "an extract is shown with its key" has 'key            case_id' "$scratch/one"
says "with its files" has 'complaints.csv, complaints_*.csv' "$scratch/one"
says "with the codes that a column takes" has '        1: Stage 1' "$scratch/one"
"$program" list extracts person >"$scratch/one"
says "with what people write for a code" has '(also ' "$scratch/one"
says "with other headers of a column" has 'also under the header ' "$scratch/one"
"$program" list extracts requests >"$scratch/one"
says "with what it refers to" has 'persontableid is the persontableid of person' "$scratch/one"
for extract in $("$program" list extracts | cut -d' ' -f1); do
    "$program" list extracts "$extract" | sed '1,/^A file of it/d' | tail -n +2 >"$scratch/$extract.csv"
    "$program" check "$scratch/$extract.csv" >"$scratch/said" 2>&1 || { echo "$extract" && cat "$scratch/said"; }
done >"$scratch/faults"
is "the example of every extract is a file of it without a fault" "" "$(cat "$scratch/faults")"
"$program" list extracts person --json >"$scratch/one"
is "as JSON it has all columns" 11 "$(python3 -c 'import json, sys; one, = json.load(open(sys.argv[1])); print(len(one["fields"]))' "$scratch/one")"
"$program" list measures plans_issued_20_weeks >"$scratch/one"
says "a measure is shown with its splits" grep -q '^splits .*primary_need' "$scratch/one"
"$program" list measures T01 >"$scratch/two"
says "by its reference too" cmp "$scratch/one" "$scratch/two"
"$program" list reports send-scorecard >"$scratch/one"
says "a report is shown with its pages" grep -qx 'demand: Demand and requests' "$scratch/one"
says "and their blocks, by the names that changes use" grep -q '^    requests_by_month  *spc of requests_received$' "$scratch/one"
"$program" list reports send-scorecard --json >"$scratch/one"
is "as JSON too" "demand requests_by_month" "$(python3 -c '
import json, sys
(one,) = json.load(open(sys.argv[1]))
page = next(p for p in one["pages"] if p["id"] == "demand")
print(page["id"], page["blocks"][1]["id"])' "$scratch/one")"
mkdir -p "$scratch/exact/schemas"
printf '{ "x-file": ["e.csv"], "fields": [{ "name": "a", "type": "string" }, { "name": "b", "type": "string" }] }\n' >"$scratch/exact/schemas/exact.json"
"$program" list extracts exact --project "$scratch/exact" >"$scratch/one"
says "a schema without fieldsMatch takes no other order, which is said" has 'A file of it, its columns in this order:' "$scratch/one"
printf '{ "name": "keyed", "primaryKey": "a", "foreignKeys": [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}],
  "fields": [{ "name": "a" }, { "name": "b", "constraints": {"unique": true} }] }\n' >"$scratch/exact/schemas/keyed.json"
"$program" list extracts keyed --project "$scratch/exact" >"$scratch/one"
says "a column whose values are met once says so" has '; each value once' "$scratch/one"
"$program" list extracts keyed --project "$scratch/exact" --json >"$scratch/one"
is "as JSON it has its keys, and the name of its files where the schema names none" "a b a of keyed keyed.csv" "$(python3 -c '
import json, sys
(one,) = json.load(open(sys.argv[1]))
print(one["key"], one["refers"][0]["fields"], one["refers"][0]["to"], one["files"][0])' "$scratch/one")"
rm "$scratch/exact/schemas/keyed.json"
printf 'b,a\n1,2\n' >"$scratch/e.csv"
"$program" check "$scratch/e.csv" --project "$scratch/exact" >"$scratch/said" 2>&1
says "so is what takes any" has 'Columns in any order are taken with "fieldsMatch": ["partial"] in the schema. [incorrect-label]' "$scratch/said"
"$program" list extracts persn >"$scratch/one" 2>"$scratch/said"
is "a name that is none: exit code" 1 $?
says "with the one that may be meant" has 'is "person" meant?' "$scratch/said"
"$program" list measures plans_opn >"$scratch/one" 2>"$scratch/said"
says "so with measures" has "there is no 'plans_opn': is \"plans_open\" meant?" "$scratch/said"
"$program" list checks person_recorded_twic >"$scratch/one" 2>"$scratch/said"
says "so with checks" has "there is no 'person_recorded_twic': is \"person_recorded_twice\" meant?" "$scratch/said"
"$program" list reports send-scorecrd >"$scratch/one" 2>"$scratch/said"
says "so with reports" has "there is no 'send-scorecrd': is \"send-scorecard\" meant?" "$scratch/said"
"$program" list checks person-recorded-twice >"$scratch/one"
says "a check goes by the code that its findings have" grep -q '^id  *person_recorded_twice$' "$scratch/one"
