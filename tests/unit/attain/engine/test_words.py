"""The steps that every line has, in words."""

from __future__ import annotations

import datetime as dt

from attain.engine import explain_line
from attain.plans.explanation import Explanation
from tests.support.company import DEALS, WHOLE, Company, plan_of

FLAT = "components:\n  flat: {kind: commission, on: deals, rate: 10%}\n"


def _converted(amount: int) -> Explanation:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann", currency="EUR")
    company.deal("d1", "10-05", amount, ("ann", WHOLE))
    rate = {"from_currency": "USD", "to_currency": "EUR", "rate_type": "plan", "rate": 90_000_000}
    company.add("fx_rates", **rate, valid_from=dt.date(2026, 1, 1))
    return explain_line(
        company.inputs, person_id="ann", component="flat", period="2026-10", transaction_id="d1"
    )


def test_credit_in_another_currency_is_the_converted_amount() -> None:
    steps = {step.label: step for step in _converted(100_000).steps}
    assert list(steps) == ["Transaction", "Convert", "Credit", "Rate", "Amount"]
    assert steps["Convert"].words == "At the plan rate on 5 Oct 2026: 1 USD = 0.9 EUR."
    assert steps["Credit"].words == "$1,000.00 × 0.9 × 100% as owner."
    assert (steps["Convert"].value, steps["Credit"].value) == ("0.9", "€900.00")


def test_days_and_rounding_are_said_as_people_say_them() -> None:
    steps = {step.label: step.words for step in _converted(100_000).steps}
    assert steps["Transaction"] == "d1 of 5 Oct 2026, credited by “Deals”."
    assert steps["Amount"] == "€900.00 × 10%, rounded to two decimal places."


def test_an_amount_below_zero_has_one_kind_of_minus_sign_everywhere() -> None:
    line = _converted(-100_000)
    assert line.sentence == "−€900.00 of credit at 10% pays −€90.00."
    assert [step.value for step in line.steps] == ["−$1,000.00", "0.9", "−€900.00", "10%", "−€90.00"]
    assert not any("-" in step.words for step in line.steps)
