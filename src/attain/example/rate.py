"""Exchange rates: each fiscal year's plan rate and each month's average, for every pair of currencies."""

from __future__ import annotations

import datetime as dt

from attain.example.days import AS_OF, months_between
from attain.example.seat import Row
from attain.example.stream import stream
from attain.kernel.rounding import divide_rounded
from attain.kernel.scaled import ONE

FIRST_MONTH = dt.date(2025, 1, 1)
# Dollars for one unit, at four decimal places.
PLAN_IN_DOLLARS = {
    2025: {"USD": 10_000, "GBP": 12_600, "EUR": 10_900},
    2026: {"USD": 10_000, "GBP": 13_100, "EUR": 11_400},
}


def convert_at_plan(amount_minor: int, from_currency: str, to_currency: str, year: int) -> int:
    """An amount at the plan rate of the year, rounded half even (all three have two decimal places)."""
    dollars = PLAN_IN_DOLLARS[year]
    return divide_rounded(amount_minor * dollars[from_currency], dollars[to_currency])


def rate_rows(seed: int) -> list[Row]:
    """The rows of the exchange rates table."""
    rows: list[Row] = []
    for year, dollars in PLAN_IN_DOLLARS.items():
        rows += _pairs("plan", dt.date(year, 1, 1), dollars)
    level = dict(PLAN_IN_DOLLARS[2025])
    for month in months_between(FIRST_MONTH, AS_OF):
        rng = stream(seed, "fx", month.isoformat())
        for currency in ("GBP", "EUR"):
            pull = (PLAN_IN_DOLLARS[month.year][currency] - level[currency]) * 0.2
            level[currency] += round(pull + rng.gauss(0.0, 110.0))
        rows += _pairs("month-average", month, level)
    return rows


def _pairs(rate_type: str, since: dt.date, dollars: dict[str, int]) -> list[Row]:
    return [
        {
            "from_currency": source,
            "to_currency": target,
            "rate_type": rate_type,
            "valid_from": since,
            "rate": divide_rounded(dollars[source] * ONE, dollars[target]),
        }
        for source in dollars
        for target in dollars
        if source != target
    ]
