"""Per unit: an amount of money for each unit of quantity that is credited, rounded line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.expressions import money
from attain.ir import scalar as ir
from attain.ir.evaluate import evaluate
from attain.ir.relation import Relation
from attain.ir.scalar import Scalar
from attain.kernel.problem import Problem
from attain.kernel.rounding import rescale
from attain.plans.component_kind import Basis, ComponentReader, CurvePoint, Explained, Line
from attain.plans.definition import LITERAL_SCALE, PAYEE_CURRENCY, Component, Formula, Plan, Unit
from attain.plans.explanation import Clause, Step
from attain.plans.field import Field, Shape
from attain.plans.scope import PLAN
from attain.plans.value_words import amount_words
from attain.tables import QUANTITY_SCALE


@dataclass(frozen=True, slots=True)
class PerUnitTerms:
    """What one unit pays, in plan currency."""

    pay: Formula


class PerUnit:
    """Money for each unit credited."""

    name = "per-unit"
    title = "Amount per unit"
    summary = "Money for each unit of quantity."
    fields = (
        Field("on", Shape.CREDIT, "The crediting rule, which credits quantities.", required=True),
        Field("pay", Shape.MONEY_FORMULA, "What one unit pays, in the plan's currency.", required=True),
    )

    def read(self, fields: ComponentReader) -> PerUnitTerms | None:
        pay = fields.formula("pay", money(PLAN), of_line=True)
        return None if pay is None else PerUnitTerms(pay)

    def check(self, component: Component, plan: Plan) -> Iterable[Problem]:
        if plan.rule_of(component).unit is not Unit.QUANTITY:
            yield Problem(
                "component-unit",
                f"“{component.name}” pays per unit, but “{component.on}” credits money.",
                component.where,
                "Use kind: commission to pay a rate on money.",
            )

    def lower(self, component: Component, basis: Basis) -> Mapping[str, Relation]:
        terms = _terms(component)
        rows = basis.with_values(basis.credits(component.on or ""), {"unit_pay": terms.pay}, "credited_on")
        rows = rows.extend(unit_pay=ir.rescale(rows["unit_pay"], LITERAL_SCALE))
        amount = _amount(component, rows["pay_units"], rows["unit_pay"])
        return {"commission": rows.extend(base_units=rows["pay_units"], amount_minor=amount)}

    def clause(self, component: Component, plan: Plan) -> Clause:
        rule, pay = plan.rule_of(component), amount_words(_terms(component).pay, plan)
        currency = " in each payee's own currency" if plan.currency == PAYEE_CURRENCY else ""
        return Clause((f"Each unit of “{rule.title}” pays{currency}: {pay}.",))

    def explain(self, line: Line) -> Explained:
        values = line.values
        unit_pay = line.money(rescale(values["unit_pay"], LITERAL_SCALE, 0))
        amount, units = line.money(values["amount_minor"]), line.units(values["pay_units"])
        steps = (
            Step(
                "Pay per unit",
                f"A unit pays {amount_words(_terms(line.component).pay, line.plan)}.",
                unit_pay,
                line.clause,
            ),
            Step(
                "Amount",
                f"{units} × {unit_pay}, {line.rounded}.",
                amount,
                line.clause,
            ),
        )
        return Explained(f"{units} at {unit_pay} each pay {amount}.", steps)

    def pay(self, component: Component, point: CurvePoint) -> int:
        unit_pay = ir.rescale(point.value_of(_terms(component).pay), LITERAL_SCALE)
        amount = evaluate(_amount(component, ir.scaled(point.units, QUANTITY_SCALE), unit_pay), {})
        assert isinstance(amount, int)
        return amount


def _amount(component: Component, units: Scalar, unit_pay: Scalar) -> Scalar:
    return ir.rescale(units * unit_pay, 0, component.rounding)


def _terms(component: Component) -> PerUnitTerms:
    assert isinstance(component.terms, PerUnitTerms)
    return component.terms


KIND = PerUnit()
