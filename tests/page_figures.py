"""page_figures.py FIGURES TARGETS TEXT, or --families FIGURES TEXT: reads the rows of the glance and of the register in a page's
text and holds each number against figures.csv: latest, previous board, change, target. Exit 1 with the rows that differ."""
import csv
import re
import sys

AS_AT, BEFORE = "2021-01-21", "2020-11-19"
NUMBER = r"(?:-?£?-?[\d,]+(?:\.\d+)?m?%?(?: weeks?| days?)?(?: \[u\])?|\[[a-z]+\])"
CHANGE = r"(?:[+-]?£?[\d,]+(?:\.\d+)?m?|\[[a-z]+\])"
ROW = re.compile(rf"^\s*([A-Z]\d\d) +(\S.*?) {{2,}}({NUMBER}) +({NUMBER}) +({CHANGE}) +({NUMBER}) +\S")


def value_of(text):
    if text.startswith("[") or text == "":
        return text
    plain = text.replace(",", "").replace("£", "").replace("%", "").replace(" [u]", "").split(" ")[0]
    return float(plain[:-1]) * 1e6 if plain.endswith("m") else float(plain)


def headlines(path, day):
    """By reference: the all-row of the period that a headline stands for."""
    found = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        if row["breakdown"] != "all":
            continue
        start, end = row["period_start"], row["period_end"]
        is_rolling = end == day and start[5:] != day[5:] and start[:4] < day[:4]
        is_year = start[5:] == "04-01" and end[5:] == "03-31" and start <= day <= end
        if is_rolling or (start == end == day) or is_year or (start == end and end <= day and row["ref"][0] == "C"):
            found[row["ref"]] = row
    return found


def agrees(text, value, tolerance):
    if text.startswith("["):
        return value in ("", None)
    return value not in ("", None) and abs(value_of(text) - float(value)) <= tolerance


def tolerance_of(text):
    return 5000 if text.endswith("m") else 0.5 if "£" in text else 0.0501 if "." in text else 0.5


def check_row(match, now, before, targets):
    ref, _, latest, previous, change, target = match.groups()
    faults = []
    row, old = now.get(ref), before.get(ref)
    if row is None:  # some measures have parts that must not be added
        return [] if latest.startswith("[") else [f"{ref}: {latest}, but no figure"]
    is_hidden = row["symbol"] in ("c", "x", "z")
    if not agrees(latest, None if is_hidden else row["value"], tolerance_of(latest)):
        faults.append(f"{ref}: latest {latest}, figures.csv {row['value'] or row['symbol']}")
    if not previous.startswith("[") and (old is None or not agrees(previous, old["value"], tolerance_of(previous))):
        faults.append(f"{ref}: previous {previous}, figures.csv {old and old['value']}")
    if not change.startswith("[") and abs(value_of(change) - (float(row["value"]) - float(old["value"]))) > 2 * tolerance_of(change):
        faults.append(f"{ref}: change {change} of {row['value']} and {old['value']}")
    aim = targets.get(row["measure"])
    if not target.startswith("[") and (aim is None or abs(value_of(target) - aim) > tolerance_of(target)):
        faults.append(f"{ref}: target {target}, targets.csv {aim}")
    return faults


def check_tables(figures, targets_path, text):
    now, before = headlines(figures, AS_AT), headlines(figures, BEFORE)
    targets = {}
    for row in csv.DictReader(open(targets_path, encoding="utf-8-sig")):
        if row["from_date"] <= AS_AT:
            targets[row["measure"]] = float(row["target"])
    faults, seen = [], []
    for line in open(text, encoding="utf-8"):
        match = ROW.match(line)
        if match:
            seen.append(match.group(1))
            faults += check_row(match, now, before, targets)
    missing = sorted(set(now) - set(seen))
    if len(seen) < 100 or missing:
        faults.append(f"{len(seen)} rows read; no row for {missing}")
    return faults


def check_families(figures, text):
    """Each card's large number, and every number in its sentence, stands in figures.csv or is a target, date or a share of ten."""
    values = set()
    for row in csv.DictReader(open(figures, encoding="utf-8")):
        if row["breakdown"] == "all":
            values.update(f"{float(cell):.1f}" for cell in (row["value"], row["numerator"], row["denominator"]) if cell)
    page = open(text, encoding="utf-8").read()
    large = re.findall(r"(?<!\S)([\d,]+(?:\.\d+)?)%?(?= {2,}|\n)", page)
    faults = [f"{number} stands in no figure" for number in large if f"{float(number.replace(',', '')):.1f}" not in values]
    if len(large) < 9:
        faults.append(f"only {len(large)} numbers found")
    return faults


FAULTS = check_families(*sys.argv[2:]) if sys.argv[1] == "--families" else check_tables(*sys.argv[1:])
print("\n".join(FAULTS))
sys.exit(bool(FAULTS))
