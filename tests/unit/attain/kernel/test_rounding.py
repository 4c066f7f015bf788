from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attain.kernel.rounding import RoundingMode, divide_rounded, power_of_ten, rescale

integers = st.integers(-(10**30), 10**30)
divisors = st.integers(1, 10**20)
SYMMETRIC = [mode for mode in RoundingMode if mode not in (RoundingMode.FLOOR, RoundingMode.CEILING)]


@pytest.mark.parametrize(
    ("mode", "results"),
    [  #                             -2.5 -1.5 -0.5  0.5  1.5  2.5
        (RoundingMode.HALF_EVEN, [-2, -2, 0, 0, 2, 2]),
        (RoundingMode.HALF_UP, [-3, -2, -1, 1, 2, 3]),
        (RoundingMode.DOWN, [-2, -1, 0, 0, 1, 2]),
        (RoundingMode.UP, [-3, -2, -1, 1, 2, 3]),
        (RoundingMode.FLOOR, [-3, -2, -1, 0, 1, 2]),
        (RoundingMode.CEILING, [-2, -1, 0, 1, 2, 3]),
    ],
)
def test_a_half_goes_where_the_mode_says(mode: RoundingMode, results: list[int]) -> None:
    assert [divide_rounded(n, 2, mode) for n in (-5, -3, -1, 1, 3, 5)] == results


@given(integers, divisors, st.sampled_from(SYMMETRIC))
def test_a_symmetric_mode_treats_minus_x_as_the_negative_of_x(n: int, d: int, mode: RoundingMode) -> None:
    assert divide_rounded(-n, d, mode) == -divide_rounded(n, d, mode)


@given(integers, divisors, st.sampled_from(list(RoundingMode)))
def test_a_result_is_less_than_one_away_from_the_exact_quotient(n: int, d: int, mode: RoundingMode) -> None:
    assert abs(divide_rounded(n, d, mode) - Fraction(n, d)) < 1


@given(integers, divisors)
def test_half_even_is_what_python_rounds_fractions_to(n: int, d: int) -> None:
    assert divide_rounded(n, d, RoundingMode.HALF_EVEN) == round(Fraction(n, d))
    assert divide_rounded(n, d, RoundingMode.FLOOR) == floor(Fraction(n, d))


@given(integers, divisors, st.sampled_from(list(RoundingMode)))
def test_a_negative_divisor_is_moved_to_the_numerator(n: int, d: int, mode: RoundingMode) -> None:
    assert divide_rounded(n, -d, mode) == divide_rounded(-n, d, mode)


def test_rescaling_up_is_exact_and_down_rounds() -> None:
    assert rescale(125, 2, 8) == 125_000_000
    assert rescale(1_255, 3, 2) == 126
    assert rescale(1_245, 3, 2) == 124
    assert rescale(1_245, 3, 2, RoundingMode.HALF_UP) == 125


def test_a_negative_power_of_ten_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        power_of_ten(-1)
