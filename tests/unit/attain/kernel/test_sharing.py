from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attain.kernel.sharing import share

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any)


@given(st.integers(-(10**18), 10**18), weights)
def test_shares_sum_to_the_whole(total: int, parts: list[int]) -> None:
    assert sum(share(total, parts)) == total


@given(st.integers(0, 10**18), weights)
def test_a_split_of_minus_x_is_the_negative_of_the_split_of_x(total: int, parts: list[int]) -> None:
    assert share(-total, parts) == tuple(-part for part in share(total, parts))


@given(st.integers(0, 10**18), weights)
def test_no_share_is_a_unit_or_more_away_from_its_exact_value(total: int, parts: list[int]) -> None:
    whole = sum(parts)
    for part, weight in zip(share(total, parts), parts, strict=True):
        assert abs(part - Fraction(total * weight, whole)) < 1


def test_the_odd_cent_goes_to_the_largest_remainder_and_on_a_tie_to_the_earlier() -> None:
    assert share(100, [1, 1, 1]) == (34, 33, 33)
    assert share(100, [1, 2, 3]) == (17, 33, 50)  # 16.67, 33.33, 50: the remainder of the first is largest


@pytest.mark.parametrize("parts", [[], [0, 0], [1, -1, 3]])
def test_weights_that_cannot_share_are_refused(parts: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        share(100, parts)
