from __future__ import annotations

import pytest

from attain.plans import load_plan
from attain.plans.curve import PayoutPoint, payout_curve

PLAN = """\
plan: p
title: P
version: "1"
effective: {from: 2026-01-01}
credits:
  sales: {title: Sales, of: [booking], to: {split: [owner]}}
measures:
  quarter: {title: Quarter, sum: sales, over: quarter, quota: bookings}
components:
  tiers:
    kind: tiered-commission
    measure: quarter
    table: {by: attainment, mode: MODE, boundary: lower, tiers: [{up_to: 100%, rate: 5%}, {rate: 10%}]}
    CAP
  line: {kind: commission, on: sales, rate: "if(term_months > 12, 2%, 1%)"}
"""


def _curve(
    mode: str = "marginal",
    cap: str = "",
    *,
    component: str = "tiers",
    quota: int = 100_000,
    currency: str = "USD",
) -> tuple[PayoutPoint, ...]:
    plan, problems = load_plan(PLAN.replace("MODE", mode).replace("CAP", cap and f"cap: {cap}"), "p.yaml")
    assert plan is not None, problems
    return payout_curve(plan, plan.component(component), quota, currency)


def test_a_curve_rises_through_the_tiers() -> None:
    paid = {point.attainment: point.pay_minor for point in _curve()}
    assert (paid[0], paid[50_000_000], paid[100_000_000], paid[200_000_000]) == (0, 2_500, 5_000, 15_000)


def test_a_jump_has_a_point_on_each_side() -> None:
    around = [point for point in _curve("whole") if abs(point.units - 100_000) <= 1]
    assert [(point.units, point.pay_minor) for point in around] == [
        (99_999, 5_000),
        (100_000, 5_000),
        (100_001, 10_000),
    ]


@pytest.mark.parametrize(
    ("cap", "most"),
    [
        ("{amount: 60, per: quarter}", 6_000),
        ("{amount: 60, per: year}", 6_000),
        ("{amount: 60, per: month}", 15_000),
        ("{amount: 60, per: line}", 15_000),
    ],
)
def test_a_cap_cuts_the_curve_where_it_holds_for_the_whole_period(cap: str, most: int) -> None:
    assert max(point.pay_minor for point in _curve(cap=cap)) == most


def test_a_currency_without_minor_units_has_the_same_shape() -> None:
    paid = {point.attainment: point.pay_minor for point in _curve(quota=1_000, currency="JPY")}
    assert (paid[100_000_000], paid[200_000_000]) == (50, 150)


def test_what_depends_on_each_deal_has_no_curve() -> None:
    assert _curve(component="line") == ()
    assert _curve(quota=0) == ()
