#!/bin/sh
# Library calls that fail: tests/torture/refuse.py. Without flags a spread of them over every command, the same each time; --all: every
# call in every command, at its first time and its last; --depth N: every call, where ways alike in their last N steps are one.
cd "$(dirname "$0")/.." || exit 1
case $1 in
--all) shift ;;
"") set -- --spread 5 ;;
esac
PYTHONDONTWRITEBYTECODE=1 python3 tests/torture/refuse.py "$PWD/build/scorecard" "$PWD/build/tests/refuse.so" "$PWD" "$@"
