"""scorecard.py EXTRACTS AS_AT OUT: the board's figures, workbook and PDF as a pandas script gives them.

OUT/figures.csv has scorecard's columns (agree.py compares them), OUT/send-scorecard.xlsx and .pdf its sheets and pages.
"""
import json
import os
import sys

import pandas as pd

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from blocks import Edition  # noqa: E402
from counting import COLUMNS, count, tenth  # noqa: E402
from dates import Calendar  # noqa: E402
from extracts import read_all  # noqa: E402
from marts import Council  # noqa: E402
from measures import ROWS, SPECS  # noqa: E402
from pdf import write_pdf  # noqa: E402
from workbook import write_workbook  # noqa: E402

PROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def previous_board(as_at):
    with open(f"{PROJECT}/settings.json", encoding="utf-8") as file:
        return max(day for day in json.load(file)["board_dates"] if day < as_at)


def pairs_of(report):
    """{measure: [(split, split)]} that pages ask for."""
    pairs = {}
    for page in report["pages"]:
        for block in page["blocks"]:
            if "by" in block and "|".join((block["split"], block["by"])) not in SPECS[block["measure"]]["splits"]:
                pairs.setdefault(block["measure"], []).append((block["split"], block["by"]))
    return pairs


def add_ratio(figures, name, numerator, denominator, scale):
    """Requests for each 10,000 residents: what a window counts by the residents on its last day."""
    tops = figures[(figures.measure == numerator) & (figures.breakdown == "all") & (figures.period_start != figures.period_end)]
    tops = tops[(tops.period_end - tops.period_start).dt.days > 31]
    bottoms = figures[(figures.measure == denominator) & (figures.breakdown == "all")].set_index("period_end")["numerator"]
    below = tops.period_end.map(bottoms)
    ratio = tops.assign(measure=name, denominator=below, value=tenth(tops.numerator / below * scale))
    return pd.concat([figures, ratio], ignore_index=True)


def count_all(council, calendar, pairs):
    rows = []
    for name, spec in SPECS.items():
        rows += count(name, spec, ROWS[name](council), calendar, pairs.get(name, ()))
    figures = pd.DataFrame(rows, columns=COLUMNS)
    return add_ratio(figures, "requests_per_10000", "requests_received", "population_0_to_25", 10000)


def main(folder, as_at, out):
    os.makedirs(out, exist_ok=True)
    with open(f"{PROJECT}/reports/send-scorecard.json", encoding="utf-8") as file:
        report = json.load(file)
    frames, counts = read_all(folder, PROJECT)
    frames["census_date"] = frames["first_concerns"]["censusdate"].max()
    calendar = Calendar(as_at, previous_board(as_at))
    council = Council(frames, counts, calendar, PROJECT)
    figures = count_all(council, calendar, pairs_of(report))
    figures.sort_values(COLUMNS[:5]).to_csv(f"{out}/figures.csv", index=False, date_format="%Y-%m-%d")
    edition = Edition(figures, frames, calendar)
    write_workbook(f"{out}/send-scorecard.xlsx", report, edition)
    write_pdf(f"{out}/send-scorecard.pdf", report, edition)


if __name__ == "__main__":
    main(*sys.argv[1:])
