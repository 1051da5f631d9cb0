"""The table behind each block of a report's pages: what a sheet holds and a chart draws."""
import glob
import os
import re

import numpy as np
import pandas as pd

PROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def read_heads():
    """{measure: {title, ref, unit, better, definition, owner}} as the measures' own heads say them."""
    heads = {}
    for path in glob.glob(f"{PROJECT}/stages/measures/*.sql"):
        with open(path, encoding="utf-8") as file:
            text = re.sub(r"\n--\s{6,}", " ", file.read())
        heads[os.path.basename(path)[:-4]] = dict(re.findall(r"^-- (\w+):\s+(.*)$", text, re.M))
    return heads


class Edition:
    """Figures and what they are read against; a headline and a block's table are made once."""

    def __init__(self, figures, frames, calendar):
        self.figures, self.frames, self.calendar = figures, frames, calendar
        self.heads = read_heads()
        self.headlines, self.tables = {}, {}
        days = (figures.period_end - figures.period_start).dt.days
        self.kinds = pd.Series(np.select([days == 0, days <= 31], ["day", "month"], "year"), index=figures.index)
        self.groups = dict(tuple(figures.assign(kind=self.kinds).groupby(["measure", "breakdown"])))

    def rows(self, measure, split="all", kind=None):
        rows = self.groups.get((measure, split))
        if rows is None:
            return self.figures.head(0).assign(kind=[])
        if kind is None:
            kinds = set(rows.kind)
            kind = next((k for k in ("year", "day", "month") if k in kinds), None)
        return rows[rows.kind == kind]

    def latest(self, measure, split="all"):
        rows = self.rows(measure, split)
        ends = rows.period_end[rows.period_start <= self.calendar.as_at]
        return rows[rows.period_end == ends.max()]

    def previous(self, measure):
        rows = self.rows(measure)
        return rows[rows.period_end == self.calendar.previous_board]

    def target(self, measure):
        targets = self.frames["targets"]
        targets = targets[(targets.measure == measure) & (targets.from_date <= self.calendar.as_at)].sort_values("from_date")
        return targets.iloc[-1] if len(targets) else None


def value(rows):
    return rows.value.iloc[0] if len(rows) else np.nan


def rating(edition, measure, latest):
    target, better = edition.target(measure), edition.heads[measure]["better"]
    if target is None or np.isnan(latest) or better == "neither":
        return "Not rated"
    short = (target.target - latest) if better == "higher" else (latest - target.target)
    return "Green" if short <= 0 else "Amber" if short <= target.amber_within else "Red"


def headline(edition, measure):
    if measure not in edition.headlines:
        edition.headlines[measure] = make_headline(edition, measure)
    return edition.headlines[measure]


def make_headline(edition, measure):
    head = edition.heads[measure]
    latest, previous = value(edition.latest(measure)), value(edition.previous(measure))
    target = edition.target(measure)
    return {"Ref": head["ref"], "Measure": head["title"], "Latest": latest, "Previous board": previous,
            "Change": np.round(latest - previous, 1), "Target": np.nan if target is None else target.target,
            "Rating": rating(edition, measure, latest), "Unit": head["unit"]}


def measures_table(edition, measures):
    return pd.DataFrame([headline(edition, measure) for measure in measures])


def measures_of(block):
    return block.get("measures") or [m for group in block.get("groups", []) for m in group.get("measures", [])]


def series(edition, block):
    rows = edition.rows(block["measure"], kind=block.get("period")).sort_values("period_end")
    table = rows[["period_start", "period_end", "numerator", "denominator", "value"]].reset_index(drop=True)
    if block["chart"] == "spc":
        whole = table.value[table.period_end < edition.calendar.as_at]
        spread = 2.66 * whole.diff().abs().mean()
        table["mean"], table["lower"], table["upper"] = whole.mean(), max(whole.mean() - spread, 0), whole.mean() + spread
    return table


def by_category(edition, block):
    rows = edition.latest(block["measure"], block["split"])
    table = rows[["category", "numerator", "denominator", "value"]].sort_values("value", ascending=False)
    return table.head(block.get("most", 200)).reset_index(drop=True)


def group_categories(table, block):
    for group in block.get("groups", []):
        table.loc[table.category.isin(group["categories"]), "category"] = group["title"]
    return table


def over_time(edition, block):
    rows = group_categories(edition.rows(block["measure"], block["split"], block.get("period")).copy(), block)
    return rows.pivot_table(index="period_end", columns="category", values="value", aggfunc="sum").fillna(0).reset_index()


def multiples(edition, block):
    rows = edition.rows(block["measure"], block["split"], "year")
    return rows.pivot_table(index="period_end", columns="category", values="value").reset_index()


def two_way(edition, block):
    rows = edition.latest(block["measure"], f"{block['split']}|{block['by']}")
    both = rows.category.str.split("|", n=1, expand=True)
    table = group_categories(rows.assign(row=both[0], category=both[1]), block)
    return table.pivot_table(index="row", columns="category", values="value", aggfunc="sum").fillna(0).reset_index()


def published(edition, block):
    rows = edition.frames["dfe_timeliness_20_week"]
    rows = rows[rows.breakdown_topic.str.startswith("All ")]
    ours = rows[(rows.geographic_level == "National") | (rows.old_la_code == "895")]
    name = ours.la_name.fillna(ours.country_name)
    return ours.assign(area=name)[["time_period", "area", "PC_plans_issued_20_weeks_ex"]].sort_values(["area", "time_period"])


def comments(edition, block):
    notes = edition.frames["commentary"]
    notes = notes[(notes.as_at == edition.calendar.as_at) & notes.measure.isin(block["measures"])]
    return notes[["measure", "text", "author"]]


def exceptions(edition, block):
    red = measures_table(edition, [m for m in edition.heads if m in set(edition.figures.measure)])
    notes = edition.frames["commentary"].drop_duplicates("measure", keep="last").set_index("measure")["text"]
    refs = {edition.heads[m]["ref"]: m for m in edition.heads}
    red = red[red.Rating == "Red"].sort_values("Ref")
    return red.assign(Why=red.Ref.map(refs).map(notes).fillna(""))


def actions(edition, block):
    rows = edition.frames["actions"]
    rows = rows[rows.updated_date <= edition.calendar.as_at].sort_values("updated_date").drop_duplicates("ref", keep="last")
    return rows[["ref", "action", "owner", "complete_by", "status", "note"]].sort_values("ref")


def register(edition, block):
    known = sorted((m for m in edition.heads if m in set(edition.figures.measure)), key=lambda m: edition.heads[m]["ref"])
    return measures_table(edition, known)


def definitions(edition, block):
    rows = [{"Ref": h["ref"], "Measure": h["title"], "Definition": h.get("definition", ""), "Source": h["source"],
             "Owner": h["owner"]} for h in edition.heads.values()]
    return pd.DataFrame(rows).sort_values("Ref")


def inputs(edition, block):
    rows = edition.rows("rows_rejected", "extract", "day")
    return rows[["category", "numerator", "denominator", "value"]].rename(columns={"category": "extract", "numerator": "rejected"})


TABLES = {"spc": series, "line": series, "bars": by_category, "share": by_category, "funnel": by_category, "stack": over_time,
          "multiples": multiples, "amounts": two_way, "pair": two_way, "parts": two_way, "published": published,
          "comments": comments, "exceptions": exceptions, "actions": actions, "register": register, "definitions": definitions,
          "inputs": inputs, "signals": exceptions}


def block_table(edition, block):
    if block["id"] not in edition.tables:
        edition.tables[block["id"]] = make_table(edition, block)
    return edition.tables[block["id"]].copy()


def make_table(edition, block):
    make = TABLES.get(block["chart"])
    if make is not None:
        return make(edition, block)
    return measures_table(edition, [m for m in measures_of(block) if m in set(edition.figures.measure)])


def block_title(edition, block):
    return block.get("title") or (edition.heads[block["measure"]]["title"] if "measure" in block else block["id"])
