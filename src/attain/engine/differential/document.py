"""Random plan documents: every kind with every mode, boundary, rounding, cap and sort of formula."""

from __future__ import annotations

from attain.engine.differential.draw import Draw

ROUNDINGS = ("half-even", "half-up", "down", "up", "floor", "ceiling")
CONDITIONS = (
    'deal_type in ("new", "expansion")',
    'product.category != "Services"',
    "amount > 100 or amount < 0",
    "not (term_months >= 24)",
    "cost is missing or amount - cost > 10",
    'starts_with(transaction_id, "t1") or month(occurred_on) between 2 and 5',
)
AMOUNTS = (
    "amount",
    "amount",
    "amount",
    "amount - coalesce(cost, 0)",
    "min(amount, 5000)",
    'round(amount * 33.333%, 1, "half-up")',
    "if(term_months >= 24, amount * 3 / 7, amount)",
)
RATES = ("8%", "base", "base + 1.5%", "if(quantity > 1, base, 3.3%)", "min(base, 10%) * 50%")
COMPONENTS_OF_A_PLAN = 4
TIER_RATES = ("0%", "4%", "base", "6.25%", "base * 150%", "12%")


def random_plan(draw: Draw, plan_id: str) -> str:
    """The YAML text of a sound plan with two parameters, four credits, four measures and some components."""
    return f"""
plan: {plan_id}
title: Generated
version: "1"
effective: {{from: 2023-01-01}}
currency: {draw.choice(("payee", "payee", "USD", "JPY"))}
fx: {{type: plan, on: {draw.choice(("credited", "period-end"))}}}
parameters:
  base: {{type: rate, default: 5%}}
  bonus: {{type: money, default: 250.5}}
credits:
  deals:
    of: [booking, cancellation]
    when: '{draw.choice(CONDITIONS)}'
    amount: '{draw.choice(AMOUNTS)}'
    to: {{split: [{draw.choice(("owner", "owner", "owner, overlay"))}]}}
    pay: {draw.choice(("100%", "50%", "base"))}
  starts:
    of: [booking, invoice]
    on: starts_on
    to: {{split: [overlay, sdr]}}
  team:
    of: [booking, cancellation]
    to: {{roll_up: [owner]}}
  units:
    of: [booking, meeting]
    amount: quantity
    to: {{split: [owner, sdr]}}
measures:
  sold: {{sum: deals, over: {_grain(draw)}, quota: goal}}
  team_sold: {{sum: team, over: {_grain(draw)}, quota: goal}}
  started: {{sum: starts, over: {_grain(draw)}}}
  counted: {{sum: units, over: {_grain(draw)}, quota: goal}}
components:
{_components(draw)}"""


def _components(draw: Draw) -> str:
    """Some of the kinds, each in a random form."""
    pool = (_flat, _marginal, _whole, _by_amount, _each_deal, _reached, _per_unit)
    return "\n".join(make(draw) for make in draw.sample(pool, COMPONENTS_OF_A_PLAN))


def _flat(draw: Draw) -> str:
    on = draw.choice(("deals", "starts"))
    return f"  flat: {{kind: commission, on: {on}, rate: '{draw.choice(RATES)}', {_ending(draw)}}}"


def _marginal(draw: Draw) -> str:
    measure = draw.choice(("sold", "team_sold"))
    return _tiered(draw, "marginal", f"measure: {measure}", "by: attainment, mode: marginal", "%")


def _whole(draw: Draw) -> str:
    return _tiered(draw, "whole", "measure: sold", "by: attainment, mode: whole", "%")


def _by_amount(draw: Draw) -> str:
    return _tiered(draw, "by_amount", "measure: started", f"by: amount, mode: {_mode(draw)}", "")


def _each_deal(draw: Draw) -> str:
    return _tiered(draw, "each_deal", "on: deals", f"by: amount, mode: {_mode(draw)}, each: transaction", "")


def _tiered(draw: Draw, name: str, base: str, table: str, unit: str) -> str:
    tiers = f"{table}, boundary: {_boundary(draw)}, tiers: {_tiers(draw, unit)}"
    return f"  {name}: {{kind: tiered-commission, {base}, {_ending(draw)}, table: {{{tiers}}}}}"


def _reached(draw: Draw) -> str:
    measure = draw.choice(("sold", "team_sold", "counted"))
    tiers = "[{up_to: 50%, pay: 0}, {up_to: 100%, pay: bonus}, {pay: bonus * 2}]"
    table = f"{{by: attainment, boundary: {_boundary(draw)}, tiers: {tiers}}}"
    return f"  reached: {{kind: attainment-bonus, measure: {measure}, {_ending(draw)}, table: {table}}}"


def _per_unit(draw: Draw) -> str:
    pay = draw.choice(("120", "0.005", "bonus"))
    return f"  per_unit: {{kind: per-unit, on: units, pay: {pay}, {_ending(draw)}}}"


def _grain(draw: Draw) -> str:
    return draw.choice(("month", "quarter", "half", "year"))


def _boundary(draw: Draw) -> str:
    return draw.choice(("lower", "higher"))


def _mode(draw: Draw) -> str:
    return draw.choice(("marginal", "whole"))


def _ending(draw: Draw) -> str:
    """Rounding, and now and then a cap."""
    rounding = f"rounding: {draw.choice(ROUNDINGS)}"
    if draw.happens(60):
        return rounding
    amount = draw.choice(("100", "1000", "bonus", "bonus * 3"))
    return f"{rounding}, cap: {{amount: {amount}, per: {draw.choice(('line', 'month', 'quarter', 'year'))}}}"


def _tiers(draw: Draw, unit: str) -> str:
    bounds = sorted(draw.sample((25, 50, 75, 100, 150), draw.below(4)))
    scale = 1 if unit else 50
    tiers = [f"{{up_to: {bound * scale}{unit}, rate: '{draw.choice(TIER_RATES)}'}}" for bound in bounds]
    return "[" + ", ".join([*tiers, f"{{rate: '{draw.choice(TIER_RATES)}'}}"]) + "]"
