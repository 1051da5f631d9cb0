"""Tells how much of the C is covered, and why the rest is not.

usage: uncovered.py COUNTS TABLE ROOT: gcovr's --json, tests/uncovered, the folder of the sources

Every line that never ran and every branch never taken falls under the first row of TABLE whose file and pattern fit the line
of source; kinds that end in (half) are of lines that ran. What falls under none is listed by itself, and so is a row under which nothing falls any more: the table cannot go
stale unseen. Exit 1 under LINES or BRANCHES percent."""
import collections
import fnmatch
import json
import re
import sys

LINES, BRANCHES = 95, 85
MOST_LISTED = 400


def read_table(path):
    """Kinds are "kind: reason", rows under them "FILE-GLOB  REGULAR EXPRESSION"."""
    reasons, rows = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            if line[0].isspace():
                glob, pattern = line.strip().split(None, 1)
                rows.append((kind, glob, re.compile(pattern)))
            else:
                kind, reasons[line.partition(":")[0]] = line.partition(":")[0], line.partition(":")[2].strip()
    return reasons, rows


def read_counts(path):
    """(file, line, whether it ran, branches, branches taken)"""
    with open(path, encoding="utf-8") as file:
        for source in json.load(file)["files"]:
            for line in source["lines"]:
                if not line.get("gcovr/noncode"):
                    taken = sum(branch["count"] > 0 for branch in line["branches"])
                    yield source["file"], line["line_number"], line["count"] > 0, len(line["branches"]), taken


class Sources:
    def __init__(self, root):
        self.root, self.kept = root, {}

    def text(self, name, number):
        if name not in self.kept:
            with open(f"{self.root}/{name}", encoding="utf-8") as file:
                self.kept[name] = file.read().split("\n")
        return self.kept[name][number - 1].strip()


def find_row(rows, name, text, has_run):
    for index, (kind, glob, pattern) in enumerate(rows):
        if fnmatch.fnmatch(name, glob) and pattern.search(text) and (has_run or not kind.endswith("(half)")):
            return index
    return None


def main():
    counts, table, root = sys.argv[1:]
    reasons, rows = read_table(table)
    sources = Sources(root)
    total = collections.Counter()
    kinds, used, loose = collections.defaultdict(collections.Counter), set(), []
    for name, number, has_run, branches, taken in read_counts(counts):
        total.update(lines=1, run=has_run, branches=branches, taken=taken)
        if has_run and branches == taken:
            continue
        text = sources.text(name, number)
        row = find_row(rows, name, text, has_run)
        if row is None:
            loose.append(f"{name}:{number}: {'' if has_run else 'never run, '}{branches - taken} of {branches} branches: {text}")
        else:
            used.add(row)
        kinds[None if row is None else rows[row][0]].update(lines=not has_run, branches=branches - taken)
    shares = [100 * total["run"] / total["lines"], 100 * total["taken"] / total["branches"]]
    for kind, reason in [*reasons.items(), (None, "no reason is given: listed below")]:
        print(f"{kinds[kind]['lines']:5} lines {kinds[kind]['branches']:5} branches  {kind or 'others'}: {reason}")
    for line in loose[:MOST_LISTED]:
        print(line)
    if len(loose) > MOST_LISTED:
        print(f"… and {len(loose) - MOST_LISTED} more")
    for index in sorted(set(range(len(rows))) - used):
        print(f"stale: nothing falls under {rows[index][1]} {rows[index][2].pattern}")
    print(f"lines:    {shares[0]:.1f}% ({total['run']} of {total['lines']}; at least {LINES}%)")
    print(f"branches: {shares[1]:.1f}% ({total['taken']} of {total['branches']}; at least {BRANCHES}%)")
    return 0 if shares[0] >= LINES and shares[1] >= BRANCHES else 1


if __name__ == "__main__":
    sys.exit(main())
