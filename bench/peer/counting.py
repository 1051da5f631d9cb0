"""Counts a measure's rows for all its periods and splits.

A measure's frame has `on` (event), `start` and `stop` (state) or `at` (on a day), `met` (rate), `value` (median, sum) or
`top` and `bottom` (ratio), its splits, and maybe `known_from`, `known_to`.
"""
import numpy as np
import pandas as pd

COLUMNS = ["measure", "period_start", "period_end", "breakdown", "category", "numerator", "denominator", "value"]


def tenth(number):
    return np.floor(number * 10 + 0.5) / 10


def periods_of(spec, calendar, frame):
    listed = []
    for kind in spec["periods"]:
        if kind == "month":
            listed += [(a, b, True) for a, b in calendar.months()]
        elif kind == "rolling":
            listed += [(a, b, True) for a, b in calendar.windows()]
        elif kind == "day":
            listed += [(day, day, True) for day in calendar.days]
        elif kind == "as_at":
            listed.append((calendar.as_at, calendar.as_at, True))
        elif kind == "census":
            listed += [(day, day, True) for day in frame["at"].drop_duplicates().sort_values()]
        else:
            years = [(a, b, a <= calendar.as_at <= b) for a, b in calendar.financial_years()]
            listed += [year for year in years if kind == "financial" or year[2]]
    return listed


def rows_in(frame, start, end):
    """Which rows a period counts."""
    if "on" in frame:
        inside = (frame["on"] >= start) & (frame["on"] <= end)
        if "known_from" in frame:
            inside &= ~(frame["known_from"] > end)
        if "known_to" in frame:
            inside &= ~(frame["known_to"] <= end)
        return inside.values
    if "at" in frame:
        return (frame["at"] == end).values
    return ((frame["start"] <= end) & ~(frame["stop"] <= end)).values


def amounts(spec, frame):
    """Each row's part of numerator and denominator, and whether it is counted at all."""
    kind, n = spec["kind"], len(frame)
    if kind == "rate":
        met = frame["met"].astype(float).values
        return np.nan_to_num(met), np.ones(n), ~np.isnan(met)
    if kind in ("median", "sum"):
        value = frame["value"].astype(float).values
        return value, np.ones(n), ~np.isnan(value)
    if kind == "ratio":
        return frame["top"].astype(float).values, frame["bottom"].astype(float).values, np.ones(n, bool)
    return np.ones(n), np.ones(n), np.ones(n, bool)


def value_of(spec, top, bottom):
    kind, unit = spec["kind"], spec["unit"]
    if kind in ("count", "sum"):
        return (top / 100 if unit == "pounds" else top), np.nan, top
    if bottom == 0:
        return np.nan, 0, np.nan
    scale = {"percent": 100, "per 10,000": 10000}.get(unit)
    if unit == "pounds":
        return np.floor(top / bottom + 0.5) / 100, bottom, top
    return tenth(top / bottom * scale if scale else top / bottom), bottom, top


def median_of(spec, values):
    if len(values) == 0:
        return np.nan, 0, np.nan
    middle = np.median(values)
    return tenth(middle / 7 if spec["unit"] == "weeks" else middle), len(values), np.nan


def codes_of(frame, split):
    texts = frame[split].astype(object).where(frame[split].notna(), "unknown").astype(str)
    return pd.factorize(texts, sort=True)


def count(name, spec, frame, calendar, pairs=()):
    frame = frame.reset_index(drop=True)
    top, bottom, counted = amounts(spec, frame)
    splits = {"all": (np.zeros(len(frame), int), np.array(["all"]))} if spec.get("has_all", True) else {}
    for split in spec.get("splits", ()):
        splits[split] = codes_of(frame, split)
    for pair in pairs:
        first, second = (codes_of(frame, part) for part in pair)
        joined = pd.Series(first[1])[first[0]].values + "|" + pd.Series(second[1])[second[0]].values
        splits["|".join(pair)] = pd.factorize(joined, sort=True)
    out = []
    for start, end, is_always in periods_of(spec, calendar, frame):
        inside = rows_in(frame, start, end) & counted
        for split, (codes, categories) in splits.items():
            n = np.bincount(codes[inside], minlength=len(categories))
            tops = np.bincount(codes[inside], weights=top[inside], minlength=len(categories))
            bottoms = np.bincount(codes[inside], weights=bottom[inside], minlength=len(categories))
            for i, category in enumerate(categories):
                if n[i] == 0 and not (split == "all" and is_always):
                    continue
                if spec["kind"] == "median":
                    value, low, high = median_of(spec, top[inside & (codes == i)])
                else:
                    value, low, high = value_of(spec, tops[i], bottoms[i])
                out.append((name, start, end, split, category, high, low, value))
    return out
