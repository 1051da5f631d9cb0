"""identities.py FIGURES IDENTITY.sql…: do the identities that are written out hold in figures counted without hiding?

An identity binds what is hidden whether it holds or not, but the audit of a run passes over a period in which it does not: one that holds
in none is not looked at. So each has to hold in some period for which all its measures have figures. Those that a query makes from code
lists and extracts are left out, and those that are only seen to hold, which the figures of another council may obey."""
import collections
import csv
import re
import sys

TERM = re.compile(r"select '([^']*)'(?: as \w+)?, (-?\d+)(?: as \w+)?, '([^']*)'(?: as \w+)?, '([^']*)'(?: as \w+)?, '([^']*)'(?: as \w+)?, '([^']*)'")
cells, periods = {}, collections.defaultdict(set)
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    period = row["period_start"], row["period_end"]
    n, d = (int(row[part] or 0) for part in ("numerator", "denominator"))
    cells[row["measure"], row["breakdown"], row["category"], period] = {"numerator": n, "denominator": d, "rest": d - n}
    if row["symbol"] != "x":
        periods[row["measure"]].add(period)


def comes_to(terms, period):
    nothing = {"numerator": 0, "denominator": 0, "rest": 0}
    return sum(weight * cells.get((measure, breakdown, category, period), nothing)[part]
               for weight, measure, part, breakdown, category in terms)


n_held, wrong = 0, []
for path in sys.argv[2:]:
    text = open(path, encoding="utf-8").read()
    identities = collections.defaultdict(list)
    for name, weight, measure, part, breakdown, category in TERM.findall(text):
        general = "all" if breakdown == "*" else None
        identities[name].append((int(weight), measure, part, general or breakdown, general or category))
    if "-- holds: seen" in text:
        continue
    at_most = "-- holds: at most" in text
    for name, terms in identities.items():
        common = set.intersection(*(periods[term[1]] for term in terms))
        sums = [comes_to(terms, period) for period in common]
        n_held += 1
        if sums and not any(total <= 0 if at_most else total == 0 for total in sums):
            wrong.append("%s: %s holds in none of %d periods" % (path, name, len(sums)))
print("# %d identities" % n_held)
for line in wrong:
    print(line)
sys.exit(1 if wrong or n_held < 25 else 0)
