"""change_extracts.py CHANGE FROM TO: a folder of extracts written in another way that must not matter.

renamed    headers by their aliases where a schema has one, else in other case and with dashes for underscores
reordered  columns in another order
encoded    UTF-16, Windows-1252 or UTF-8 with a mark, as the text allows
quoted     all cells quoted, another delimiter, other line ends
shuffled   rows in another order
split      every extract that accumulates in two files
"""
import csv
import glob
import json
import os
import random
import sys

change, source, target = sys.argv[1:4]
choose = random.Random(change)
schemas = {os.path.basename(path)[:-5]: json.load(open(path, encoding="utf-8")) for path in glob.glob("schemas/*.json")}


def schema_of(name):
    stem = name[:-4]
    return next((schema for key, schema in schemas.items() if stem == key or stem.endswith("_" + key)), {"fields": []})


def rename(header, schema):
    aliases = {field["name"]: field.get("x-aliases", []) for field in schema.get("fields", [])}
    return [choose.choice(aliases[name]) if aliases.get(name) else name.upper().replace("_", "-") for name in header]


def permute(rows):
    order = list(range(len(rows[0])))
    choose.shuffle(order)
    return [[row[i] for i in order] for row in rows]


def shuffle(rows):
    body = rows[1:]
    choose.shuffle(body)
    return [rows[0]] + body


def write(name, rows, encoding="utf-8", **style):
    with open(os.path.join(target, name), "w", encoding=encoding, newline="") as out:
        csv.writer(out, **({"lineterminator": "\n"} | style)).writerows(rows)


def encode(name, rows):
    text = "".join("".join(row) for row in rows)
    fits = all(len(c.encode("cp1252", "ignore")) for c in text) and not text.isascii()
    write(name, rows, encoding="cp1252" if fits else choose.choice(["utf-16", "utf-8-sig"]))


def requote(name, rows):
    write(name, rows, delimiter=choose.choice(";\t|"), quoting=csv.QUOTE_ALL, lineterminator=choose.choice(["\r\n", "\r"]))


def split(name, rows):
    if schema_of(name).get("x-load") != "append" or len(rows) < 3:
        write(name, rows)
        return
    middle = max(2, len(rows) // 2)
    write(name[:-4] + "_1.csv", rows[:middle])
    write(name[:-4] + "_2.csv", rows[:1] + rows[middle:])


changes = {
    "renamed": lambda name, rows: write(name, [rename(rows[0], schema_of(name))] + rows[1:]),
    "reordered": lambda name, rows: write(name, permute(rows)),
    "encoded": encode,
    "quoted": requote,
    "shuffled": lambda name, rows: write(name, shuffle(rows)),
    "split": split,
}
os.makedirs(target)
for name in sorted(os.listdir(source)):
    with open(os.path.join(source, name), encoding="utf-8-sig", newline="") as file:
        changes[change](name, list(csv.reader(file)))
