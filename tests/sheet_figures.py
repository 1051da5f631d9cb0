"""sheet_figures.py FIGURES BOOK: holds the values of a workbook's sheets against figures.csv: those that show one measure by
period or by locality, and the history of them all. Exit 1 with those that differ, or when too few were found."""
import csv
import re
import sys
from datetime import datetime

import recalculate

LEAST_VALUES, LEAST_SHEETS = 1500, 15


def figures_by_place(path):
    """(reference, category, period_end) -> values as text, "" for a symbol; of all cases and of localities."""
    places = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        if row["breakdown"] in ("all", "locality"):
            places.setdefault((row["ref"], row["category"].lower(), row["period_end"]), []).append(row["value"])
    return places


def sheets_of(book):
    """Sheet -> its rows, each a list of cells as text."""
    sheets = {}
    for (sheet, cell), (_, value) in recalculate.read(book).items():
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
        sheets.setdefault(sheet, {}).setdefault(int(row), {})[len(column), column] = str(value)
    return {name: [[rows[row][key] for key in sorted(rows[row])] for row in sorted(rows)] for name, rows in sheets.items()}


def days_of(label, days):
    """The period ends that "31 Jan 2019", "Jan 2019" or "Jan 2021 (part)" may mean."""
    for pattern, shape in (("%d %b %Y", "%Y-%m-%d"), ("%b %Y", "%Y-%m-")):
        try:
            start = datetime.strptime(label.replace(" (part)", ""), pattern).strftime(shape)
        except ValueError:
            continue
        return [day for day in days if day.startswith(start)]
    return []


def agrees(text, values):
    if text.startswith("["):
        return not values or "" in values
    return any(value and abs(float(text.split(" ")[0]) - float(value)) <= 0.0051 for value in values)


def places_of(rows, titles, days):
    """(what the row is, reference, category, days, value) of each row that shows a figure of figures.csv."""
    said = dict(row[0].split(": ", 1) for row in rows[:6] if len(row) == 1 and ": " in row[0])
    subtitle = " ".join(row[0] for row in rows[:6] if len(row) == 1)
    ref, at = said.get("Reference"), next((i for i, row in enumerate(rows) if len(row) > 1), len(rows))
    for row in rows[at + 1 :]:
        if rows[at][:4] == ["Reference", "Measure", "Unit", "Period ending"]:
            yield f"{row[0]} {row[3]}", row[0], "all", days_of(row[3], days), row[4]
        elif rows[at][1] == titles.get(ref) and rows[at][0] in ("Period", "Month"):
            yield row[0], ref, "all", days_of(row[0], days), row[1]
        elif rows[at][1] == titles.get(ref) and rows[at][0] == "Category" and " by locality" in subtitle:
            end = re.search(r"(\d+ \w+ \d{4}),", subtitle).group(1)
            yield row[0], ref, row[0].lower(), days_of(end, days), row[1]


def main(figures, book):
    places, sheets = figures_by_place(figures), sheets_of(book)
    days = sorted({day for _, _, day in places})
    titles = {row[0]: row[1] for row in sheets["definitions"] if len(row) > 1}
    faults, shown, n = [], set(), 0
    for name, rows in sheets.items():
        for what, ref, category, ends, text in places_of(rows, titles, days):
            values = [value for end in ends for value in places.get((ref, category, end), [])]
            shown.add(name)
            n += 1
            if not agrees(text, values):
                faults.append(f"{name}: {what} shows {text}, figures.csv {values}")
    if n < LEAST_VALUES or len(shown) < LEAST_SHEETS:
        faults.append(f"only {n} values of {len(shown)} sheets found: {sorted(shown)}")
    print("\n".join(faults) or f"{n} values of {len(shown)} sheets agree")
    sys.exit(bool(faults))


main(*sys.argv[1:])
