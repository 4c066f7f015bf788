from __future__ import annotations

import datetime as dt

from tests.support.company import DEALS, SOLD, WHOLE, Company, plan_of

RATES = "parameters:\n  base: {type: rate, default: 5%}\n  prize: {type: money, default: 12.5}\n"


def test_a_flat_commission_rounds_each_line() -> None:
    company = Company((plan_of(DEALS, "components:\n  flat: {kind: commission, on: deals, rate: 0.5%}\n"),))
    company.seat("ann")
    company.deal("d1", "01-05", 100, ("ann", WHOLE))  # half a cent, to the even neighbour
    company.deal("d2", "01-06", 300, ("ann", WHOLE))  # one and a half
    assert [amount for *_, amount in company.pay("flat")] == [0, 2]


def test_a_rate_may_look_at_the_transaction() -> None:
    rate = 'if(deal_type = "new", base * 200%, base)'
    company = Company(
        (plan_of(RATES, DEALS, f"components:\n  flat: {{kind: commission, on: deals, rate: '{rate}'}}\n"),)
    )
    company.seat("ann")
    company.deal("d1", "01-05", 10_000, ("ann", WHOLE), deal_type="new")
    company.deal("d2", "01-06", 10_000, ("ann", WHOLE))
    assert [amount for *_, amount in company.pay("flat")] == [1_000, 500]


def test_the_most_specific_parameter_of_the_day_wins() -> None:
    company = Company(
        (plan_of(RATES, DEALS, "components:\n  flat: {kind: commission, on: deals, rate: base}\n"),)
    )
    company.seat("ann")
    january, march = dt.date(2026, 1, 1), dt.date(2026, 3, 1)
    for scope, scope_id, value in (
        ("company", "", "6%"),
        ("role", "other", "7%"),
        ("position", "ann-seat", "8%"),
    ):
        company.add(
            "parameters", name="base", scope=scope, scope_id=scope_id, value=value, valid_from=january
        )
    company.add("parameters", name="base", scope="person", scope_id="ann", value="9%", valid_from=march)
    company.deal("d1", "02-28", 10_000, ("ann", WHOLE))
    company.deal("d2", "03-01", 10_000, ("ann", WHOLE))
    assert [amount for *_, amount in company.pay("flat")] == [800, 900]


def test_a_parameter_without_any_value_is_a_problem_and_not_a_zero() -> None:
    plan = plan_of(
        "parameters:\n  base: {type: rate}\n",
        DEALS,
        "components:\n  flat: {kind: commission, on: deals, rate: base}\n",
    )
    company = Company((plan,))
    company.seat("ann")
    company.deal("d1", "02-28", 10_000, ("ann", WHOLE))
    assert company.pay("flat") == []
    assert company.codes() == {"value-missing"}


def test_a_unit_pays_in_fractions_of_a_minor_unit_and_rounds_the_line() -> None:
    units = "credits:\n  met: {of: [meeting], amount: quantity, to: {split: [owner]}}\n"
    company = Company((plan_of(units, "components:\n  each: {kind: per-unit, on: met, pay: 0.015}\n"),))
    company.seat("ann")
    company.deal("m1", "01-05", 0, ("ann", WHOLE), kind="meeting", quantity=30_000)  # 3 × 0.015 = 0.045
    company.deal("m2", "01-06", 0, ("ann", WHOLE), kind="meeting", quantity=10_000)  # 0.015
    assert [amount for *_, amount in company.pay("each")] == [4, 2]


def test_a_unit_price_counts_in_the_minor_unit_of_the_payees_currency() -> None:
    units = "credits:\n  met: {of: [meeting], amount: quantity, to: {split: [owner]}}\n"
    company = Company(
        (plan_of(RATES, units, "components:\n  each: {kind: per-unit, on: met, pay: prize}\n"),)
    )
    for person, currency in (("ann", "USD"), ("bo", "JPY"), ("cy", "KWD")):
        company.seat(person, currency=currency)
        company.deal(f"m-{person}", "01-05", 0, (person, WHOLE), kind="meeting", quantity=20_000)
    assert [amount for *_, amount in company.pay("each")] == [2_500, 25, 25_000]


def _bonus(boundary: str) -> Company:
    tiers = "[{up_to: 100%, pay: 0}, {up_to: 120%, pay: 50}, {pay: 100}]"
    table = f"{{by: attainment, boundary: {boundary}, tiers: {tiers}}}"
    company = Company(
        (
            plan_of(
                DEALS,
                SOLD,
                f"components:\n  bonus: {{kind: attainment-bonus, measure: sold, table: {table}}}\n",
            ),
        )
    )
    company.seat("ann")
    company.quota("ann", 100_000)
    return company


def test_a_bonus_pays_the_difference_when_a_higher_tier_is_reached() -> None:
    company = _bonus("higher")
    company.deal("d1", "02-05", 100_000, ("ann", WHOLE))
    company.deal("d2", "05-05", 20_000, ("ann", WHOLE))
    assert company.pay("bonus") == [("2026-02", "bonus", "", 5_000), ("2026-05", "bonus", "", 5_000)]


def test_a_bonus_on_the_bound_is_not_reached_where_it_belongs_to_the_lower_tier() -> None:
    company = _bonus("lower")
    company.deal("d1", "02-05", 100_000, ("ann", WHOLE))
    assert company.pay("bonus") == []


def test_a_bonus_is_taken_back_when_the_period_falls_below_the_tier() -> None:
    company = _bonus("higher")
    company.deal("d1", "02-05", 100_000, ("ann", WHOLE))
    company.deal("d2", "04-05", -1, ("ann", WHOLE))
    assert company.pay("bonus") == [("2026-02", "bonus", "", 5_000), ("2026-04", "bonus", "", -5_000)]
