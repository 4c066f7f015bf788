from __future__ import annotations

import pytest

from attain.kernel.problem import Problem, Severity
from attain.plans import load_plan
from attain.plans.lint import lint_plan, lint_rules

HEAD = """\
plan: p
title: P
version: "1"
effective: {from: 2026-01-01}
"""
CREDITS = """\
credits:
  sales: {title: Sales, of: [booking], to: {split: [owner]}}
measures:
  year: {title: Year, sum: sales, over: year, quota: bookings}
"""
CAP = "cap: {amount: 1000, per: year}"


def _lint(body: str, **known: list[str]) -> list[Problem]:
    plan, problems = load_plan(HEAD + body, "p.yaml")
    assert plan is not None, problems
    return list(lint_plan(plan, quota_names=known.get("quotas")))


def _table(tiers: str, mode: str = "marginal", boundary: str = ", boundary: lower") -> str:
    table = f"{{by: attainment, mode: {mode}{boundary}, tiers: [{tiers}]}}"
    tiered = f"  tiers:\n    kind: tiered-commission\n    measure: year\n    table: {table}\n    {CAP}\n"
    return f"{CREDITS}components:\n{tiered}"


SOUND = _table("{up_to: 100%, rate: 5%}, {rate: 8%}")


def _only(body: str, **known: list[str]) -> Problem:
    (problem,) = _lint(body, **known)
    return problem


def test_a_sound_plan_has_no_findings() -> None:
    assert _lint(SOUND, quotas=["bookings"]) == []


def test_a_cliff_is_shown_with_the_pay_on_both_sides() -> None:
    problem = _only(_table("{up_to: 100%, rate: 5%}, {rate: 8%}", "whole"))
    assert (problem.code, problem.severity) == ("pay-cliff", Severity.WARNING)
    assert (
        "With a quota of 100,000, 99,999.99 of credit pays 5,000.00 and 100,000.01 pays 8,000.00"
        in problem.message
    )


def test_a_plan_that_pays_less_for_more_shows_the_deal() -> None:
    problem = _only(_table("{up_to: 100%, rate: 8%}, {rate: 5%}", "whole"))
    assert problem.code == "pay-falls"
    assert "99,999.99 of credit pays 8,000.00 and 100,000.01 pays 5,000.00" in problem.message
    assert problem.where.line == 13


def test_a_lower_rate_on_the_margin_is_no_fall() -> None:
    assert _lint(_table("{up_to: 100%, rate: 8%}, {rate: 5%}")) == []


def test_a_bonus_that_shrinks_is_a_fall_and_one_that_grows_is_meant() -> None:
    def bonus(first: int, second: int) -> str:
        tiers = f"{{up_to: 100%, pay: {first}}}, {{pay: {second}}}"
        table = f"{{by: attainment, boundary: higher, tiers: [{tiers}]}}"
        return f"{CREDITS}components:\n  b: {{kind: attainment-bonus, measure: year, table: {table}}}\n"

    assert _only(bonus(500, 0)).code == "pay-falls"
    assert _lint(bonus(0, 500)) == []


def test_a_cliff_of_parameters_without_default_is_not_guessed() -> None:
    parameters = "parameters: {fast: {type: rate}}\n"
    assert _lint(parameters + _table("{up_to: 100%, rate: 5%}, {rate: fast}", "whole")) == []


@pytest.mark.parametrize(
    ("body", "code", "part"),
    [
        (_table("{up_to: 100%, rate: 5%}, {rate: 8%}", boundary=""), "boundary-missing", "the lower one"),
        (_table("{up_to: 100%, rate: 5%}, {rate: 5%}"), "tier-same", "give the same, 5%"),
        (_table("{up_to: 100%, rate: 5%}, {rate: 800%}"), "rate-unusual", "a rate of 800%"),
        (_table("{up_to: 100%, rate: 5%}, {rate: -8%}"), "rate-unusual", "a rate of -8%"),
        (SOUND.replace(CAP, ""), "cap-missing", "Nothing limits what this plan pays"),
        ("parameters: {spare: {type: rate, default: 1%}}\n" + SOUND, "parameter-unused", "“spare”"),
        (
            SOUND.replace("measures:", "  more: {of: [usage], to: {split: [owner]}}\nmeasures:"),
            "credit-unused",
            "“more”",
        ),
        (
            SOUND.replace("components:", "  month: {sum: sales, over: month}\ncomponents:"),
            "measure-unused",
            "“month”",
        ),
    ],
)
def test_what_was_perhaps_not_meant_is_found(body: str, code: str, part: str) -> None:
    problem = _only(body)
    assert problem.code == code
    assert part in problem.message
    assert problem.hint
    assert problem.where.line


def test_a_parameter_in_a_cap_is_used() -> None:
    parameters = "parameters: {most: {type: money, default: 1000}}\n"
    assert _lint(parameters + SOUND.replace("amount: 1000", "amount: most")) == []


def test_a_quota_that_nobody_has_is_found_where_quotas_are_known() -> None:
    problem = _only(SOUND, quotas=["booking"])
    assert (problem.code, problem.hint) == ("quota-unknown", "Did you mean “booking”?")


@pytest.mark.parametrize(
    ("second", "is_double"),
    [
        ("{of: [booking, invoice], to: {split: [owner, sdr]}}", True),
        ("{of: [invoice], to: {split: [owner]}}", False),
        ("{of: [booking], to: {split: [overlay]}}", False),
        ("{of: [booking], to: {roll_up: [owner]}}", False),
        ('{of: [booking], when: deal_type = "new", to: {split: [owner]}}', True),
        ("{of: [booking], amount: quantity, to: {split: [owner]}}", False),
    ],
)
def test_two_components_on_the_same_transactions_are_noted(second: str, is_double: bool) -> None:
    kind, pays = ("per-unit", "pay: 5") if "quantity" in second else ("commission", "rate: 1%")
    body = SOUND.replace("measures:", f"  other: {second}\nmeasures:")
    body += f"  also: {{kind: {kind}, on: other, {pays}}}\n"
    assert [problem.code for problem in _lint(body)] == (["credit-double"] if is_double else [])


def test_every_rule_has_a_code_of_its_own_and_a_reason() -> None:
    rules = lint_rules()
    assert len({rule.code for rule in rules}) == len(rules) >= 10
    assert all(rule.looks_for.endswith(".") and rule.why.endswith(".") for rule in rules)
