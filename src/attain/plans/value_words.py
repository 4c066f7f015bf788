"""Rates and amounts of a plan as people read them: values by default, formulas in words."""

from __future__ import annotations

from collections.abc import Callable

from attain.expressions import words
from attain.kernel.day import day_words
from attain.kernel.money import Currency, is_currency
from attain.kernel.rounding import power_of_ten
from attain.kernel.scaled import RATE_SCALE, format_rate, format_scaled
from attain.plans.default_value import DefaultValue
from attain.plans.definition import LITERAL_SCALE, Formula, Parameter, ParameterType, Plan
from attain.tables import QUANTITY_SCALE

_FINER = 6  # decimal places of a minor unit that an amount per unit may have


def rate_words(formula: Formula, plan: Plan) -> str:
    """``9%``, ``9% (base_rate; yours may differ)``, ``2% if term months is at least 36, otherwise 1%``."""
    return _value_words(formula, plan, lambda: default_rate(formula, plan))


def amount_words(formula: Formula, plan: Plan) -> str:
    """``1,200 EUR``, ``10,000 (quota_bonus times 2; yours may differ)``."""
    return _value_words(formula, plan, lambda: default_amount(formula, plan))


def default_rate(formula: Formula, plan: Plan) -> str | None:
    """A rate with parameters at their defaults, None where it depends on more than the plan."""
    rate = DefaultValue(plan, 1).units(formula, RATE_SCALE)
    return None if rate is None else format_rate(rate)


def default_amount(formula: Formula, plan: Plan) -> str | None:
    """An amount with parameters at their defaults, None where it depends on more than the plan."""
    places = Currency(plan.currency).exponent if is_currency(plan.currency) else 2
    units = DefaultValue(plan, power_of_ten(places)).units(formula, _FINER)
    return None if units is None else money_words(units, places + _FINER, plan)


def said(formula: Formula, plan: Plan) -> str:
    """A formula in words, its parameters by their defaults: ``amount is at least 5,000 (threshold)``."""
    return words(formula.expression, {one.name: _named(one, plan) for one in plan.parameters})


def parameter_words(parameter: Parameter, plan: Plan) -> str:
    """The default of a parameter as readers write it; ``none`` where it must be set."""
    value = parameter.default
    if value is None:
        return "none: it must be set"
    if not isinstance(value, int):
        return value if isinstance(value, str) else day_words(value)
    if parameter.type is ParameterType.RATE:
        return format_rate(value)
    if parameter.type is ParameterType.MONEY:
        return money_words(value, LITERAL_SCALE, plan)
    scale = QUANTITY_SCALE if parameter.type is ParameterType.QUANTITY else LITERAL_SCALE
    return grouped(value, scale)


def money_words(units: int, scale: int, plan: Plan) -> str:
    """``1,200 EUR`` or ``1,234.50``: whole amounts without decimal places."""
    code = plan.currency if is_currency(plan.currency) else ""
    places = Currency(code).exponent if code else 2
    return grouped(units, scale, 0 if units % power_of_ten(scale) == 0 else places) + (code and f" {code}")


def grouped(units: int, scale: int, places: int = 0) -> str:
    """A number with its thousands apart and at least ``places`` decimal places."""
    whole, point, fraction = format_scaled(abs(units), scale, minimum_places=places).partition(".")
    return ("\u2212" if units < 0 else "") + f"{int(whole):,}{point}{fraction}"


def _value_words(formula: Formula, plan: Plan, default: Callable[[], str | None]) -> str:
    value = default()
    if value is None:
        return said(formula, plan)
    if not formula.names:
        return value
    as_named = words(formula.expression, {name: name for name in formula.names})
    return f"{value} ({as_named}; yours may differ)"


def _named(parameter: Parameter, plan: Plan) -> str:
    if parameter.default is None:
        return f"the value set for you ({parameter.name})"
    return f"{parameter_words(parameter, plan)} ({parameter.name})"
