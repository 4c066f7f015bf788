from __future__ import annotations

import datetime as dt

from attain.kernel.effective import Effective, timeline_of
from attain.kernel.period import DateRange

JAN, MAR, JUN, DEC = (dt.date(2026, month, 1) for month in (1, 3, 6, 12))
MANAGERS = [
    Effective(DateRange(MAR, JUN), "Bo"),
    Effective(DateRange(JAN, MAR), "Al"),
    Effective(DateRange(DEC), "Cy"),
]


def test_it_gives_the_value_of_the_day_and_none_in_a_gap() -> None:
    timeline, problems = timeline_of(MANAGERS, subject="AE-1")
    assert problems == ()
    answers = [
        timeline.as_of(day) for day in (dt.date(2025, 12, 31), JAN, MAR, JUN, DEC, dt.date(2030, 1, 1))
    ]
    assert answers == [None, "Al", "Bo", None, "Cy", "Cy"]


def test_it_cuts_values_to_a_window() -> None:
    timeline, _ = timeline_of(MANAGERS, subject="AE-1")
    window = DateRange(dt.date(2026, 2, 1), dt.date(2026, 4, 1))
    assert [(e.value, e.range.start, e.range.end) for e in timeline.within(window)] == [
        ("Al", dt.date(2026, 2, 1), MAR),
        ("Bo", MAR, dt.date(2026, 4, 1)),
    ]


def test_it_reports_two_values_on_one_day() -> None:
    clash = [*MANAGERS, Effective(DateRange(dt.date(2026, 5, 1), JUN), "Di")]
    _, problems = timeline_of(clash, subject="AE-1")
    assert [problem.code for problem in problems] == ["effective-overlap"]
    assert "AE-1" in problems[0].message
