"""Periods are half-open date ranges that belong to a fiscal calendar.

A calendar is a start month: the fiscal year is named after the calendar year in which it ends. With a start
month of 2 (February) FY2026 runs from 2025-02-01 to 2026-02-01; with 1 it is the calendar year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from attain.kernel.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from ``start`` to before ``end``; ``end`` None means open."""

    start: dt.date
    end: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: DateRange) -> bool:
        """Whether the two ranges have a day in common."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def intersect(self, other: DateRange) -> DateRange | None:
        """The days in both ranges, None if there are none."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return DateRange(start, end) if end is None or start < end else None


class Grain(StrEnum):
    """The length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months in a period of this grain."""
        return {"month": 1, "quarter": 3, "half": 6, "year": 12}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A named stretch of a fiscal calendar: ``2026-11``, ``FY2026-Q4``, ``FY2026-H2``, ``FY2026``."""

    start: dt.date
    end: dt.date
    name: str
    grain: Grain

    @property
    def range(self) -> DateRange:
        """The days of the period."""
        return DateRange(self.start, self.end)

    @property
    def title(self) -> str:
        """The period as people write it: November 2026, Q4 FY2026, FY2026."""
        if self.grain is Grain.MONTH:
            return f"{self.start:%B %Y}"
        return " ".join(reversed(self.name.split("-")))

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> dt.date:
        """The last day that belongs to the period."""
        return self.end - dt.timedelta(days=1)

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end

    def __str__(self) -> str:
        return self.name


_NAME = re.compile(r"(?:(\d{4})-(\d{2})|FY(\d{4})(?:-(Q[1-4]|H[12]))?)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """A calendar of twelve-month fiscal years that start on the first of ``start_month`` (1 to 12)."""

    start_month: int = 1

    def period_of(self, day: dt.date, grain: Grain) -> Period:
        """The period of ``grain`` in which ``day`` lies."""
        months = grain.months
        offset = (day.month - self.start_month) % 12 % months
        return self._period(_add_months(day.replace(day=1), -offset), grain)

    def periods(self, start: dt.date, end: dt.date, grain: Grain) -> Iterator[Period]:
        """The periods of ``grain`` that have a day in [start, end), in order."""
        period = self.period_of(start, grain)
        while period.start < end:
            yield period
            period = self._period(period.end, grain)

    def next(self, period: Period) -> Period:
        """The period after this one."""
        return self._period(period.end, period.grain)

    def previous(self, period: Period) -> Period:
        """The period before this one."""
        return self._period(_add_months(period.start, -period.grain.months), period.grain)

    def parse(self, name: str) -> Period | Problem:
        """The period of that name: ``2026-11``, ``FY2026-Q4``, ``FY2026-H1``, ``FY2026``."""
        match = _NAME.match(name)
        if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
            return Problem(
                "period-invalid",
                f"“{name}” is not a period.",
                hint="Write 2026-11, FY2026-Q4, FY2026-H2 or FY2026.",
            )
        if match[1]:
            return self._period(dt.date(int(match[1]), int(match[2]), 1), Grain.MONTH)
        year_start = dt.date(int(match[3]) - (self.start_month > 1), self.start_month, 1)
        if not match[4]:
            return self._period(year_start, Grain.YEAR)
        grain = Grain.QUARTER if match[4][0] == "Q" else Grain.HALF
        return self._period(_add_months(year_start, (int(match[4][1]) - 1) * grain.months), grain)

    def fiscal_year(self, day: dt.date) -> int:
        """The number of the fiscal year in which ``day`` lies."""
        return day.year + (1 if self.start_month > 1 and day.month >= self.start_month else 0)

    def _period(self, start: dt.date, grain: Grain) -> Period:
        end = _add_months(start, grain.months)
        year = f"FY{self.fiscal_year(start):04d}"
        index = (start.month - self.start_month) % 12 // grain.months + 1
        name = {
            Grain.MONTH: f"{start:%Y-%m}",
            Grain.QUARTER: f"{year}-Q{index}",
            Grain.HALF: f"{year}-H{index}",
            Grain.YEAR: year,
        }[grain]
        return Period(start, end, name, grain)


def _add_months(first: dt.date, months: int) -> dt.date:
    total = first.year * 12 + first.month - 1 + months
    return first.replace(year=total // 12, month=total % 12 + 1)
