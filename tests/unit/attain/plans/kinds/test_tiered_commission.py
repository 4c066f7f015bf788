from __future__ import annotations

import pytest

from tests.support.company import DEALS, SOLD, WHOLE, Company, plan_of


def _company(table: str, *, base: str = "measure: sold", rest: str = "") -> Company:
    component = f"components:\n  tiers: {{kind: tiered-commission, {base}, {rest} table: {{{table}}}}}\n"
    company = Company((plan_of(DEALS, SOLD, component),))
    company.seat("ann")
    company.quota("ann", 100_000)
    return company


MARGINAL = "by: attainment, tiers: [{up_to: 50%, rate: 6%}, {up_to: 100%, rate: 8%}, {rate: 12%}]"


def test_a_deal_that_crosses_two_bounds_is_cut_exactly_there() -> None:
    company = _company(MARGINAL)
    company.deal("d1", "01-05", 40_000, ("ann", WHOLE))  # 400.00 × 6 % = 24.00
    company.deal("d2", "02-05", 80_000, ("ann", WHOLE))  # 100.00 × 6 % + 500.00 × 8 % + 200.00 × 12 % = 70.00
    assert company.pay("tiers") == [
        ("2026-01", "commission", "d1", 2_400),
        ("2026-02", "commission", "d2", 7_000),
    ]


def test_a_cancellation_takes_back_what_the_same_stretch_paid() -> None:
    company = _company(MARGINAL)
    company.deal("d1", "01-05", 120_000, ("ann", WHOLE))
    company.deal("d2", "03-05", -120_000, ("ann", WHOLE))
    assert [amount for *_, amount in company.pay("tiers")] == [9_400, -9_400]


def test_lines_sum_to_the_rounded_total_and_not_to_rounded_parts() -> None:
    company = _company("by: amount, tiers: [{rate: 0.5%}]")
    for number in range(4):
        company.deal(f"d{number}", "01-05", 100, ("ann", WHOLE))  # 1.00 × 0.5 % = half a cent each
    assert [amount for *_, amount in company.pay("tiers")] == [
        0,
        1,
        1,
        0,
    ]  # 0.5, 1.0, 1.5, 2.0 rounded half even


@pytest.mark.parametrize(("boundary", "amount"), [("lower", 5_000), ("higher", 10_000)])
def test_a_value_on_the_bound_takes_the_tier_that_the_boundary_says(boundary: str, amount: int) -> None:
    table = f"by: amount, mode: whole, each: transaction, boundary: {boundary},"
    company = _company(f"{table} tiers: [{{up_to: 1000, rate: 5%}}, {{rate: 10%}}]", base="on: deals")
    company.deal("d1", "01-05", 100_000, ("ann", WHOLE))
    assert company.pay("tiers") == [("2026-01", "commission", "d1", amount)]


def test_each_transaction_starts_at_zero_and_a_reversal_is_its_mirror() -> None:
    table = "by: amount, each: transaction, tiers: [{up_to: 1000, rate: 5%}, {rate: 10%}]"
    company = _company(table, base="on: deals")
    company.deal("d1", "01-05", 150_000, ("ann", WHOLE))  # 1,000.00 × 5 % + 500.00 × 10 %
    company.deal("d2", "01-06", -150_000, ("ann", WHOLE))
    assert [amount for *_, amount in company.pay("tiers")] == [10_000, -10_000]


def test_a_higher_whole_rate_trues_up_the_months_before() -> None:
    company = _company("by: attainment, mode: whole, tiers: [{up_to: 100%, rate: 5%}, {rate: 10%}]")
    company.deal("d1", "01-05", 60_000, ("ann", WHOLE))  # 5 % = 30.00
    company.deal("d2", "02-05", 60_000, ("ann", WHOLE))  # 120 %: 10 % = 60.00, and 30.00 more for January
    assert company.pay("tiers") == [
        ("2026-01", "commission", "d1", 3_000),
        ("2026-02", "commission", "d2", 6_000),
        ("2026-02", "true-up", "", 3_000),
    ]


def test_nothing_is_paid_without_a_quota_and_it_is_said() -> None:
    company = _company(MARGINAL)
    company.rows["quotas"] = []
    company.deal("d1", "01-05", 60_000, ("ann", WHOLE))
    assert company.pay("tiers") == []
    assert company.codes() == {"quota-missing"}


def test_a_quota_of_zero_is_said() -> None:
    company = _company(MARGINAL)
    company.rows["quotas"][0]["amount_minor"] = 0
    assert company.codes() == {"quota-zero"}


def test_a_yearly_cap_takes_back_what_exceeds_it_and_gives_back_after_a_cancellation() -> None:
    company = _company("by: amount, tiers: [{rate: 10%}]", rest="cap: {amount: 50, per: year},")
    company.deal("d1", "01-05", 40_000, ("ann", WHOLE))  # 40.00
    company.deal("d2", "02-05", 40_000, ("ann", WHOLE))  # 80.00 so far: 30.00 too much
    company.deal("d3", "03-05", -40_000, ("ann", WHOLE))  # 40.00 so far: nothing exceeds the cap any more
    caps = [line for line in company.pay("tiers") if line[1] == "cap"]
    assert caps == [("2026-02", "cap", "", -3_000), ("2026-03", "cap", "", 3_000)]


def test_a_cap_per_line_holds_for_a_reversal_too() -> None:
    table = "by: amount, each: transaction, tiers: [{rate: 10%}]"
    company = _company(table, base="on: deals", rest="cap: {amount: 50, per: line},")
    company.deal("d1", "01-05", 90_000, ("ann", WHOLE))
    company.deal("d2", "01-06", -90_000, ("ann", WHOLE))
    caps = [line for line in company.pay("tiers") if line[1] == "cap"]
    assert caps == [("2026-01", "cap", "d1", -4_000), ("2026-01", "cap", "d2", 4_000)]
