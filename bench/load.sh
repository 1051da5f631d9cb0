#!/bin/sh
# Loading a school census: ours (every cell validated, keys proved unique, rejects and issues kept, committed durably)
# beside `sqlite3 .import` of the same file (nothing validated), and beside DuckDB and pandas where they are installed,
# which do the same work by the same schema and whose counts are compared. In turn, medians; ratios are what carries over
# to another machine. The schema is that of pupilonroll under another name: keys and cells are checked, the SQL checks of
# stages/checks are not, but for one line of the table.
# usage: bench/load.sh [ROWS]; RUNS=5 of each; NINE_MILLION=no leaves the nine million rows out
cd "$(dirname "$0")/.." || exit 1
nine=nine
[ "${NINE_MILLION:-yes}" = no ] && nine=
exec python3 bench/load.py "${1:-1000000}" "${RUNS:-5}" $nine
