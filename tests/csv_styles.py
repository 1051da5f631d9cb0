"""Tables in every legal style of CSV, and what became of them in a warehouse.

write FOLDER: files, each a table of random cells in a random style (delimiter, quoting, line ends, encoding, an end of
line at the end or none), a project with their schemas, and tables.json, which says what each file holds. Half of the
files are written by Python's csv module, half by a writer of this script that mixes styles within a file.
compare FOLDER WAREHOUSE: each table as it lies in the warehouse, and as Python's csv.reader reads it.

Python writes a bare CR or LF without quotes when it is not part of the line terminator (before 3.13), so its own reader
does not give the cell back either: what is expected is what the reader gives.
"""
import csv
import io
import json
import os
import random
import sqlite3
import sys

N_FILES = 240
DELIMITERS = [",", ";", "\t", "|"]
LINE_ENDS = ["\n", "\r\n", "\r"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
CELLS = ["", "a", "Ann", "x,y", "a;b", "tab\there", 'q"q', '"""', "l\nm", "r\rs", "c\r\nd", " spaced ", "\n", "é", "Ünï",
         "1.50", "\r\n", ",", '"', 'ends"', '"begins', "a|b", " ", "0", "'", "naïve \u2013 text", "=1+1", "#", "\\", "a\\\"b"]
WIDE = ["😀", "中文", "\u202e", "ż"]
COLUMNS = {width: ["row"] + ["c%d" % i for i in range(1, width)] for width in range(2, 6)}


def quoted(cell, must, chance):
    if must or chance:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def write_mixed(rows, delimiter, choose):
    """Any cell may be quoted, every line may end in its own way."""
    text = ""
    for i, row in enumerate(rows):
        cells = [quoted(c, any(x in c for x in '"\r\n' + delimiter), choose.random() < 0.3) for c in row]
        text += delimiter.join(cells)
        if i + 1 < len(rows) or choose.random() < 0.7:
            text += choose.choice(LINE_ENDS)
    return text


def write_python(rows, delimiter, choose):
    out = io.StringIO(newline="")
    end = choose.choice(LINE_ENDS)
    quoting = choose.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    text = out.getvalue()
    return text if choose.random() < 0.7 else text[:-len(end)]


def make_table(choose, width, encoding):
    cells = CELLS + (WIDE if encoding != "cp1252" else [])
    rows = [[str(n)] + [choose.choice(cells) for _ in range(width - 1)] for n in range(1, choose.randint(2, 40))]
    return [COLUMNS[width]] + rows


def write_schemas(folder):
    os.makedirs(folder)
    for width, columns in COLUMNS.items():
        fields = [{"name": name, "type": "string"} for name in columns]
        schema = {"x-file": ["wide%d_*.csv" % width], "x-load": "append", "missingValues": [], "fields": fields}
        with open("%s/wide%d.json" % (folder, width), "w") as out:
            json.dump(schema, out)


def write(folder):
    choose = random.Random(4180)
    write_schemas(folder + "/project/schemas")
    os.makedirs(folder + "/files")
    tables = {}
    for n in range(N_FILES):
        width, delimiter, encoding = choose.randint(2, 5), choose.choice(DELIMITERS), choose.choice(ENCODINGS)
        table = make_table(choose, width, encoding)
        text = choose.choice([write_mixed, write_python])(table, delimiter, choose)
        name = "wide%d_%03d.csv" % (width, n)
        with open("%s/files/%s" % (folder, name), "wb") as out:
            out.write(text.encode(encoding))
        read = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row]
        tables[name] = {"table": table, "read": read}
    with open(folder + "/tables.json", "w") as out:
        json.dump(tables, out)


def stored(db, name):
    """Header and rows of a file, loaded or rejected, as far as the warehouse has them."""
    load = db.execute("select load_id, extract, lines = header + loaded + rejected + blank + continued, rejected from load "
                      "where file = ?", [name]).fetchone()
    if load is None:
        return None, False, 0
    columns = COLUMNS[int(load[1][4:])]
    sql = "select %s from %s where row_id >> 32 = ? order by row_id" % (", ".join(columns), load[1])
    return [columns] + [list(row) for row in db.execute(sql, [load[0]])], load[2], load[3]


def compare(folder, warehouse):
    db = sqlite3.connect(warehouse)
    with open(folder + "/tables.json") as file:
        tables = json.load(file)
    wrong, unbalanced, n_round, n_broken = [], [], 0, 0
    for name, told in sorted(tables.items()):
        rows, is_balanced, n_rejected = stored(db, name)
        width = len(told["table"][0])
        whole = [row for row in told["read"] if len(row) == width]
        n_round += told["read"] == told["table"]
        n_broken += n_rejected > 0
        if rows != whole:
            wrong.append(name)
        if not is_balanced or n_rejected != len(told["read"]) - len(whole):
            unbalanced.append(name)
    print("# %d files, of which Python's reader gives %d back as they were; %d with rows that bare line ends cut"
          % (len(tables), n_round, n_broken))
    print(("not " if wrong else "") + "ok - tables in every style read as Python reads them")
    print(("not " if unbalanced else "") + "ok - their lines add up, and rows that are cut are rejected")
    for name in (wrong + unbalanced)[:5]:
        print("# " + name)
    print(("" if n_round > len(tables) * 0.75 else "not ") + "ok - most tables read back the same")


if sys.argv[1] == "write":
    write(sys.argv[2])
else:
    compare(sys.argv[2], sys.argv[3])
