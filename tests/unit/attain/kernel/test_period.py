from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attain.kernel.period import DateRange, FiscalCalendar, Grain
from attain.kernel.problem import Problem

days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
grains = st.sampled_from(list(Grain))
months = st.integers(1, 12)


@given(days, grains, months)
def test_every_day_lies_in_exactly_the_period_that_is_found_for_it(
    day: dt.date, grain: Grain, month: int
) -> None:
    calendar = FiscalCalendar(month)
    period = calendar.period_of(day, grain)
    assert day in period
    assert day not in calendar.next(period)
    assert day not in calendar.previous(period)
    assert calendar.previous(calendar.next(period)) == period
    assert calendar.parse(period.name) == period


def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends() -> None:
    calendar = FiscalCalendar(2)
    assert calendar.period_of(dt.date(2026, 1, 31), Grain.YEAR).name == "FY2026"
    assert calendar.period_of(dt.date(2026, 2, 1), Grain.QUARTER).name == "FY2027-Q1"
    assert calendar.period_of(dt.date(2026, 1, 31), Grain.HALF).name == "FY2026-H2"
    assert FiscalCalendar().period_of(dt.date(2026, 11, 21), Grain.QUARTER).name == "FY2026-Q4"


def test_periods_between_two_days_are_those_with_a_day_in_between() -> None:
    names = [p.name for p in FiscalCalendar().periods(dt.date(2026, 1, 31), dt.date(2026, 3, 1), Grain.MONTH)]
    assert names == ["2026-01", "2026-02"]


@pytest.mark.parametrize("name", ["2026", "2026-13", "2026-00", "FY26", "FY2026-Q5", "November", "2026-11 "])
def test_a_name_that_is_no_period_is_a_problem(name: str) -> None:
    assert isinstance(FiscalCalendar().parse(name), Problem)


def test_a_period_is_titled_as_people_write_it() -> None:
    day, calendar = dt.date(2026, 11, 21), FiscalCalendar()
    titles = [calendar.period_of(day, grain).title for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR)]
    assert titles == ["November 2026", "Q4 FY2026", "FY2026"]


def test_a_period_counts_its_days() -> None:
    period = FiscalCalendar().period_of(dt.date(2024, 2, 10), Grain.MONTH)
    assert (period.days, period.last_day, str(period)) == (29, dt.date(2024, 2, 29), "2024-02")
    assert period.range == DateRange(dt.date(2024, 2, 1), dt.date(2024, 3, 1))


ranges = st.builds(
    lambda start, length: DateRange(start, None if length is None else start + dt.timedelta(days=length)),
    days,
    st.none() | st.integers(1, 800),
)


@given(ranges, ranges, days)
def test_the_intersection_holds_the_days_in_both(one: DateRange, other: DateRange, day: dt.date) -> None:
    both = one.intersect(other)
    assert (both is not None and day in both) == (day in one and day in other)
    assert one.overlaps(other) == other.overlaps(one) == (both is not None)
