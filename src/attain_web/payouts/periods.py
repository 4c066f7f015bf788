"""Pay periods: which exist, and into which one something earned in a month is posted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from attain.kernel.period import FiscalCalendar, Grain, Period
from attain.kernel.problem import Problem, ProblemError
from attain_web.payouts.models import PayPeriod

PAY_DAY = 25  # of the month after
_MONTHS = FiscalCalendar()  # months are named alike in every fiscal calendar


def month_named(name: str) -> Period:
    """The month of that name; raises ProblemError for anything else."""
    month = _MONTHS.parse(name)
    if isinstance(month, Problem):
        raise ProblemError([month])
    if month.grain is not Grain.MONTH:
        raise ProblemError([Problem("period-not-month", f"“{name}” is not a month.", hint="Write 2026-11.")])
    return month


def month_of(day: dt.date) -> Period:
    """The month in which a day lies."""
    return _MONTHS.period_of(day, Grain.MONTH)


def last_closed() -> PayPeriod | None:
    """The latest period that has been closed; all before it are closed too."""
    return PayPeriod.objects.filter(state=PayPeriod.State.CLOSED).order_by("-start").first()


def ensure_periods(months: Iterable[str]) -> None:
    """Opens a period for every month from the earliest of these to the latest, after what is closed already.

    Months before the first period that has been closed get none: what they earn goes into the open one.
    """
    existing = set(PayPeriod.objects.values_list("name", flat=True))
    wanted = sorted({*months, *existing})
    if not wanted:
        return
    closed = last_closed()
    start = closed.end if closed else month_named(wanted[0]).start
    end = max(month_named(wanted[-1]).end, month_of(start).end)
    found = _MONTHS.periods(start, end, Grain.MONTH)
    PayPeriod.objects.bulk_create(
        [_new_period(month) for month in found if month.name not in existing], ignore_conflicts=True
    )


def open_next(period: PayPeriod) -> None:
    """Opens the period after this one where there is none."""
    if not PayPeriod.objects.filter(start=period.end).exists():
        PayPeriod.objects.bulk_create([_new_period(month_of(period.end))], ignore_conflicts=True)


def target_of(earned_period: str, open_periods: Sequence[PayPeriod]) -> PayPeriod:
    """The open period into which something earned in a month goes: its own, or else the earliest open one."""
    for period in open_periods:
        if period.name == earned_period:
            return period
    return open_periods[0]


def _new_period(month: Period) -> PayPeriod:
    pay_on = month.end.replace(day=PAY_DAY)
    return PayPeriod(name=month.name, start=month.start, end=month.end, pay_on=pay_on)
