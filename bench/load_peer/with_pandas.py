"""with_pandas.py SCHEMA CODES FILE DATABASE: what `scorecard load` does with FILE, in pandas: typed columns, every rule of
SCHEMA judged, keys proved unique, the good rows in a SQLite table. Kept lean, for its sake: no reject is written, no
finding has a line, a synonym is not put into its code's place. Prints JSON: seconds without start-up, rows loaded,
findings by code."""
import collections
import json
import sqlite3
import sys
import time

import pandas

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def codes_of(folder, name):
    table = pandas.read_csv(f"{folder}/{name}.csv", dtype=str, keep_default_na=False)
    synonyms = table["synonyms"].str.split(";").explode() if "synonyms" in table else pandas.Series(dtype=str)
    return {code.lower() for code in [*table["code"], *synonyms] if code}


def dates_of(cells, formats):
    dates = pandas.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
    for other in formats:
        left = dates.isna() & cells.notna()
        if not left.any():
            break
        dates = dates.fillna(pandas.to_datetime(cells.where(left), format=other, errors="coerce"))
    return dates


def upn_is_wrong(cells):
    shaped = cells.str.fullmatch("[A-HJ-NP-RT-Z][0-9]{12}").fillna(False)
    digits = cells.where(shaped, LETTERS[0] + "0" * 12).str
    total = sum((i + 2) * digits[i + 1].astype(int) for i in range(12))
    return cells.notna() & ~(shaped & ((total % 23).map(lambda i: LETTERS[i]) == digits[0]))


def judge(field, cells, folder):
    """The column's values, and its faults: code, rows, whether they are refused."""
    rules = field.get("constraints", {})
    faults = [("constraint-error", cells.isna(), True)] if rules.get("required") else []
    if field["type"] == "date":
        dates = dates_of(cells, field["x-formats"])
        faults.append(("type-error", cells.notna() & dates.isna(), True))
        outside = (dates < rules["minimum"]) | (dates > rules["maximum"])
        return dates.dt.strftime("%Y-%m-%d"), [*faults, ("constraint-error", outside, True)]
    if field["type"] == "boolean":
        known = {**dict.fromkeys(field["trueValues"], 1), **dict.fromkeys(field["falseValues"], 0)}
        values = cells.map(known)
        return values, [*faults, ("type-error", cells.notna() & values.isna(), True)]
    if "x-codes" in field:
        unknown = cells.notna() & ~cells.str.lower().isin(codes_of(folder, field["x-codes"]))
        faults.append(("unknown-code", unknown, field.get("x-severity") != "query"))
    if field.get("x-check") == "upn":
        faults.append(("upn", upn_is_wrong(cells), False))
    return cells, faults


def load(schema, folder, path, database):
    names = [field["name"] for field in schema["fields"]]
    table = pandas.read_csv(path, dtype=str, keep_default_na=False, usecols=names)
    refused, counts = pandas.Series(False, index=table.index), collections.Counter()
    for field in schema["fields"]:
        cells = table[field["name"]].str.strip()
        cells = cells.mask(cells.isin(["", *field.get("missingValues", [])]))
        table[field["name"]], faults = judge(field, cells, folder)
        for code, rows, is_error in faults:
            counts[code] += int(rows.sum())
            refused |= rows if is_error else False
    table = table[~refused]
    repeated = table.duplicated(subset=schema["primaryKey"])
    counts["primary-key"] += int(repeated.sum())
    with sqlite3.connect(database) as connection:
        table[~repeated].to_sql("census", connection, index=False)
    return int((~repeated).sum()), counts


with open(sys.argv[1], encoding="utf-8") as text:
    definition = json.load(text)
start = time.monotonic()
loaded, codes = load(definition, *sys.argv[2:5])
print(json.dumps({"version": pandas.__version__, "seconds": time.monotonic() - start, "loaded": loaded,
                  "codes": {code: n for code, n in codes.items() if n > 0}}))
