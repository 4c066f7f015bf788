from __future__ import annotations

import dataclasses

import pyarrow.compute as pc

from attain.cases.differential import compare_engines, differences_between, generate_batch
from attain.engine import calculate


def test_the_engines_agree_on_random_plans_and_data() -> None:
    result = compare_engines(cases=120, seed=5)
    assert result.differences == ()
    assert result.cases == 120
    assert result.earnings > 500


def test_a_seed_gives_the_same_cases_again() -> None:
    first, second = generate_batch(9, payees=5), generate_batch(9, payees=5)
    assert [plan.text for plan in first.plans] == [plan.text for plan in second.plans]
    assert first.tables == second.tables
    assert generate_batch(10, payees=5).tables != first.tables


def test_a_planted_difference_of_one_unit_is_found() -> None:
    inputs = generate_batch(9, payees=20)
    right = calculate(inputs, backend="reference")
    assert list(differences_between(9, right, right)) == []
    earnings = right.earnings
    column = earnings.schema.get_field_index("amount_minor")
    for change in (
        lambda: pc.add(earnings["amount_minor"], 1),
        lambda: pc.multiply(earnings["amount_minor"], -1),
    ):
        field = earnings.schema.field(column)
        wrong = dataclasses.replace(right, earnings=earnings.set_column(column, field, change()))
        assert list(differences_between(9, right, wrong))
    assert list(differences_between(9, right, dataclasses.replace(right, credits=right.credits.slice(1))))
    assert list(differences_between(9, right, "it cannot be calculated"))
