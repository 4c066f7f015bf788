from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attain.kernel.problem import Problem
from attain.kernel.scaled import format_rate, format_scaled, parse_scaled


@pytest.mark.parametrize(
    ("text", "scale", "units"),
    [
        ("1234.5", 2, 123_450),
        ("-1,234.50", 2, -123_450),
        ("+7", 0, 7),
        (".5", 4, 5_000),
        ("12.5%", 8, 12_500_000),
        ("1.2300", 2, 123),
        ("1_000", 0, 1_000),
        ("150%", 0, Problem),
        ("0.001", 2, Problem),
        ("", 2, Problem),
        (".", 2, Problem),
        ("1e9999999", 2, Problem),
        ("1,23", 2, Problem),
        ("٣", 2, Problem),
        ("9" * 41, 2, Problem),
    ],
)
def test_text_is_read_exactly_or_reported(text: str, scale: int, units: int | type[Problem]) -> None:
    result = parse_scaled(text, scale)
    assert isinstance(result, Problem) if units is Problem else result == units


@given(st.integers(-(10**18), 10**18), st.integers(0, 8))
def test_what_is_formatted_reads_back_as_the_same_units(units: int, scale: int) -> None:
    assert parse_scaled(format_scaled(units, scale), scale) == units


def test_a_rate_is_written_as_a_percentage() -> None:
    assert format_rate(12_500_000) == "12.5%"
    assert format_rate(10_000_000, minimum_places=1) == "10.0%"
    assert format_scaled(5, 0) == "5"
