"""How far it is to the next tier of a rate table, for whoever stands somewhere in it."""

from __future__ import annotations

from dataclasses import dataclass

from attain.expressions import Kind
from attain.kernel.money import Currency, format_money, is_currency
from attain.kernel.rounding import RoundingMode, divide_rounded, power_of_ten
from attain.kernel.scaled import ONE
from attain.plans.component_kind import with_minus
from attain.plans.default_value import DefaultValue
from attain.plans.definition import LITERAL_SCALE, Component, Formula, Plan
from attain.plans.table import Boundary, RateTable, TierUnit
from attain.plans.value_words import default_amount, default_rate, said
from attain.tables import QUANTITY_SCALE


@dataclass(frozen=True, slots=True)
class NextTier:
    """The tier after the one that is reached: where it begins, how far that is (units of the measure), what
    it gives.
    """

    component: Component
    bound_units: int
    remaining_units: int
    words: str
    value: str


def next_tier(
    plan: Plan, component: Component, *, units: int, target_units: int | None, currency: str
) -> NextTier | None:
    """The next tier above ``units``; None in the last one, without tiers, or by attainment without a quota.

    ``units`` and ``target_units`` are minor units of ``currency``, or quantities where it is empty.
    ``value`` is the tier's rate or amount as readers write it, with parameters at their defaults.
    """
    table = getattr(component.terms, "table", None)
    if not isinstance(table, RateTable) or (table.by is TierUnit.ATTAINMENT and not target_units):
        return None
    for index, tier in enumerate(table.tiers[:-1]):
        bound = _bound_units(table, tier.up_to or 0, target_units or 0, currency)
        if units < bound or (units == bound and table.boundary is Boundary.LOWER):
            value = _value_words(plan, table.tiers[index + 1].value, currency)
            return NextTier(component, bound, bound - units, table.tier_words(index + 1), value)
    return None


def _bound_units(table: RateTable, up_to: int, target_units: int, currency: str) -> int:
    if table.by is TierUnit.ATTAINMENT:
        return divide_rounded(up_to * target_units, ONE, RoundingMode.HALF_UP)
    scale = Currency(currency).exponent if currency else QUANTITY_SCALE
    return divide_rounded(up_to * power_of_ten(scale), power_of_ten(LITERAL_SCALE), RoundingMode.HALF_UP)


def _value_words(plan: Plan, formula: Formula, currency: str) -> str:
    if formula.typed.type.kind is Kind.RATE:
        return default_rate(formula, plan) or said(formula, plan)
    paid = currency or (plan.currency if is_currency(plan.currency) else "")
    if not paid:
        return default_amount(formula, plan) or said(formula, plan)
    exponent = Currency(paid).exponent
    amount_minor = DefaultValue(plan, power_of_ten(exponent)).units(formula, 0)
    if amount_minor is None:
        return said(formula, plan)
    is_whole = amount_minor % power_of_ten(exponent) == 0
    return with_minus(format_money(amount_minor, paid, places=0 if is_whole else None))
