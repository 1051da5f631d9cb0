"""agree.py OURS THEIRS: how many rows of one figures.csv the other gives, too, number for number."""
import sys

import pandas as pd

KEYS = ["measure", "period_start", "period_end", "breakdown", "category"]
NUMBERS = ["numerator", "denominator", "value"]


def read(path):
    return pd.read_csv(path, dtype={key: str for key in KEYS}, keep_default_na=False, na_values={n: [""] for n in NUMBERS})


def main(ours_path, theirs_path, *options):
    ours, theirs = read(ours_path), read(theirs_path)
    both = ours.merge(theirs, on=KEYS, how="outer", suffixes=("", "_theirs"), indicator=True)
    same = both._merge == "both"
    for number in NUMBERS:
        given, other = both[number], both[number + "_theirs"]
        same &= (given.isna() & other.isna()) | ((given - other).abs() < 1e-6) | (given.isna() & (number != "value"))
    splits = set(zip(theirs.measure, theirs.breakdown))  # pairs that only other reports ask for are not tried
    tried = both[[pair in splits for pair in zip(both.measure, both.breakdown)]]
    agreed = same[tried.index]
    print(f"{agreed.sum()} of {len(tried)} figures agree, of {tried.measure.nunique()} of {ours.measure.nunique()} measures "
          f"(not tried: {', '.join(sorted(set(ours.measure) - set(theirs.measure))) or 'none'}, "
          f"and {(ours.measure.isin(theirs.measure)).sum() - (tried._merge != 'right_only').sum()} of pairs that other reports ask for)")
    if options:
        differing = both.loc[tried.index][~agreed]
        print(differing.groupby(["measure", "breakdown", "_merge"], observed=True).size().to_string())
        print(differing.head(40).to_string())


if __name__ == "__main__":
    main(*sys.argv[1:])
