#!/bin/sh
# Faults at system calls, full disks, files that change while they are read, odd places: tests/torture/. Without --all a
# sample of the faults that is the same each time; with --all N one at each N-th call.
cd "$(dirname "$0")/.." || exit 1
fault=$PWD/build/tests/fault
sample="--quick 3"
[ "$1" = --all ] && sample="--every ${2:-1}"

python3 tests/torture/hardship.py "$PWD/build/scorecard" "$fault" "$PWD"
if "$fault" -- /bin/true 2>/dev/null; then
    python3 tests/torture/torture.py "$PWD/build/scorecard" "$fault" "$PWD" $sample
else
    echo "ok - faults at system calls # skip: the kernel does not allow calls to be watched here"
fi

# The program as it is built: nothing of it is at a place that can be guessed, nor written once it runs.
program=build/scorecard
elf() { readelf "$@" "$program" 2>/dev/null; }
holds() { if [ "$2" -gt 0 ]; then echo "ok - $1"; else echo "not ok - $1"; fi; }
holds "the program can lie anywhere in memory (PIE)" "$(elf -h | grep -c 'Type: *DYN')"
holds "its tables are read-only once it runs (RELRO)" "$(elf -lW | grep -c GNU_RELRO)"
holds "all functions are found before it runs (BIND_NOW)" "$(elf -d | grep -cE 'BIND_NOW|FLAGS_1.*NOW')"
holds "its stack cannot be run" "$(elf -lW | grep -c 'GNU_STACK.*RW ')"
holds "its stack is guarded" "$(elf -sW --dyn-syms | grep -c __stack_chk_fail)"
holds "sizes are checked where they are known (FORTIFY)" "$(elf -sW --dyn-syms | grep -cE '__[a-z]+_chk')"
