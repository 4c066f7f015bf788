"""The way to the next tier, in words for whoever stands before it."""

from __future__ import annotations

import pytest

from attain.plans.next_tier import next_tier
from tests.support.company import DEALS, SOLD, plan_of

PARAMETERS = """
parameters:
  base: {type: rate, default: 9%}
  bonus: {type: money, default: 5000}
  own: {type: money}
"""


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("tiered-commission", "rate: 12.5%", "12.5%"),
        ("tiered-commission", "rate: base * 1.5", "13.5%"),
        ("attainment-bonus", "pay: 250", "€250"),
        ("attainment-bonus", "pay: 1234.5", "€1,234.50"),
        ("attainment-bonus", "pay: bonus * 2", "€10,000"),
        ("attainment-bonus", "pay: own", "the value set for you (own)"),
    ],
)
def test_what_the_next_tier_gives_reads_as_a_value(kind: str, value: str, said: str) -> None:
    first = value.split(":")[0]
    table = f"{{by: attainment, tiers: [{{up_to: 100%, {first}: 0{'%' * (first == 'rate')}}}, {{{value}}}]}}"
    component = f"components:\n  tiers: {{kind: {kind}, measure: sold, table: {table}}}\n"
    plan = plan_of(PARAMETERS, DEALS, SOLD, component)
    found = next_tier(plan, plan.component("tiers"), units=90_000, target_units=100_000, currency="EUR")
    assert found is not None
    assert (found.value, found.remaining_units) == (said, 10_000)
