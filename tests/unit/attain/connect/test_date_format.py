from __future__ import annotations

import datetime as dt

import pytest

from attain.connect.date_format import FORMATS, find_formats, parse_date
from attain.kernel.problem import Problem

DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize("date_format", FORMATS)
def test_each_known_format_is_found_and_read(date_format: str) -> None:
    text = DAY.strftime(date_format)
    assert date_format in find_formats([text])
    assert parse_date(text, date_format) == DAY


def test_a_column_with_a_day_beyond_twelve_is_clear() -> None:
    assert find_formats(["3/4/2025", "10/25/2016"]) == ("%m/%d/%Y",)
    assert find_formats(["3/4/2025", "25/10/2016"]) == ("%d/%m/%Y",)


def test_a_column_without_is_ambiguous() -> None:
    assert find_formats(["3/4/2025", "10/11/2016"]) == ("%m/%d/%Y", "%d/%m/%Y")


def test_a_few_broken_values_do_not_hide_the_format() -> None:
    assert find_formats(["2025-01-02", "2025-01-03", "unknown"]) == ("%Y-%m-%d",)


def test_a_column_of_words_has_no_format() -> None:
    assert find_formats(["red", "green"]) == ()
    assert find_formats([]) == ()


@pytest.mark.parametrize(
    "text",
    ["2026-11-22 00:00:00", "2026-11-22T23:59:59Z", "2026-11-22 10:30:00.123456+02:00", "2026-11-22 9:05 PM"],
)
def test_a_time_of_day_is_left_away_as_written(text: str) -> None:
    assert parse_date(text, "%Y-%m-%d") == DAY


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("2025-02-30", "date-invalid", "Correct it"),
        ("0217-01-05", "date-implausible", "correct the year"),
        ("45123", "date-invalid", "day number of Excel"),
        ("11/22/2026", "date-invalid", "%m/%d/%Y"),
        ("NULL", "date-invalid", "empty"),
        ("9" * 1000, "date-invalid", ""),
    ],
)
def test_what_is_no_such_date_is_a_problem_with_a_hint(text: str, code: str, hint: str) -> None:
    problem = parse_date(text, "%Y-%m-%d")
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert hint in problem.hint
