"""The company's days: from when its files start, what today is, and sums on months, quarters and weekdays."""

from __future__ import annotations

import datetime as dt
import random

START = dt.date(2025, 6, 1)
AS_OF = dt.date(2026, 11, 20)
PIPELINE_START = dt.date(
    2025, 1, 1
)  # deals that were already open when the files start were created from here on
SEATS_START = dt.date(2024, 1, 1)
QUOTA_END = dt.date(2027, 1, 1)


def add_months(first: dt.date, months: int) -> dt.date:
    """The same day of the month, ``months`` later (a 29th to 31st becomes the 28th)."""
    total = first.year * 12 + first.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, min(first.day, 28))


def months_between(start: dt.date, end: dt.date) -> list[dt.date]:
    """The first days of the months that have a day in [start, end)."""
    month, months = start.replace(day=1), []
    while month < end:
        months.append(month)
        month = add_months(month, 1)
    return months


def quarter_start(day: dt.date) -> dt.date:
    """The first day of the calendar quarter."""
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_end(day: dt.date) -> dt.date:
    """The last day of the calendar quarter."""
    return add_months(quarter_start(day), 3) - dt.timedelta(days=1)


def weekday(day: dt.date) -> dt.date:
    """The day, or the Friday before it where it is a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def day_in_month(rng: random.Random, month: dt.date) -> dt.date:
    """A weekday of the month."""
    length = (add_months(month, 1) - month).days
    return max(month, weekday(month + dt.timedelta(days=rng.randrange(length))))


def full_months(since: dt.date, day: dt.date) -> int:
    """Whole months of employment from ``since`` to ``day``."""
    return (day.year - since.year) * 12 + day.month - since.month - (1 if day.day < since.day else 0)
