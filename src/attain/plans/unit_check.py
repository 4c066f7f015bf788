"""Whether a rate table fits the measure or crediting rule that moves through it."""

from __future__ import annotations

from collections.abc import Iterable

from attain.kernel.problem import Problem
from attain.plans.definition import Component, Plan, Unit
from attain.plans.table import RateTable, TierUnit


def check_table_unit(component: Component, plan: Plan, table: RateTable) -> Iterable[Problem]:
    """Problems where bounds are in another unit than the credit, or in attainment without a quota."""
    unit = plan.rule_of(component).unit
    if table.by is TierUnit.ATTAINMENT:
        measure = plan.measure(component.measure) if component.measure else None
        if measure is None or measure.quota is None:
            subject = f"the measure “{measure.name}” has no quota" if measure else "it has no measure"
            yield Problem(
                "quota-undeclared",
                f"“{component.name}” has bounds in attainment, but {subject}.",
                component.where,
                "Give the measure a quota, or write by: amount.",
            )
    elif (table.by is TierUnit.AMOUNT) != (unit is Unit.MONEY):
        counted = "money" if unit is Unit.MONEY else "quantities"
        wanted = TierUnit.AMOUNT if unit is Unit.MONEY else TierUnit.QUANTITY
        yield Problem(
            "tier-unit",
            f"“{component.name}” has bounds by {table.by.value}, but its credit counts {counted}.",
            component.where,
            f"Write by: {wanted.value}.",
        )
