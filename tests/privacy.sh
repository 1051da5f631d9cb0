#!/bin/sh
# No personal value leaves the program unasked: tests/privacy.py plants marks and looks for them.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
python3 tests/privacy.py "$program" "$root" "$scratch"
