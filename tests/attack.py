"""Attacks the figures of a run as a reader would: python3 attack.py PUBLISHED.csv COUNTED.csv [REF=PART:REF:PART…] [register=GIAS.csv]

PUBLISHED is figures.csv, COUNTED the same with --unsuppressed, which is only used to see whether what is worked out is right, and to
leave out months that do not add up. Numbers are narrowed, equation by equation, until nothing changes: splits and two-way tables add up,
months and overlapping years are sums of the same days, denominators are numerators and rest, and measures share numbers. Knows nothing
of the program. Prints what it worked out; exit 1 when that is anything.

PUBLISHED and COUNTED may each be several editions, the newest first, with colons between. Their reader takes a measure, breakdown, category
and period for the same number in all of them, where the newest that tells it is right. What the others give away without the newest is
counted apart and is no fault of the newest."""
import collections
import csv
import datetime
import functools
import gc
import sys

UNKNOWN = 10 ** 9
OTHER = set("F01 F02 F03 F04 F05 F06 F07 N01 N02 N03 W01 W02 W03 W04 W05 A01 A02 X09 B01 D07 S03".split())
MAY_FALL = {"C11"}
KEPT = {(ref, ("all", "all")) for ref in ("C02", "C03", "T02", "T09")}  # whose days others are held against
# two parts of two measures are the same number: measure, part, measure, part; and a category of the second
SAME = [("D02", "d", "D01", "n", None), ("D05", "d", "D04", "d", None), ("S01", "d", "C01", "n", None), ("S05", "d", "C01", "n", None),
        ("P01", "d", "C01", "n", None), ("S02", "n", "C01", "n", None), ("P03", "d", "P02", "n", None), ("C08", "d", "C04", "n", None),
        ("C09", "d", "C05", "n", None), ("C04", "d", "C06", "d", None), ("C12", "d", "C06", "d", None), ("T03", "d", "T02", "d", None),
        ("D02", "n", "D01", "n", ("request_source", "1")), ("T07", "n", "T06", "n", ("weeks_band", "over 20")),
        ("S01", "n", "S02", "n", ("category", "independent")), ("Q01", "d", "Q02", "n", ("section", "overall")),
        ("Q03", "n", "Q02", "n", ("section", "overall"))]
# every case of the first is one of the second, line by line
WITHIN = [("T01", "T02"), ("H02", "H01")]
# every case of all of the first is one of all of the second, day by day
WITHIN_ALL = [("T09", "d", "C02", "n"), ("T02", "d", "C02", "n")]
# what a file's rows, its empty cells or the findings in it say: numbers that add up to nothing
FILES = {"N02", "N03"}  # which are attacked, but no secrets
INPUTS = [[("C01", ("all", "all"), "n", 1), ("N03", ("extract|field", "activeplans|activeplanstableid"), "d", -1)],
          [("H05", ("all", "all"), "n", 1), ("N03", ("extract|field", "dynamic_support|to_date"), "r", -1)],
          [("C01", ("placement_type", "unknown"), "n", 1), ("N03", ("extract|field", "placementdetail|ukprn"), "n", -1)],
          [("C01", ("placement_type", "NIEO"), "n", 1), ("C01", ("placement_type", "OTH"), "n", 1),
           ("N03", ("extract|field", "placementdetail|sensettingother"), "n", -1)],
          [*((("C01", ("placement_type", code), "n", 1)) for code in "OLA OPA EHE EYP OTH NEET NIEC NIEO".split()),
           ("N03", ("extract|field", "placementdetail|sensetting"), "n", -1)],
          [("T06", ("stage", "awaiting decision"), "n", 1), ("N03", ("extract|field", "casework|panel_date"), "r", -1)],
          [("H01", ("all", "all"), "n", 1), ("N03", ("extract|field", "health_waits|closed_date"), "r", -1),
           ("N03", ("extract|field", "health_waits|outcome_date"), "n", 1)],
          [("C01", ("primary_need", "unknown"), "n", 1), ("N02", ("code", "active-plan-without-need"), "n", -1)],
          [("N02", ("extract", "activeplans"), "n", 1),
           *((("N02", ("code", f"active-plan-{check}"), "n", -1)) for check in
             "decision-before-review outcome-without-review review-before-start without-need without-placement without-plan".split())]]
# cells of a two-way table that add up to another measure, or hold it: the measure, whether it is all of them, the table, the cells
CELLS = [("D06", "all", True, "T06", "stage|weeks_band", ["awaiting decision|6 to 16", "awaiting decision|16 to 20", "awaiting decision|over 20"]),
         ("H02", "pathway", False, "H01", "pathway|weeks_band", ["{}|12 to 18", "{}|18 to 52", "{}|over 52"])]
# a side of a two-way table that is published as a split of another measure only
MARGIN = [("C01", "category", "S02")]


def read(path, encoding="utf-8"):
    with open(path, newline="", encoding=encoding) as file:
        return list(csv.DictReader(file))


@functools.lru_cache(maxsize=None)
def day(text):
    return datetime.date.fromisoformat(text)


class Attack:
    """Numbers with the least and the most that they can be, and equations between them."""

    def __init__(self):
        self.low, self.high, self.equations, self.uses = [], [], [], []

    def number(self, value=None, least=0):
        self.low.append(least if value is None else value)
        self.high.append(UNKNOWN if value is None else value)
        self.uses.append([])
        return len(self.low) - 1

    def equation(self, plus, minus):
        at = len(self.equations)
        for number in (*plus, *minus):
            self.uses[number].append(at)
        self.equations.append([(number, 1) for number in plus] + [(number, -1) for number in minus])

    def narrow(self, terms):
        """Each term is what the others leave it."""
        low, high, changed = self.low, self.high, []
        least = most = 0
        for n, sign in terms:
            if sign > 0:
                least += low[n]
                most += high[n]
            else:
                least -= high[n]
                most -= low[n]
        for n, sign in terms:
            width = high[n] - low[n]
            if width == 0 or (width <= -least and width <= most):
                continue  # the others leave it all of its range
            a, b = (low[n], high[n]) if sign > 0 else (-high[n], -low[n])
            up, down = a - least, b - most
            new_low, new_high = max(a, down), min(b, up)
            if sign < 0:
                new_low, new_high = -new_high, -new_low
            if new_low > low[n] or (new_high < high[n] and new_high < UNKNOWN // 2):
                low[n], high[n] = max(low[n], new_low), min(high[n], new_high)
                least += (low[n] if sign > 0 else -high[n]) - a
                most += (high[n] if sign > 0 else -low[n]) - b
                changed.append(n)
        return changed

    def run(self):
        queue = collections.deque(range(len(self.equations)))
        waiting = [True] * len(self.equations)
        while queue:
            at = queue.popleft()
            waiting[at] = False
            for number in self.narrow(self.equations[at]):
                for use in self.uses[number]:
                    if not waiting[use]:
                        waiting[use] = True
                        queue.append(use)


class Published:
    def __init__(self, published, counted):
        """Of several editions, the newest first."""
        self.attack = Attack()
        self.lines = collections.defaultdict(lambda: collections.defaultdict(dict))  # ref → (breakdown, category) → period → row
        self.truth = {}
        self.numbers = {}  # (ref, line, period) → {"n": number, "d": …, "r": …}
        self.slots = {}  # (ref, line, part) → (first day, day after the last) → number
        self.told = set()  # (ref, breakdown, period): a category without a row is 0
        for rows in reversed(counted):
            self.truth.update({self.key(row): row for row in rows})
        for rows in published:
            self.add_edition([row for row in rows if row["ref"] not in OTHER - FILES and row["symbol"] != "x"])
        for ref in self.lines:
            self.add_measure(ref)

    def add_edition(self, rows):
        """What an older edition tells of a number that a newer one hides is taken from it."""
        periods, breakdowns = collections.defaultdict(set), collections.defaultdict(set)
        for row in rows:
            period = row["period_start"], row["period_end"]
            periods[row["ref"]].add(period)
            breakdowns[row["ref"]].add(row["breakdown"])
            told = self.lines[row["ref"]][row["breakdown"], row["category"]]
            if period not in told and (row["ref"], row["breakdown"], period) in self.told:
                continue  # 0 by now
            newer = told.setdefault(period, row)
            if newer["symbol"] == "c" and newer is not row and self.is_true(row):
                parts = {part: newer[part] or row[part] for part in ("numerator", "denominator")}
                told[period] = {**row, **parts}
        self.told |= {(ref, breakdown, period) for ref in periods for breakdown in breakdowns[ref] for period in periods[ref]}

    @staticmethod
    def key(row):
        return row["ref"], row["breakdown"], row["category"], row["period_start"], row["period_end"]

    def is_true(self, row):
        """Whether the data have not been corrected since."""
        truth = self.truth.get(self.key(row), {"numerator": "0", "denominator": "0"})
        return all(row[part] in ("", truth[part] or "0") for part in ("numerator", "denominator"))

    def true_number(self, ref, line, period, part):
        row = self.truth.get((ref, *line, *period))
        if row is None:
            return 0
        n = 0 if part == "d" else int(row["numerator"] or 0)
        d = 0 if part == "n" else int(row["denominator"] or 0)
        return n if part == "n" else d - n

    def add_number(self, ref, line, period, row):
        is_hidden = row is not None and row["symbol"] == "c"
        least = -UNKNOWN if ref in MAY_FALL else 0
        is_zero = row is None and (ref, line[0], period) in self.told
        told = {"n": 0, "d": 0} if is_zero else {"n": None, "d": None}
        if row is not None:
            told = {part: int(row[name]) if row[name] != "" else None if is_hidden else 0
                    for part, name in (("n", "numerator"), ("d", "denominator"))}
        numbers = {}
        if self.has["n"]:
            numbers["n"] = self.attack.number(told["n"], least)
        if self.has["d"]:
            numbers["d"] = self.attack.number(told["d"])
        if len(numbers) == 2:
            numbers["r"] = self.attack.number()
            self.attack.equation([numbers["n"], numbers["r"]], [numbers["d"]])
        self.numbers[ref, line, period] = numbers

    def add_measure(self, ref):
        lines = self.lines[ref]
        periods = sorted({period for rows in lines.values() for period in rows})
        rows = [row for line in lines.values() for row in line.values()]
        self.has = {"n": any(row["numerator"] for row in rows) or any(row["symbol"] == "c" for row in rows),
                    "d": any(row["denominator"] for row in rows)}
        if rows[0]["unit"] == "weeks":
            self.has["n"] = False
        for line in lines:
            for period in periods:
                self.add_number(ref, line, period, lines[line].get(period))
        for breakdown in {line[0] for line in lines if line[0] != "all"}:
            self.add_breakdown(ref, breakdown, periods)
        for line in lines:
            self.add_times(ref, line, periods)

    def parts(self, ref, line, period):
        return self.numbers[ref, line, period]

    def add_sum(self, ref, cells, whole, periods, other=None):
        of = other or ref
        for period in periods:
            for part, number in self.numbers.get((of, whole, period), {}).items():
                if sum(self.true_number(ref, cell, period, part) for cell in cells) == self.true_number(of, whole, period, part):
                    self.attack.equation([self.parts(ref, cell, period)[part] for cell in cells], [number])

    def add_breakdown(self, ref, breakdown, periods):
        lines = self.lines[ref]
        cells = [line for line in lines if line[0] == breakdown]
        margins = collections.defaultdict(list)
        first, _, second = breakdown.partition("|")
        splits = {line[0] for line in lines}
        for cell in cells:
            found = []
            for at, letter in enumerate(cell[1]):
                pair = [(split, part) for split, part in ((first, cell[1][:at]), (second, cell[1][at + 1:])) if split in splits]
                if second and letter == "|" and pair and all(margin in lines for margin in pair):
                    found = pair
                    break
            for margin in found or [("all", "all")]:
                margins[margin].append(cell)
        if second and ("all", "all") not in margins:  # what a table has no cell of is 0
            for line in lines:
                if line[0] in (first, second):
                    margins[line]  # makes an empty list
        for margin, its in margins.items():
            if margin in lines:
                self.add_sum(ref, its, margin, periods)

    def add_times(self, ref, line, periods):
        """Stretches of days that no period cuts: each period is the sum of its own."""
        if all(start == end for start, end in periods):
            return
        spans = [(period, day(period[0]), day(period[1]) + datetime.timedelta(1)) for period in periods]
        cuts = sorted({cut for _, start, end in spans for cut in (start, end)})
        if not any(row["symbol"] == "c" for row in self.lines[ref][line].values()) and (ref, line) not in KEPT:
            return
        months = {period for period, start, end in spans if (end - start).days < 32}
        for period, start, end in spans:
            inside = [month for month in months if start <= day(month[0]) and day(month[1]) < end]
            for part in self.parts(ref, line, period):
                if period not in months and sum((day(m[1]) - day(m[0])).days + 1 for m in inside) == (end - start).days and \
                        sum(self.true_number(ref, line, m, part) for m in inside) != self.true_number(ref, line, period, part):
                    return  # what was known at each end differs: months do not add up
        if ref in ("R03", "R06", "D04", "X03"):
            return
        for part in self.parts(ref, line, periods[0]):
            slots = self.slots[ref, line, part] = {pair: self.attack.number() for pair in zip(cuts, cuts[1:])}
            for period, start, end in spans:
                self.attack.equation([n for (a, b), n in slots.items() if start <= a and b <= end], [self.parts(ref, line, period)[part]])

    def tie(self, one, other):
        if one in self.numbers and other in self.numbers:
            return self.numbers[one], self.numbers[other]
        return None, None

    def link_margins(self):
        for ref, side, other in MARGIN:
            cells = collections.defaultdict(list)
            for breakdown, category in self.lines.get(ref, {}):
                if breakdown.startswith(side + "|"):
                    cells[breakdown, category.split("|")[0]].append((breakdown, category))
            for (_, category), its in cells.items():
                periods = {period for line in its for period in self.lines[ref][line]}
                self.add_sum(ref, its, (side, category), periods, other)

    def link_days(self):
        """Plans open on a day are those of an earlier day, those begun and less those ceased; and subsets, day by day."""
        all_of = lambda ref, part: self.slots.get((ref, ("all", "all"), part), {})
        for first, part, second, other in WITHIN_ALL:
            for pair in set(all_of(first, part)) & set(all_of(second, other)):
                self.attack.equation([all_of(first, part)[pair], self.attack.number()], [all_of(second, other)[pair]])
        days = sorted(period for ref, line, period in self.numbers if ref == "C01" and line == ("all", "all"))
        for one, other in zip(days, days[1:]):
            start, end = (day(period[1]) + datetime.timedelta(1) for period in (one, other))
            begun, ceased = ([n for (a, b), n in all_of(ref, "n").items() if start <= a and b <= end] for ref in ("C02", "C03"))
            if begun and ceased:
                before, after = (self.numbers["C01", ("all", "all"), period]["n"] for period in (one, other))
                self.attack.equation([before, *begun], [after, *ceased])

    def link_inputs(self):
        """Where it is so: a reader may find it out, or take it to be so by what the columns mean."""
        periods = {period for ref, line, period in self.numbers if ref in FILES and line == ("all", "all")}
        for terms in INPUTS:
            for period in periods:
                told = [(self.numbers[ref, line, period][part], sign) for ref, line, part, sign in terms if (ref, line, period) in self.numbers]
                if any((ref, line, period) not in self.numbers and (ref, line[0], period) not in self.told for ref, line, _, _ in terms):
                    continue
                if sum(sign * self.true_number(ref, line, period, part) for ref, line, part, sign in terms) == 0:
                    self.attack.equation([n for n, sign in told if sign > 0], [n for n, sign in told if sign < 0])

    def link_cells(self):
        for ref, breakdown, is_whole, table, cells_of, names in CELLS:
            for r, line, period in list(self.numbers):
                if r != ref or line[0] != breakdown:
                    continue
                cells = [(cells_of, name.format(line[1])) for name in names]
                its = [self.numbers[table, cell, period]["n"] for cell in cells if (table, cell, period) in self.numbers]
                if sum(self.true_number(table, cell, period, "n") for cell in cells) >= self.true_number(ref, line, period, "n"):
                    rest = [] if is_whole else [self.attack.number()]
                    self.attack.equation([self.numbers[ref, line, period]["n"], *rest], its)

    def link(self):
        self.link_margins()
        self.link_days()
        self.link_inputs()
        self.link_cells()
        for first, part, second, other, where in SAME:
            for (ref, line, period) in list(self.numbers):
                if ref == first and (where is None or line == ("all", "all")):
                    one, two = self.tie((ref, line, period), (second, where or line, period))
                    if one and part in one and other in two:
                        self.attack.equation([one[part]], [two[other]])
        for first, second in WITHIN:
            for (ref, line, period) in list(self.numbers):
                one, two = self.tie((ref, line, period), (second, line, period)) if ref == first else (None, None)
                for part in ("n", "r"):
                    if one and part in one and part in two:
                        self.attack.equation([one[part], self.attack.number()], [two[part]])

    def link_register(self, register):
        """A school is of one phase, and so are all schools of some types."""
        phases = {row["URN"]: row["PhaseOfEducation (name)"] or "unknown" for row in register}
        types = collections.defaultdict(set)
        for row in register:
            types[row["TypeOfEstablishment (name)"]].add(phases[row["URN"]])
        mixed = {phase for of in types.values() if len(of) > 1 for phase in of}
        periods_of = collections.defaultdict(set)
        for ref, _, period in self.numbers:
            periods_of[ref].add(period)
        for ref in self.lines:
            periods = sorted(periods_of[ref])
            for breakdown, phase_of in (("school", phases), ("placement_type", {kind: min(of) for kind, of in types.items()})):
                cells = collections.defaultdict(list)
                for line in self.lines[ref]:
                    if line[0] == breakdown:
                        cells[phase_of.get(line[1], "unknown")].append(line)
                for phase in cells:
                    if ("school_phase", phase) in self.lines[ref] and (breakdown == "school" or phase not in mixed):
                        self.add_sum(ref, cells[phase], ("school_phase", phase), periods)

    def found(self):
        for (ref, line, period), numbers in self.numbers.items():
            row = self.lines[ref][line].get(period)
            if row is None or row["symbol"] != "c" or ref in FILES:
                continue
            for part, number in numbers.items():
                told = part != "r" and row["numerator" if part == "n" else "denominator"] != ""
                is_secret = part != "r" or 0 < self.true_number(ref, line, period, part) < 5
                if not told and is_secret and self.attack.low[number] == self.attack.high[number]:
                    yield ref, line, period, part, self.attack.low[number], self.true_number(ref, line, period, part)


def shown_small(published):
    for row in published:
        if row["ref"] in OTHER - {"D07", "S03"} or row["symbol"] in ("c", "z", "x"):
            continue
        n, d = int(row["numerator"] or 0), int(row["denominator"] or 0)
        small = [number for number in (n, d, d - n if row["denominator"] and row["numerator"] else 0) if 0 < number < 5]
        if small:
            yield row["ref"], row["breakdown"], row["category"], row["period_start"], row["period_end"], small


def attack(published, counted, register):
    attacked = Published(published, counted)
    attacked.link()
    if register:
        attacked.link_register(register)
    attacked.attack.run()
    return attacked


def main(published_paths, counted_paths, *pairs):
    published, counted = ([read(path) for path in paths.split(":")] for paths in (published_paths, counted_paths))
    rows = published[0]
    register = []
    for pair in pairs:
        first, _, rest = pair.partition("=")
        if first == "register":
            register = read(rest, "cp1252")
        else:
            SAME.append((first, *rest.split(":"), None))
    joint = attack(published, counted, register)
    before = set(attack(published[1:], counted[1:], register).found()) if len(published) > 1 else set()
    found = [fault for fault in joint.found() if fault not in before]
    faults = [*shown_small(rows), *found]
    hidden = sum(row["symbol"] == "c" for row in rows)
    print(f"{hidden} figures are hidden; {len(joint.attack.equations)} equations work out {len(faults)}, "
          f"{sum(0 < fault[-1] < 5 for fault in found)} of them small")
    if len(published) > 1:
        print(f"the earlier editions gave away {len(before)}, {sum(0 < fault[-1] < 5 for fault in before)} of them small")
    for fault in faults[:20]:
        print(*fault)
    return 1 if faults or not hidden else 0


gc.disable()  # a moment's millions of tuples without a cycle: to look through them takes a fourth of the time
sys.exit(main(*sys.argv[1:]))
