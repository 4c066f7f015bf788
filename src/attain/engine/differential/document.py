"""Random plan documents: every component kind with every mode, boundary, rounding, cap and kind of formula."""



from __future__ import annotations

import random

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


def random_plan(rng: random.Random, plan_id: str) -> str:
    """The YAML text of a sound plan with two parameters, four credits, four measures and some components."""
    return f"""
plan: {plan_id}
title: Generated
version: "1"
effective: {{from: 2023-01-01}}
currency: {rng.choice(("payee", "payee", "USD", "JPY"))}
fx: {{type: plan, on: {rng.choice(("credited", "period-end"))}}}
parameters:
  base: {{type: rate, default: 5%}}
  bonus: {{type: money, default: 250.5}}
credits:
  deals:
    of: [booking, cancellation]
    when: '{rng.choice(CONDITIONS)}'
    amount: '{rng.choice(AMOUNTS)}'
    to: {{split: [{rng.choice(("owner", "owner", "owner, overlay"))}]}}
    pay: {rng.choice(("100%", "50%", "base"))}
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
  sold: {{sum: deals, over: {_grain(rng)}, quota: goal}}
  team_sold: {{sum: team, over: {_grain(rng)}, quota: goal}}
  started: {{sum: starts, over: {_grain(rng)}}}
  counted: {{sum: units, over: {_grain(rng)}, quota: goal}}
components:
{_components(rng)}"""


def _components(rng: random.Random) -> str:
    """Some of the kinds, each in a random form."""
    pool = (_flat, _marginal, _whole, _by_amount, _each_deal, _reached, _per_unit)
    return "\n".join(make(rng) for make in rng.sample(pool, COMPONENTS_OF_A_PLAN))


def _flat(rng: random.Random) -> str:
    on = rng.choice(("deals", "starts"))
    return f"  flat: {{kind: commission, on: {on}, rate: '{rng.choice(RATES)}', {_ending(rng)}}}"


def _marginal(rng: random.Random) -> str:
    measure = rng.choice(("sold", "team_sold"))
    return _tiered(rng, "marginal", f"measure: {measure}", "by: attainment, mode: marginal", "%")


def _whole(rng: random.Random) -> str:
    return _tiered(rng, "whole", "measure: sold", "by: attainment, mode: whole", "%")


def _by_amount(rng: random.Random) -> str:
    return _tiered(rng, "by_amount", "measure: started", f"by: amount, mode: {_mode(rng)}", "")


def _each_deal(rng: random.Random) -> str:
    return _tiered(rng, "each_deal", "on: deals", f"by: amount, mode: {_mode(rng)}, each: transaction", "")


def _tiered(rng: random.Random, name: str, base: str, table: str, unit: str) -> str:
    tiers = f"{table}, boundary: {_boundary(rng)}, tiers: {_tiers(rng, unit)}"
    return f"  {name}: {{kind: tiered-commission, {base}, {_ending(rng)}, table: {{{tiers}}}}}"


def _reached(rng: random.Random) -> str:
    measure = rng.choice(("sold", "team_sold", "counted"))
    tiers = "[{up_to: 50%, pay: 0}, {up_to: 100%, pay: bonus}, {pay: bonus * 2}]"
    table = f"{{by: attainment, boundary: {_boundary(rng)}, tiers: {tiers}}}"
    return f"  reached: {{kind: attainment-bonus, measure: {measure}, {_ending(rng)}, table: {table}}}"


def _per_unit(rng: random.Random) -> str:
    pay = rng.choice(("120", "0.005", "bonus"))
    return f"  per_unit: {{kind: per-unit, on: units, pay: {pay}, {_ending(rng)}}}"


def _grain(rng: random.Random) -> str:
    return rng.choice(("month", "quarter", "half", "year"))


def _boundary(rng: random.Random) -> str:
    return rng.choice(("lower", "higher"))


def _mode(rng: random.Random) -> str:
    return rng.choice(("marginal", "whole"))


def _ending(rng: random.Random) -> str:
    """Rounding, and now and then a cap."""
    rounding = f"rounding: {rng.choice(ROUNDINGS)}"
    if rng.random() < 0.6:
        return rounding
    amount = rng.choice(("100", "1000", "bonus", "bonus * 3"))
    return f"{rounding}, cap: {{amount: {amount}, per: {rng.choice(('line', 'month', 'quarter', 'year'))}}}"


def _tiers(rng: random.Random, unit: str) -> str:
    bounds = sorted(rng.sample((25, 50, 75, 100, 150), rng.randrange(4)))
    scale = 1 if unit else 50
    tiers = [f"{{up_to: {bound * scale}{unit}, rate: '{rng.choice(TIER_RATES)}'}}" for bound in bounds]
    return "[" + ", ".join([*tiers, f"{{rate: '{rng.choice(TIER_RATES)}'}}"]) + "]"
