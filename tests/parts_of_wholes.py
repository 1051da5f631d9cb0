"""parts_of_wholes.py FIGURES: wherever a measure is split, do its categories add up to its `all`?

Counts, rates and sums: numerators and denominators of the categories of a split, in one period, against those of `all`.
Medians and means: their denominators, which are cases. Left out are measures whose head says `all: no` or whose splits
are not of the cases themselves (a share of another measure's, several bases side by side), as listed below."""
import collections
import csv
import sys

figures = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
wholes = {}
parts = collections.defaultdict(lambda: [0, 0, 0])
for row in figures:
    key = row["measure"], row["period_start"], row["period_end"]
    if row["symbol"] == "x":
        continue
    n, d = int(row["numerator"] or 0), int(row["denominator"] or 0)
    if row["breakdown"] == "all":
        wholes[key] = n, d
    else:
        total = parts[key + (row["breakdown"],)]
        total[0] += n
        total[1] += d
        total[2] += 1
wrong = sorted(key for key, total in parts.items() if key[:3] in wholes and tuple(total[:2]) != wholes[key[:3]])
compared = [key for key in parts if key[:3] in wholes]
print("# %d splits of %d figures" % (len(compared), sum(parts[key][2] for key in compared)))
print(("not " if wrong else "") + "ok - the categories of every split add to the whole")
for key in wrong[:8]:
    print("# %s: %s, not %s" % ("|".join(key), parts[key][:2], wholes[key[:3]]))
print(("" if len(compared) > 1000 else "not ") + "ok - there are splits enough to tell")
