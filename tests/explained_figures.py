"""Holds the cases that `explain` lists against figures.csv: every figure of a measure and window, of its splits and pairs of
splits, is counted anew from the rows of one list.

Usage: explained_figures.py FIGURES.csv KIND MEASURE LIST.csv [SPLIT=CATEGORY…]; the list is that of the conditions, of which
only the figure is held. Prints "N figures agree"; names those that do not and exits 1."""
import csv
import math
import sys
from fractions import Fraction


def percent(part, whole):
    return math.floor((part / whole * 100) * 10 + 0.5) / 10


def median(amounts):
    amounts = sorted(amounts)
    middle = len(amounts) // 2
    return amounts[middle] if len(amounts) % 2 else (amounts[middle - 1] + amounts[middle]) / 2


def total(rows):
    return sum(Fraction(row["value"] or "1") for row in rows)


def count(rows, unit):
    return len(rows), None, len(rows)


def rate(rows, unit):
    met = sum(row["met"] == "1" for row in rows)
    return (met, len(rows), percent(met, len(rows))) if rows else (None, 0, None)


def sums(rows, unit):
    amount = sum(Fraction(row["value"]) for row in rows)
    return amount * (100 if unit == "pounds" else 1), None, float(amount)


def medians(rows, unit):
    if not rows:
        return None, 0, None
    value = float(median([Fraction(row["value"]) for row in rows])) / (7 if unit == "weeks" else 1)
    return None, len(rows), math.floor(value * 10 + 0.5) / 10


def ratio(rows, unit):
    part, whole = (total([row for row in rows if row["part"] == side]) for side in ("numerator", "denominator"))
    pence = part * 100
    values = {
        "pounds": lambda: math.floor(pence / whole + Fraction(1, 2)) / 100,
        "percent": lambda: percent(float(part), float(whole)),
        "per 10,000": lambda: math.floor(float(part) / float(whole) * 100000 + 0.5) / 10,
    }
    return (pence if unit == "pounds" else part), whole, values[unit]() if whole else None


KINDS = {"count": count, "rate": rate, "sum": sums, "median": medians, "ratio": ratio}


def is_of(row, breakdown, category):
    if breakdown == "all" or row.get(breakdown) == category:
        return True
    return "|".join(row.get(split, "") for split in breakdown.split("|")) == category


def number(text):
    return Fraction(text) if text else None


def agrees(figure, found):
    numerator, denominator, value = found
    if figure["symbol"] == "z" and not denominator:
        return True
    shown = number(figure["value"])
    return (
        number(figure["numerator"]) == numerator
        and number(figure["denominator"]) == denominator
        and (shown is None) == (value is None)
        and (shown is None or abs(float(shown) - float(value)) < 1e-9)
    )


def chosen(figure, conditions):
    """Whether the figure is one that the list holds: without conditions all, else the one of those conditions."""
    if not conditions:
        return True
    splits, categories = zip(*(condition.split("=", 1) for condition in conditions))
    return sorted(zip(figure["breakdown"].split("|"), figure["category"].split("|"))) == sorted(zip(splits, categories))


figures, kind, measure, listed, *conditions = sys.argv[1:]
with open(listed, encoding="utf-8", newline="") as file:
    window, *lines = file.read().splitlines()
start, end = window.split()
rows = list(csv.DictReader(lines))
with open(figures, encoding="utf-8", newline="") as file:
    held = [
        row
        for row in csv.DictReader(file)
        if (row["measure"], row["period_start"], row["period_end"]) == (measure, start, end) and chosen(row, conditions)
    ]
wrong = 0
for figure in held:
    found = KINDS[kind]([row for row in rows if is_of(row, figure["breakdown"], figure["category"])], figure["unit"])
    if not agrees(figure, found):
        wrong += 1
        print(f"{measure} {figure['breakdown']} {figure['category']}: figures.csv {figure['numerator']} of "
              f"{figure['denominator']}, {figure['value']}; the cases {found}")
print(f"{len(held) - wrong} figures agree")
sys.exit(wrong > 0 or not held)
