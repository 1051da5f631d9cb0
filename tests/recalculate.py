"""Computes every formula of a workbook anew and compares it with the value stored beside it.

Knows what our formulas use: + - * /, comparison, SUM, ROUND, MIN, MAX, IF, absolute references to other sheets.
Arithmetic is exact (decimals of 60 digits), so that a stored value that went through binary floats too often shows.
Usage: recalculate.py FILE.xlsx; prints "N formulas, M differ" and each that differs; exit 1 when one does."""
import re
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal, getcontext
from xml.etree import ElementTree

getcontext().prec = 60
SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
REFERENCE = re.compile(r"'?([A-Za-z0-9_]+)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


def read(path):
    """(sheet, cell) -> (formula or None, stored value)."""
    cells = {}
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(t.text or "" for t in item.iter("{%s}t" % SPACE["m"]))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", SPACE)
        ]
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).findall("m:sheets/m:sheet", SPACE)
        for number, sheet in enumerate(sheets, 1):
            tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            for cell in tree.iter("{%s}c" % SPACE["m"]):
                formula, value = cell.find("m:f", SPACE), cell.find("m:v", SPACE)
                if value is None:
                    continue
                kind, stored = cell.get("t"), value.text
                if kind == "s":
                    stored = strings[int(stored)]
                elif kind != "str":
                    stored = Decimal(stored)
                cells[sheet.get("name"), cell.get("r")] = (None if formula is None else formula.text, stored)
    return cells


class Workbook:
    def __init__(self, cells):
        self.cells, self.known = cells, {}

    def value(self, sheet, cell):
        key = (sheet, cell)
        if key not in self.known:
            formula, stored = self.cells[key]
            self.known[key] = stored if formula is None else self.compute(formula)
        return self.known[key]

    def stretch(self, sheet, column, first, last):
        return [self.value(sheet, f"{column}{row}") for row in range(first, last + 1)]

    def compute(self, formula):
        def refer(match):
            sheet, column, row, to_column, to_row = match.groups()
            if to_column is None:
                return f"value({sheet!r}, {column + row!r})"
            assert to_column == column
            return f"stretch({sheet!r}, {column!r}, {row}, {to_row})"

        text = REFERENCE.sub(refer, formula).replace("=0,", "==0,")
        text = re.sub(r"(?<![\w'$.])(\d+)(?![\w'.])", r"Decimal(\1)", text)
        names = {
            "value": self.value,
            "stretch": lambda sheet, column, first, last: self.stretch(sheet, column, int(first), int(last)),
            "Decimal": Decimal,
            "SUM": lambda cells: sum(cells, Decimal(0)),
            "ROUND": lambda number, digits: number.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP),
            "MIN": min,
            "MAX": max,
            "IF": lambda test, yes, no: yes if test else no,
        }
        return eval(text, {"__builtins__": {}}, names)


def main(path):
    cells = read(path)
    book = Workbook(cells)
    formulas = [(key, formula, stored) for key, (formula, stored) in cells.items() if formula is not None]
    n_differ = 0
    for key, formula, stored in formulas:
        fresh = book.value(*key)
        is_same = fresh == stored if isinstance(stored, str) else abs(fresh - stored) < Decimal("0.0005")
        if not is_same:
            n_differ += 1
            print(f"{key[0]}!{key[1]} {formula}: stored {stored}, computed {fresh}")
    print(f"{len(formulas)} formulas, {n_differ} differ")
    return n_differ > 0 or not formulas


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
