from __future__ import annotations

import pytest

from attain.plans import Plan, load_plan

GOOD = """\
plan: seller
title: Seller
version: "1"
effective: {from: 2026-01-01}
parameters:
  base: {type: rate, default: 8%}
credits:
  deals: {of: [booking], to: {split: [owner]}}
  units: {of: [meeting], amount: quantity, to: {split: [owner]}}
measures:
  sold: {sum: deals, over: year, quota: goal}
components:
  flat: {kind: commission, on: deals, rate: base}
  tiers: {kind: tiered-commission, measure: sold, table: {by: attainment, tiers: [{up_to: 100%, rate: 5%},
  {rate: 9%}]}}
"""  # fmt: skip


EACH = "{kind: tiered-commission, on: deals, table: {each: transaction,"


def _found(text: str) -> list[tuple[str, int | None, int | None]]:
    _, problems = load_plan(text, "seller.yaml")
    return [(problem.code, problem.where.line, problem.where.column) for problem in problems]


def test_a_sound_plan_has_no_problems() -> None:
    plan, problems = load_plan(GOOD, "seller.yaml")
    assert isinstance(plan, Plan)
    assert problems == ()
    assert (plan.plan_id, [one.name for one in plan.components]) == ("seller", ["flat", "tiers"])


def test_the_same_text_has_the_same_fingerprint_and_another_text_another() -> None:
    prints = [
        plan.fingerprint
        for plan in (load_plan(GOOD)[0], load_plan(GOOD)[0], load_plan(GOOD + "\n")[0])
        if plan
    ]
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize(
    ("wrong", "right", "code", "line", "column"),
    [
        ("titel: Seller", "title: Seller", "field-unknown", 2, 1),
        ("title:", "title: Seller", "value-empty", 2, 1),
        ("version: [1]", 'version: "1"', "value-type", 3, 10),
        ("from: 2026-02-30", "from: 2026-01-01", "date-invalid", 4, 19),
        ("to: 2025-01-01, from: 2026-01-01", "from: 2026-01-01", "dates-reversed", 4, 17),
        ("default: eight", "default: 8%", "parameter-unit", 6, 31),
        ("default: 8", "default: 8%", "parameter-unit", 6, 31),
        ("  amount: {type", "  base: {type", "parameter-name", 6, 3),
        ("of: [bookings]", "of: [booking]", "choice-unknown", 8, 16),
        ("of: [booking, booking]", "of: [booking]", "value-duplicate", 8, 25),
        ("of: [], to: {split", "of: [booking], to: {split", "value-empty", 8, 15),
        ("to: {split: [owner], roll_up: [owner]}", "to: {split: [owner]}", "recipients-unclear", 8, 30),
        ("to: {}", "to: {split: [owner]}", "recipients-missing", 8, 30),
        ("amount: deal_type", "amount: quantity", "credit-unit", 9, 34),
        ("sum: deal,", "sum: deals,", "credit-unknown", 11, 15),
        ("over: week", "over: year", "choice-unknown", 11, 28),
        ("kind: comission", "kind: commission", "kind-unknown", 13, 16),
        ("rate: bass", "rate: base", "formula-name-unknown", 13, 45),
        ("rate: 8", "rate: base", "formula-result", 13, 45),
        ("on: deal,", "on: deals,", "credit-unknown", 13, 32),
        ("on: units,", "on: deals,", "component-unit", 13, 3),
        ("measure: selled", "measure: sold", "measure-unknown", 14, 45),
        ("up_to: 100", "up_to: 100%", "tier-unit", 14, 91),
        ("{up_to: 120%, rate: 9%}", "{rate: 9%}", "tiers-not-open", 15, 3),
        ("by: amount", "by: attainment", "tier-unit", 14, 87),
    ],
)
def test_a_mistake_is_found_where_it_is(wrong: str, right: str, code: str, line: int, column: int) -> None:
    assert right in GOOD
    found = _found(GOOD.replace(right, wrong, 1))
    assert (code, line, column) in found


def test_a_misspelt_field_is_missing_and_what_was_meant_is_said() -> None:
    _, problems = load_plan(GOOD.replace("title: Seller", "titel: Seller"))
    assert [problem.code for problem in problems] == ["field-missing", "field-unknown"]
    assert problems[1].hint == "Did you mean “title”?"


def test_all_problems_are_told_at_once() -> None:
    text = GOOD.replace("of: [booking]", "of: [bookings]").replace("rate: base", "rate: bass")
    assert {code for code, _, _ in _found(text)} == {"choice-unknown", "formula-name-unknown"}


@pytest.mark.parametrize(
    ("tiers", "code"),
    [
        ("[{up_to: 100%, rate: 5%}, {up_to: 90%, rate: 6%}, {rate: 9%}]", "tiers-not-ascending"),
        ("[{up_to: 100%, rate: 5%}, {up_to: 100%, rate: 6%}, {rate: 9%}]", "tiers-not-ascending"),
        ("[{up_to: 100%, rate: 5%}, {up_to: 100%, rate: 9%}]", "tiers-not-ascending"),
        ("[{up_to: 0%, rate: 5%}, {rate: 9%}]", "tiers-not-ascending"),
        ("[{rate: 5%}, {rate: 9%}]", "tiers-unreachable"),
        ("[]", "tiers-missing"),
        ("5%", "value-type"),
    ],
)
def test_tiers_with_gaps_or_overlaps_are_refused(tiers: str, code: str) -> None:
    text = GOOD.replace("[{up_to: 100%, rate: 5%},\n  {rate: 9%}]", tiers)
    assert code in [found for found, _, _ in _found(text)]


@pytest.mark.parametrize(
    ("component", "code"),
    [
        ("{kind: tiered-commission, table: {by: amount, tiers: [{rate: 1%}]}}", "measure-missing"),
        (
            "{kind: tiered-commission, measure: sold, on: deals, table: {by: amount, tiers: [{rate: 1%}]}}",
            "component-base",
        ),
        (
            "{kind: tiered-commission, table: {by: amount, each: transaction, tiers: [{rate: 1%}]}}",
            "credit-missing",
        ),
        (f"{EACH} by: attainment, tiers: [{{rate: 1%}}]}}}}", "tier-unit"),
        ("{kind: per-unit, on: deals, pay: 5}", "component-unit"),
        ("{kind: per-unit, on: units, pay: 5%}", "formula-result"),
        ("{on: deals, rate: 5%}", "field-missing"),
        ("5%", "value-type"),
        ("{kind: commission, on: deals, rate: 5%, cap: {amount: 5, per: week}}", "choice-unknown"),
        ("{kind: commission, on: deals, rate: 5%, cap: {per: month}}", "field-missing"),
        ("{kind: commission, on: deals, rate: 5%, rounding: bankers}", "choice-unknown"),
    ],
)
def test_a_component_that_cannot_be_paid_is_refused(component: str, code: str) -> None:
    assert code in [found for found, _, _ in _found(f"{GOOD}  more: {component}\n")]


def test_attainment_needs_a_measure_with_a_quota() -> None:
    assert [code for code, _, _ in _found(GOOD.replace(", quota: goal", ""))] == ["quota-undeclared"]
