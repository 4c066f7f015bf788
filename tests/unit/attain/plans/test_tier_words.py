"""What the lines of tiered commissions say about themselves."""

from __future__ import annotations

from attain.engine import explain_line
from attain.plans.explanation import Explanation
from tests.support.company import DEALS, SOLD, WHOLE, Company, plan_of


def _explained(deals: list[int], rate: str = "15%", *, table: str = "", rest: str = "") -> Explanation:
    """How the last of some deals in January is paid, in EUR."""
    tiers = table or f"by: amount, tiers: [{{rate: {rate}}}]"
    parts = (DEALS.replace("}}", f"}}, {rest}}}") if rest else DEALS, SOLD)
    component = f"components:\n  tiers: {{kind: tiered-commission, measure: sold, table: {{{tiers}}}}}\n"
    company = Company((plan_of(*parts, component),))
    company.seat("ann", currency="EUR")
    for number, amount in enumerate(deals):
        company.deal(f"d{number}", "01-05", amount, ("ann", WHOLE), currency="EUR")
    last = f"d{len(deals) - 1}"
    return explain_line(
        company.inputs, person_id="ann", component="tiers", period="2026-01", transaction_id=last
    )


def test_a_cent_of_the_period_is_said_and_no_unequal_product_is_stated_as_equal() -> None:
    # 15 % of 1,114,153.50 is 167,123.025 → .02; 15 % of 6,359.00 more is 168,076.875 → .88
    line = _explained([111_415_350, 635_900])
    assert line.sentence == (
        "€6,359.00 at 15% is €953.85; with the rounding of pay so far in FY2026 it pays €953.86."
    )
    tier, amount = line.steps[-2:]
    assert (tier.value, amount.value) == ("€953.85", "€953.86")
    assert amount.words == (
        "Pay so far in FY2026: €168,076.88 with this deal, less €167,123.02 before it. Both are rounded to "
        "two decimal places, so that all deals add up exactly; this deal alone would be €953.85."
    )


def test_nothing_is_said_about_rounding_where_the_product_is_what_is_paid() -> None:
    line = _explained([100_000, 200_000])
    assert line.sentence == "€2,000.00 at 15% pays €300.00."
    assert line.steps[-1].words == "Pay so far in FY2026: €450.00 with this deal, less €150.00 before it."


def test_parts_that_are_rounded_one_by_one_are_said_to_be() -> None:
    line = _explained([200], table="by: amount, tiers: [{up_to: 1, rate: 1.5%}, {rate: 2.5%}]")
    assert [step.value for step in line.steps[-3:]] == ["€0.02", "€0.02", "€0.04"]
    line = _explained([200], table="by: amount, tiers: [{up_to: 1, rate: 1.4%}, {rate: 1.4%}]")
    assert [step.value for step in line.steps[-3:]] == ["€0.01", "€0.01", "€0.03"]
    assert line.steps[-1].words.endswith("so their sum can differ by the last digit.")


def test_a_share_that_earns_pay_is_part_of_the_product() -> None:
    line = _explained([100_000], rest="pay: 50%")
    assert line.sentence == "€1,000.00 at 15%, of which 50% earns pay, pays €75.00."


def test_an_amount_that_is_taken_back_has_a_minus_sign() -> None:
    line = _explained([100_000, -50_000])
    assert line.sentence == "−€500.00 at 15% pays −€75.00."
    assert "-" not in "".join(step.value + step.words for step in line.steps if step.label != "Transaction")
