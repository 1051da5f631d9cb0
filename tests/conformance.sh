#!/bin/sh
# Table Schema and RFC 4180 from the outside: files against schemas, and what `check --schema` says of them as codes, rows
# and columns. Written from the standards' text, with no eye on the code.
cd "$(dirname "$0")/.." || exit 1
exec python3 tests/conformance.py build/scorecard
