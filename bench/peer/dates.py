"""Calendar arithmetic on columns of dates, as DfE counts: ages by birthday (29 February: on 1 March), school years by
the 31 August before, working days without England's bank holidays."""
import numpy as np
import pandas as pd

DAY = pd.Timedelta(days=1)


def age_at(birth, on):
    """Completed years, NaN before birth; `on` a column or one day."""
    on = pd.Series(on, index=birth.index) if not isinstance(on, pd.Series) else on
    early = (on.dt.month * 100 + on.dt.day) < (birth.dt.month * 100 + birth.dt.day)
    years = on.dt.year - birth.dt.year - early
    return years.where(birth <= on)


def age_band(age):
    bands = pd.cut(age, [-np.inf, 4, 10, 15, 19, 25, np.inf],
                   labels=["under 5", "5 to 10", "11 to 15", "16 to 19", "20 to 25", "over 25"])
    return bands.astype(object)


def august_before(day):
    return pd.Timestamp(day.year - (1 if (day.month, day.day) <= (8, 31) else 0), 8, 31)


def nc_year(birth, august):
    names = {0: "below N1", 1: "below N1", 2: "N1", 3: "N2", 4: "R"}
    age = age_at(birth, august)
    return age.map(lambda years: names.get(years, str(int(years) - 4)) if years == years else np.nan)


def months_between(start, end):
    """Completed months, as ages are counted."""
    months = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month
    return months - (end.dt.day < start.dt.day)


def add_working_days(dates, days, holidays):
    """The n-th working day after each date; NaT where either is missing."""
    known = dates.notna() & pd.Series(days, index=dates.index).notna()
    result = pd.Series(pd.NaT, index=dates.index, dtype="datetime64[ns]")
    if known.any():
        counts = pd.Series(days, index=dates.index)[known].astype(int)
        result[known] = np.busday_offset(dates[known].values.astype("datetime64[D]"), counts.values, roll="backward",
                                         holidays=holidays)
    return result


def least(*columns):
    """The earliest of each row, missing ones passed over."""
    return pd.concat([pd.to_datetime(column) for column in columns], axis=1).min(axis=1)


class Calendar:
    """The days counted: as-at, the board before and 24 month ends; months, and windows of twelve months."""

    def __init__(self, as_at, previous_board):
        self.as_at, self.previous_board = pd.Timestamp(as_at), pd.Timestamp(previous_board)
        last = self.as_at if self.as_at.is_month_end else self.as_at.replace(day=1) - DAY
        self.month_ends = list(pd.date_range(end=last, periods=24, freq="M"))
        self.days = sorted({*self.month_ends, self.previous_board, self.as_at})

    def months(self):
        whole = [(end.replace(day=1), end) for end in self.month_ends]
        part = [] if self.month_ends[-1] == self.as_at else [(self.as_at.replace(day=1), self.as_at)]
        return whole + part

    def windows(self):
        return [((end + DAY) - pd.DateOffset(years=1), end) for end in self.days]

    def financial_years(self):
        first = self.as_at.year - (self.as_at.month < 4)
        return [(pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 3, 31)) for year in range(first - 10, first + 6)]

    def financial_year(self):
        year = self.as_at.year - (self.as_at.month < 4)
        return f"{year}-{(year + 1) % 100:02d}"
