"""far_dates.py SCHEMAS FROM TO first|last|both: copies a council's extracts with every date, month, year and financial year the first or
the last that its schema takes; with both, each row's dates in turn the one and the other. Of an extract the first rows are enough."""
import csv
import io
import json
import os
import sys

ENDS = {"date": ("1900-01-01", "2100-12-31"), "yearmonth": ("1900-01", "2100-12"), "financial-year": ("1900-01", "2099-00"),
        "year": ("1900", "2100")}
MOST_ROWS = 20
schemas, source, target, which = sys.argv[1:]
EXTRACTS = sorted((name[:-5] for name in os.listdir(schemas) if name.endswith(".json")), key=len, reverse=True)


def read_schema(extract):
    """The kind of each field, and the names of those that tell rows apart."""
    schema = json.load(open(os.path.join(schemas, extract + ".json"), encoding="utf-8"))
    kinds = {f["name"]: "financial-year" if f.get("x-check") == "financial-year" else f.get("type") for f in schema["fields"]}
    return kinds, schema.get("primaryKey", [])


os.makedirs(target)
turn = 0
for name in sorted(os.listdir(source)):
    with open(os.path.join(source, name), "rb") as file:
        content = file.read()
    text = content.decode("utf-16" if b"\0" in content else "utf-8-sig", errors="replace")
    header, *rows = list(csv.reader(io.StringIO(text, newline="")))
    extract = next((stem for stem in EXTRACTS if name.endswith(stem + ".csv")), None)
    if extract is None:
        continue
    kind, keys = read_schema(extract)
    for number, row in enumerate(rows[:MOST_ROWS]):
        for i, label in enumerate(header):
            if kind.get(label) in ENDS and (number == 0 or label not in keys):
                turn += 1
                row[i] = ENDS[kind[label]][{"first": 0, "last": 1, "both": turn % 2}[which]]
    with open(os.path.join(target, name), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header] + rows[:MOST_ROWS])
