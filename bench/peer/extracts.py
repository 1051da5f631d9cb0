"""Reads and validates the extracts with pandas, by the same schemas/*.json as scorecard does.

A row goes when a cell that must be filled is empty, a date, number or code cannot be, or its key stands above already.
read_all gives {extract: DataFrame} and {extract: (rejected, loaded)}. Dates are datetime64, codes and texts str or NaN,
money whole pence.
"""
import codecs
import csv
import fnmatch
import glob
import json
import os
import re

import numpy as np
import pandas as pd


def fold(name):
    return re.sub(r"[\s_-]", "", name).lower()


def encoding_of(path):
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return "cp1252"


def load_schemas(project):
    schemas = {}
    for path in sorted(glob.glob(f"{project}/schemas/*.json")):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        if "fields" in schema:
            schemas[schema["name"]] = schema
    return schemas


def load_codes(project, name):
    """{what may be written: code}."""
    codes = {}
    with open(f"{project}/schemas/codes/{name}.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in [row["code"], *filter(None, (row.get("synonyms") or "").split("|"))]:
                codes[word.strip().lower()] = row["code"]
    return codes


def match_header(schema, header):
    """{field: column}, or None when a column that must be there is not."""
    columns = {fold(name): name for name in header}
    found = {}
    for field in schema["fields"]:
        names = [field["name"], *field.get("x-aliases", [])]
        column = next((columns[fold(name)] for name in names if fold(name) in columns), None)
        if column is not None:
            found[field["name"]] = column
        elif not field.get("x-optional-column"):
            return None
    return found


def read_rows(path):
    with open(path, encoding=encoding_of(path), newline="") as file:
        return [row for row in csv.reader(file) if row and not (len(row[0]) and row[0][0] == "#")]


def find_schema(schemas, path, header):
    """The schema whose pattern the file's name matches and whose fields its header holds most of."""
    base = os.path.basename(path).lower()
    named = [s for s in schemas.values() if any(fnmatch.fnmatchcase(base, p.lower()) for p in s["x-file"])]
    fitting = [(len(fields), schema, fields) for schema in named if (fields := match_header(schema, header)) is not None]
    return max(fitting, key=lambda fit: fit[0])[1:] if fitting else (None, None)


def cast_date(cells, field):
    dates = pd.Series(pd.NaT, index=cells.index)
    for form in ["%Y-%m-%d", *field.get("x-formats", [])]:
        left = dates.isna() & cells.notna()
        if not left.any():
            break
        dates[left] = pd.to_datetime(cells[left], format=form, errors="coerce").dt.normalize()
    return dates, dates.isna() & cells.notna()


def cast_number(cells, field):
    plain = cells
    if field.get("x-money"):  # £1,234.50, (41,318.40) below zero
        plain = cells.str.replace(r"[£,]", "", regex=True).str.replace(r"^\((.*)\)$", r"-\1", regex=True)
    numbers = pd.to_numeric(plain, errors="coerce")
    bad = numbers.isna() & cells.notna()
    if field["type"] in ("integer", "year"):
        bad |= numbers.notna() & (numbers % 1 != 0)
    limits = field.get("constraints", {})
    bad |= numbers < limits.get("minimum", -np.inf)
    bad |= numbers > limits.get("maximum", np.inf)
    return ((numbers * 100).round() if field.get("x-money") else numbers), bad


def cast_boolean(cells, field):
    words = {**dict.fromkeys(field["trueValues"], 1.0), **dict.fromkeys(field["falseValues"], 0.0)}
    values = cells.map(words)
    return values, values.isna() & cells.notna()


def cast_text(cells, field, project):
    texts = cells.str.replace(r"^(-?\d+)\.0$", r"\1", regex=True) if field.get("x-decimal-zero") else cells
    bad = pd.Series(False, index=cells.index)
    if "x-codes" in field:
        codes = texts.str.lower().map(load_codes(project, field["x-codes"]))
        unknown = codes.isna() & texts.notna()
        texts = codes.fillna(texts)
        if field.get("x-severity") != "query":
            bad |= unknown
    pattern = field.get("constraints", {}).get("pattern")
    if pattern:
        bad |= texts.notna() & ~texts.fillna("").str.fullmatch(pattern)
    if field["type"] == "yearmonth":
        bad |= texts.notna() & ~texts.fillna("").str.fullmatch(r"\d{4}-\d{2}")
    if field.get("x-check") == "financial-year":
        texts = texts.str.replace(r"^(\d{4})[-/]?(?:\d{2})?(\d{2})$", r"\1-\2", regex=True)
    return texts, bad


def cast(cells, field, project):
    if field["type"] == "date":
        return cast_date(cells, field)
    if field["type"] in ("integer", "number", "year"):
        return cast_number(cells, field)
    if field["type"] == "boolean":
        return cast_boolean(cells, field)
    return cast_text(cells, field, project)


def read(header, rows, schema, fields, project):
    whole = [row for row in rows if len(row) == len(header)]
    raw = pd.DataFrame(whole, columns=header, dtype=object)
    frame = pd.DataFrame(index=raw.index)
    bad = pd.Series(False, index=raw.index)
    for field in schema["fields"]:
        name = field["name"]
        if name not in fields:
            frame[name] = np.nan
            continue
        cells = raw[fields[name]].str.strip()
        missing = field.get("missingValues", schema["missingValues"])
        cells = cells.mask(cells.isin(missing)) if missing else cells
        frame[name], is_bad = cast(cells, field, project)
        bad |= is_bad
        if field.get("constraints", {}).get("required"):
            bad |= cells.isna()
    if "primaryKey" in schema:
        bad |= frame[schema["primaryKey"]].mask(bad).duplicated() & ~bad
    return frame[~bad].reset_index(drop=True), int(bad.sum()) + len(rows) - len(whole)


def read_all(folder, project):
    schemas = load_schemas(project)
    frames, counts = {}, {}
    for path in sorted(glob.glob(f"{folder}/*.csv")):
        header, *rows = read_rows(path)
        schema, fields = find_schema(schemas, path, header)
        if schema is None:
            continue
        frame, rejected = read(header, rows, schema, fields, project)
        frames[schema["name"]] = frame
        counts[schema["name"]] = (rejected, len(frame))
    return frames, counts
