"""Fills an audit workbook and prints its sheet `audits` as a spreadsheet would save it.

usage: evaluate_forms.py WORKBOOK ITEM=TEXT… : every cell Entry beside an item of that name is filled with the text in every case
sheet. Knows the formulas the workbook has and no others: IF(CELL="",A,B), texts, CELL, &, and the parts of a day."""
import csv
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_sheets(book):
    """name → {cell: text}, a formula with its '='."""
    shared = ["".join(item.itertext()) for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
    targets = {link.get("Id"): link.get("Target") for link in tree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    sheets = {}
    for sheet in tree.fromstring(book.read("xl/workbook.xml")).find("m:sheets", SPACE):
        cells = sheets[sheet.get("name")] = {}
        for cell in tree.fromstring(book.read("xl/" + targets[sheet.get(LINK)])).iter("{%s}c" % SPACE["m"]):
            formula, value = cell.find("m:f", SPACE), cell.find("m:v", SPACE)
            if formula is not None:
                cells[cell.get("r")] = "=" + formula.text
            elif value is not None:
                cells[cell.get("r")] = shared[int(value.text)] if cell.get("t") == "s" else value.text
    return sheets


def split(text, mark):
    """Parts of a text between marks that stand outside quotes and brackets."""
    parts, depth, quoted, last = [], 0, False, 0
    for i, c in enumerate(text):
        quoted ^= c == '"'
        depth += (c == "(") - (c == ")") if not quoted else 0
        if c == mark and depth == 0 and not quoted:
            parts.append(text[last:i])
            last = i + 1
    return parts + [text[last:]]


def value_of(sheets, text):
    """What an expression comes to, as text. Days are filled as yyyy-mm-dd."""
    parts = split(text, "&")
    if len(parts) > 1:
        return "".join(value_of(sheets, part) for part in parts)
    if text.startswith('"'):
        return text[1:-1].replace('""', '"')
    call = re.fullmatch(r"([A-Z]+)\((.*)\)", text)
    if call and call[1] == "IF":
        test, yes, no = split(call[2], ",")
        cell, empty = test.split("=")
        assert empty == '""', text
        return value_of(sheets, yes if value_of(sheets, cell) == "" else no)
    if call and call[1] == "TEXT":
        number, digits = split(call[2], ",")
        return value_of(sheets, number).zfill(len(value_of(sheets, digits)))
    if call:
        return str(int(value_of(sheets, call[2]).split("-")[("YEAR", "MONTH", "DAY").index(call[1])]))
    name, cell = text.replace("$", "").split("!")
    return sheets[name].get(cell, "")


def main():
    sheets = read_sheets(zipfile.ZipFile(sys.argv[1]))
    filled = dict(argument.split("=", 1) for argument in sys.argv[2:])
    for name, cells in sheets.items():
        if name.startswith("case_"):
            for cell in [c for c in cells if c.startswith("B") and cells[c] in filled]:
                cells["C" + cell[1:]] = filled[cells[cell]]
    rows = {}
    for cell, text in sheets["audits"].items():
        column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", cell).groups()
        rows.setdefault(int(row), {})[column] = value_of(sheets, text[1:]) if text.startswith("=") else text
    out = csv.writer(sys.stdout, lineterminator="\n")
    for row in sorted(rows):
        out.writerow([rows[row].get(column, "") for column in "ABCDEFGHIJ"])


main()
