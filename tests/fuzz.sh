#!/bin/sh
# The fuzz targets of tests/fuzz without libFuzzer: their corpora, in which lies every input that once broke the program,
# and some thousand inputs made of them, the same on every machine. `make fuzz` builds the targets for searching on.
# SANITIZED=no: without sanitizers (tests/coverage).
cd "$(dirname "$0")/.." || exit 1
unset MAKEFLAGS MAKELEVEL MFLAGS
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LSAN_OPTIONS=suppressions=tests/leaks.supp:print_suppressions=0
export ASAN_OPTIONS=quarantine_size_mb=8:malloc_context_size=4

build=build/sanitized
sanitize=SANITIZE=address,undefined
[ "$SANITIZED" = no ] && build=build && sanitize=
make --no-print-directory -s -j2 BUILD=$build $sanitize fuzz-programs || { echo "not ok - build"; exit 0; }
while read -r target changes; do
    export SCORECARD_FUZZ_KEEP="$scratch/$target"
    TMPDIR=$scratch "$build/fuzz/$target" "tests/fuzz/corpus/$target" "$changes" >"$scratch/said" 2>&1
    code=$?
    grep -E '^(not )?ok - ' "$scratch/said" | sed "s/ - / - $target: /"
    [ $code = 0 ] && continue
    echo "not ok - $target stands"
    grep -aE 'ERROR|SUMMARY|runtime error' "$scratch/said" | sed 's/^/# /'
    echo "# the input, in base64: $(base64 -w0 "$scratch/$target")"
done <<TARGETS
changes 2000
codes 1000
command 2000
csv 1000
document 8
pattern 10000
published 200
register 200
rejects 500
report 500
schema 1000
settings 1000
sql 200
values 8000
TARGETS

# Inputs changed from a seed that is refused come no further than the seed does.
while read -r target seed; do
    mkdir -p "$scratch/taken/$target"
    cp "tests/fuzz/corpus/$target/$seed" "$scratch/taken/$target/"
    if SCORECARD_FUZZ_SAY=1 TMPDIR=$scratch "$build/fuzz/$target" "$scratch/taken/$target" 0 2>&1 | grep -v '^ok - '; then
        echo "not ok - the seed $target/$seed is taken"
    else
        echo "ok - the seed $target/$seed is taken"
    fi
done <<TAKEN
codes changed
published two
report all
report changed
schema changed
schema things
settings theirs
sql measure_rate
TAKEN
