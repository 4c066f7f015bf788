from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attain.connect.number import parse_units, uses_decimal_comma
from attain.kernel.problem import Problem
from attain.kernel.rounding import RoundingMode


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("1234.50", 123450),
        ("1,234.50", 123450),
        ("1,234,567.8", 123456780),
        ("$1,234.50", 123450),
        ("USD 1,234.50", 123450),
        ("1 234.50 €", 123450),
        ("1\u202f234.50", 123450),
        ("(1,234.50)", -123450),
        ("-1234.5", -123450),
        ("1234.5-", -123450),
        ("-$5", -500),
        ("\u22125", -500),
        ("+7", 700),
        (".5", 50),
        ("28000.0000", 2800000),
        ("1.5E+3", 150000),
        ("1e2", 10000),
        ("250%", 250),
        ("0", 0),
    ],
)
def test_amounts_are_read_exactly(text: str, units: int) -> None:
    assert parse_units(text, 2) == units


@pytest.mark.parametrize(
    ("text", "units"), [("1.234,50", 123450), ("-1.234,5", -123450), ("12,5%", 13), ("1'234,50", 123450)]
)
def test_a_decimal_comma_is_read_where_the_mapping_says_so(text: str, units: int) -> None:
    assert parse_units(text, 2, decimal=",", rounding=RoundingMode.HALF_UP) == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.2.3",
        "12,34",
        "1,2345",
        "--5",
        "1e9999999",
        "1e30",
        "NULL",
        "=1+1",
        "#DIV/0!",
        "0x10",
        "١٢",
    ],
)
def test_what_is_no_number_is_a_problem_with_a_hint(text: str) -> None:
    problem = parse_units(text, 2)
    assert isinstance(problem, Problem)
    assert problem.code == "number-invalid"
    assert problem.hint


def test_a_hostile_number_costs_nothing() -> None:
    start = time.monotonic()
    for text in ("1e9999999", "9" * 10_000_000, "1" + ",000" * 1_000_000, "(" * 1_000_000):
        assert isinstance(parse_units(text, 2), Problem)
    assert time.monotonic() - start < 1


def test_more_places_than_the_currency_has_are_refused_unless_a_mode_is_named() -> None:
    problem = parse_units("439697.5639", 2)
    assert isinstance(problem, Problem)
    assert "half-even" in problem.hint
    assert parse_units("439697.5639", 2, rounding=RoundingMode.HALF_EVEN) == 43969756


def test_an_amount_beyond_sixty_four_bits_is_refused() -> None:
    problem = parse_units("9" * 25, 2)
    assert isinstance(problem, Problem)
    assert problem.code == "number-too-large"


def test_a_multiple_is_exact() -> None:
    assert parse_units("1100.04", 2, times=1_000_000) == 110_004_000_000


def test_a_column_with_decimal_commas_is_recognised() -> None:
    assert uses_decimal_comma(["1.234,50", "12,5", "3"])
    assert not uses_decimal_comma(["1,234.50", "12.5", "3"])
    assert not uses_decimal_comma(["1,234", "3"])


@given(st.integers(min_value=-(10**16), max_value=10**16))
def test_what_is_written_with_two_places_reads_back(units: int) -> None:
    text = f"{'-' if units < 0 else ''}{abs(units) // 100:,}.{abs(units) % 100:02}"
    assert parse_units(text, 2) == units
