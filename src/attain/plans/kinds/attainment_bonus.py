"""Attainment bonus: an amount paid once when a tier of a measure is reached within the measure's period.

At the end of each month the amount of the reached tier is due; the line is what is due less what was due at
the end of the month before, so that reaching a higher tier pays the difference and falling back takes it
back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.expressions import money
from attain.ir import scalar as ir
from attain.ir.evaluate import evaluate
from attain.ir.relation import Previous, Relation
from attain.kernel.problem import Problem
from attain.plans.component_kind import PAYEE, Basis, ComponentReader, CurvePoint, Explained, Line
from attain.plans.definition import Component, Plan
from attain.plans.explanation import Clause, Step
from attain.plans.field import Field, Shape
from attain.plans.scope import PLAN
from attain.plans.table import BOUNDARY, BY, TIERS, RateTable, read_table
from attain.plans.tiers import bounds, position_step, reached, tier_clause, with_tiers
from attain.plans.unit_check import check_table_unit
from attain.plans.value_words import amount_words

PAY = Field(
    "pay", Shape.MONEY_FORMULA, "The amount due when the tier is reached, in plan currency.", required=True
)


@dataclass(frozen=True, slots=True)
class BonusTerms:
    """The amounts by tier."""

    table: RateTable


class AttainmentBonus:
    """An amount for reaching a tier."""

    name = "attainment-bonus"
    title = "Attainment bonus"
    summary = "An amount paid once when a tier of a measure is reached in its period."
    fields = (
        Field("measure", Shape.MEASURE, "The measure that moves through the tiers.", required=True),
        Field("table", Shape.AMOUNT_TABLE, "The amounts by tier.", required=True),
    )
    table_fields = (BY, BOUNDARY, TIERS)
    tier_value = PAY

    def read(self, fields: ComponentReader) -> BonusTerms | None:
        node = fields.nodes.get("table")
        if node is None:
            return None
        table = read_table(fields.reader, node, self.table_fields, PAY, fields.parameters, money(PLAN))
        return None if table is None else BonusTerms(table)

    def check(self, component: Component, plan: Plan) -> Iterable[Problem]:
        return check_table_unit(component, plan, _table(component))

    def lower(self, component: Component, basis: Basis) -> Mapping[str, Relation]:
        table = _table(component)
        rows = with_tiers(basis.months(component.measure or ""), table, basis, "month_end", value_scale=0)
        values = [rows[f"value_{index}"] for index in range(len(table.tiers))]
        row = {name: rows[name] for name in rows.columns}
        tier = reached(table, row, rows["units"], [ir.lift(index) for index in range(len(table.tiers))])
        rows = rows.extend(due=reached(table, row, rows["units"], values), tier=tier)
        rows = Previous(rows, (*PAYEE, "measure_period"), ("month",), "due", "due_before")
        rows = rows.extend(
            credited_on=rows["month_end"],
            transaction_id="",
            base_units=rows["units"],
            amount_minor=rows["due"] - rows["due_before"],
        )
        return {"bonus": rows.filter(ir.either(rows["amount_minor"].ne(0), rows["amount_minor"].is_empty()))}

    def clause(self, component: Component, plan: Plan) -> Clause:
        table, measure = _table(component), plan.measure(component.measure or "")
        exact = f"A value exactly on a bound belongs to the {table.boundary.value} tier."
        said = (
            f"Pays an amount when “{measure.title}” reaches a tier within its {measure.over.value}. {exact}"
        )
        rows = tuple(
            (table.tier_words(index), amount_words(tier.value, plan))
            for index, tier in enumerate(table.tiers)
        )
        return Clause((said,), ("Tier", "Amount due"), rows)

    def explain(self, line: Line) -> Explained:
        values, table = line.values, _table(line.component)
        amount, due = line.money(values["amount_minor"]), line.money(values["due"])
        before = line.money(values["due_before"])
        tier, index = table.tier_words(values["tier"]), values["tier"]
        period = values["measure_period"]
        steps = (
            position_step(line, table, values["units"] - values["month_units"], values["units"]),
            Step(
                "Tier",
                f"The tier {tier} is reached by the end of {line.month}.",
                due,
                tier_clause(line, index),
            ),
            Step("Amount", f"{due} due in {period} less {before} due before.", amount, line.clause),
        )
        return Explained(f"The tier {tier} is reached in {period}: {due} is due, {before} was before.", steps)

    def pay(self, component: Component, point: CurvePoint) -> int:
        table = _table(component)
        target = None if point.target_units is None else ir.lift(point.target_units)
        row = bounds(table, point.scale, target, ir.lift(point.factor))
        values = [ir.rescale(point.value_of(tier.value), 0) for tier in table.tiers]
        amount = evaluate(reached(table, row, ir.scaled(point.units, point.scale), values), {})
        assert isinstance(amount, int)
        return amount


def _table(component: Component) -> RateTable:
    assert isinstance(component.terms, BonusTerms)
    return component.terms.table


KIND = AttainmentBonus()
