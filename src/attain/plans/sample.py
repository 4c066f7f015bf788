"""What a plan pays on sample values: parameters at their defaults, a round quota, a currency of two decimal
places.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from attain.kernel.money import Currency
from attain.kernel.rounding import RoundingMode, power_of_ten, rescale
from attain.kernel.scaled import RATE_SCALE, format_scaled
from attain.plans.component_kind import CurvePoint
from attain.plans.default_value import DefaultValue
from attain.plans.definition import LITERAL_SCALE, PAYEE_CURRENCY, Component, Formula, Plan, Unit
from attain.plans.kinds import component_kinds
from attain.plans.table import RateTable, TierUnit
from attain.tables import QUANTITY_SCALE

FACTOR = 100
QUOTA = 100_000


def formulas_in(value: object) -> Iterator[Formula]:
    """Every formula anywhere below a value of a definition, whatever component kinds add."""
    if isinstance(value, Formula):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from formulas_in(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from formulas_in(getattr(value, field.name))


def table_of(component: Component) -> RateTable | None:
    """The component's rate table, if its kind has one."""
    table = getattr(component.terms, "table", None)
    return table if isinstance(table, RateTable) else None


class Sample:
    """Pay of one component of a plan at chosen credit, for a quota (units of the credit) and a currency."""

    def __init__(
        self, plan: Plan, component: Component, *, quota_units: int | None = None, currency: str = ""
    ) -> None:
        self._plan = plan
        self._factor = power_of_ten(Currency(currency).exponent) if currency else FACTOR
        self._component = component
        self._values = DefaultValue(plan, self._factor)
        self.is_money = plan.rule_of(component).unit is Unit.MONEY
        self._scale = 0 if self.is_money else QUANTITY_SCALE
        one = self._factor if self.is_money else power_of_ten(QUANTITY_SCALE)
        self.quota_units = QUOTA * one if quota_units is None else quota_units

    @property
    def is_complete(self) -> bool:
        """Whether all that the component pays follows from the plan alone."""
        return all(self.is_known(formula) for formula in formulas_in(self._component.terms))

    def is_known(self, formula: Formula) -> bool:
        """Whether the formula's value follows from the plan alone."""
        return self._values.is_known(formula)

    def rate(self, formula: Formula) -> int | None:
        """A rate formula's value at RATE_SCALE, None where it depends on more than the plan."""
        return self._values.units(formula, RATE_SCALE)

    def money(self, formula: Formula) -> int | None:
        """A money formula's value in minor units, None where it depends on more than the plan."""
        return self._values.units(formula, 0)

    def pay(self, units: int) -> int:
        """Minor units paid for that much credit in one period."""
        point = CurvePoint(units, self.quota_units, self._factor, self._scale, self._values.scalar)
        return component_kinds()[self._component.kind].pay(self._component, point)

    def bound_units(self, table: RateTable, up_to: int) -> int:
        """A bound of a table in units of the credit, with the sample quota."""
        if table.by is TierUnit.ATTAINMENT:
            return rescale(up_to * self.quota_units, LITERAL_SCALE, 0, RoundingMode.HALF_UP)
        if table.by is TierUnit.AMOUNT:
            return rescale(up_to * self._factor, LITERAL_SCALE, 0, RoundingMode.HALF_UP)
        return rescale(up_to, LITERAL_SCALE, QUANTITY_SCALE, RoundingMode.HALF_UP)

    def units_words(self, units: int) -> str:
        """Credit as readers write it."""
        return self.money_words(units) if self.is_money else f"{format_scaled(units, QUANTITY_SCALE)} units"

    def money_words(self, amount_minor: int) -> str:
        """An amount with its currency, if the plan has one of its own."""
        whole, _, fraction = format_scaled(abs(amount_minor), 2, minimum_places=2).partition(".")
        sign = "-" if amount_minor < 0 else ""
        code = "" if self._plan.currency == PAYEE_CURRENCY else f" {self._plan.currency}"
        return f"{sign}{int(whole):,}.{fraction}{code}"

    def quota_words(self, table: RateTable) -> str:
        """``With a quota of 100,000, `` where the table needs one."""
        return f"With a quota of {QUOTA:,}, " if table.by is TierUnit.ATTAINMENT else ""
