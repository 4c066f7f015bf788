"""Commission: a flat rate on every credit, rounded line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.expressions import RATE, words
from attain.ir import scalar as ir
from attain.ir.evaluate import evaluate
from attain.ir.relation import Relation
from attain.kernel.problem import Problem
from attain.kernel.scaled import RATE_SCALE
from attain.plans.component_kind import (
    Basis,
    ComponentReader,
    CurvePoint,
    Explained,
    Line,
)
from attain.plans.definition import Component, Formula, Plan, Unit
from attain.plans.explanation import Clause, Step
from attain.plans.field import Field, Shape
from attain.plans.value_words import default_rate, rate_words, said


@dataclass(frozen=True, slots=True)
class CommissionTerms:
    """The rate on each credit."""

    rate: Formula


class Commission:
    """A flat rate on each credit of a rule."""

    name = "commission"
    title = "Commission"
    summary = "A flat rate on every credit."
    fields = (
        Field("on", Shape.CREDIT, "The crediting rule that it pays on.", required=True),
        Field("rate", Shape.RATE_FORMULA, "The rate; may use parameters and the transaction.", required=True),
    )

    def read(self, fields: ComponentReader) -> CommissionTerms | None:
        rate = fields.formula("rate", RATE, of_line=True)
        return None if rate is None else CommissionTerms(rate)

    def check(self, component: Component, plan: Plan) -> Iterable[Problem]:
        if plan.rule_of(component).unit is not Unit.MONEY:
            yield Problem(
                "component-unit",
                f"“{component.name}” pays a rate, but “{component.on}” credits quantities.",
                component.where,
                "Use kind: per-unit to pay money per unit.",
            )

    def lower(self, component: Component, basis: Basis) -> Mapping[str, Relation]:
        terms = _terms(component)
        rows = basis.with_values(basis.credits(component.on or ""), {"rate": terms.rate}, "credited_on")
        rows = rows.extend(rate=ir.rescale(rows["rate"], RATE_SCALE))
        amount = ir.rescale(rows["pay_units"] * rows["rate"], 0, component.rounding)
        return {"commission": rows.extend(base_units=rows["pay_units"], amount_minor=amount)}

    def clause(self, component: Component, plan: Plan) -> Clause:
        rule, rate = plan.rule_of(component), _terms(component).rate
        pays = f"{rate_words(rate, plan)} of the credit"
        if default_rate(rate, plan) is None:
            pays = f"a part of the credit: {said(rate, plan)}"
        return Clause((f"Each credit of “{rule.title}” pays {pays}.",))

    def explain(self, line: Line) -> Explained:
        values = line.values
        rate, credit = line.rate(values["rate"]), line.units(values["pay_units"])
        amount = line.money(values["amount_minor"])
        steps = (
            Step("Rate", _how(_terms(line.component).rate, line.plan, rate), rate, line.clause),
            Step("Amount", f"{credit} × {rate}, {line.rounded}.", amount, line.clause),
        )
        return Explained(f"{credit} of credit at {rate} pays {amount}.", steps)

    def pay(self, component: Component, point: CurvePoint) -> int:
        rate = ir.rescale(point.value_of(_terms(component).rate), RATE_SCALE)
        amount = evaluate(ir.rescale(ir.lift(point.units) * rate, 0, component.rounding), {})
        assert isinstance(amount, int)
        return amount


def _how(formula: Formula, plan: Plan, rate: str) -> str:
    """Where the rate of a line comes from."""
    if not formula.names:
        return f"The rate is {rate}."
    if formula.names <= {one.name for one in plan.parameters}:
        named = words(formula.expression, {one: one for one in formula.names})
        return f"The rate is {rate} on this day ({named})."
    return f"The rate is {said(formula, plan)}; here {rate}."


def _terms(component: Component) -> CommissionTerms:
    assert isinstance(component.terms, CommissionTerms)
    return component.terms


KIND = Commission()
