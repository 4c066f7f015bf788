from __future__ import annotations

import pytest

from attain.expressions import closest, did_you_mean, listed

OPTIONS = ("attainment-bonus", "commission", "per-unit", "tiered-commission")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("comission", "commission"),
        ("Per_Unit", "per-unit"),
        ("tiered", "tiered-commission"),
        ("bonus", "attainment-bonus"),
        ("xyz", None),
        ("", None),
        ("n", None),
        ("z" * 10_000, None),
    ],
)
def test_what_was_meant_is_recognised_where_it_is_near(word: str, meant: str | None) -> None:
    assert closest(word, OPTIONS) == meant


def test_a_part_of_two_options_is_no_hint() -> None:
    assert closest("tiers", ("tiers_of_the_first_year", "tiers_of_the_second_year")) is None


def test_a_hint_is_a_sentence() -> None:
    assert did_you_mean("comission", OPTIONS) == "Did you mean “commission”?"
    assert did_you_mean("xyz", OPTIONS, otherwise="Known: none.") == "Known: none."


def test_options_are_listed_and_cut() -> None:
    assert listed([]) == "none"
    assert listed(["b", "a"]) == "a and b"
    assert listed(map(str, range(9)), 3) == "0, 1, 2 and 6 more"
