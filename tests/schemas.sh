#!/bin/sh
# Every schema of ours is read, named in the data package, and takes its own template; the DfE's files fit theirs.
cd "$(dirname "$0")/.." || exit 1
. tests/tap

for schema in schemas/*.json; do
    extract=$(basename "$schema" .json)
    [ "$extract" = datapackage ] && continue
    grep -q "\"schema\": \"$extract.json\"" schemas/datapackage.json
    result "$extract stands in the data package"
    file=$scratch/$extract/$extract.csv
    mkdir "$scratch/$extract"
    build/scorecard template "$extract" >"$file" 2>"$scratch/said" &&
        build/scorecard check "$file" --census-date 2021-01-21 >"$scratch/said" 2>&1 && grep -q 'no-rows' "$scratch/said"
    result "$extract takes its own template"
done

for file in fixtures/published/*.csv; do
    [ -e "$file" ] || continue
    build/scorecard check "$file" >"$scratch/said" 2>&1
    result "$(basename "$file") fits its schema"
done

sed '1s/$/,OpenDate/; 2,$s/$/,01-09-1999/' fixtures/clean/council/establishments.csv >"$scratch/establishments.csv"
build/scorecard check "$scratch/establishments.csv" >"$scratch/said" 2>&1 && ! grep -q extra-label "$scratch/said"
result "the other columns of GIAS are ignored without a word"
sed '1s/$/,note/; 2,$s/$/,x/' fixtures/clean/council/person.csv >"$scratch/person.csv"
build/scorecard check "$scratch/person.csv" >"$scratch/said" 2>&1 && grep -q extra-label "$scratch/said"
result "an unknown column of another extract is named"
