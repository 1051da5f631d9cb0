#!/bin/sh
# Library calls that fail: tests/torture/refuse.py. Without --all a spread of them over every command, the same each time.
cd "$(dirname "$0")/.." || exit 1
[ "$1" = --all ] && set -- || set -- --spread "${SPREAD:-5}"
PYTHONDONTWRITEBYTECODE=1 python3 tests/torture/refuse.py "$PWD/build/scorecard" "$PWD/build/tests/refuse.so" "$PWD" "$@"
