"""Components of one plan: the basis that kinds build on, their lines, caps, and the earnings they become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attain.engine.lowering.context import Lowering
from attain.engine.lowering.crediting import lower_credit, lower_seats
from attain.engine.lowering.measuring import MONTH_KEY, lower_grid, lower_months, lower_ordered
from attain.engine.lowering.value import with_values
from attain.engine.preparation import plan_key
from attain.ir import scalar as ir
from attain.ir.relation import MAX_MONTHS, Prefix, Previous, Reduction, Relation, UnionAll
from attain.ir.type import NARROW_LIMIT
from attain.kernel.problem import Problem
from attain.plans.component_kind import PAYEE
from attain.plans.definition import Cap, CapPeriod, Component, Formula, Plan, Unit
from attain.plans.kinds import component_kinds

LINE_KEY = (*PAYEE, "month", "credited_on", "transaction_id")


class PlanLowering:
    """One plan being lowered; fulfils ``attain.plans.component_kind.Basis``. Steps are made when first
    asked for.
    """

    def __init__(self, lowering: Lowering, plan: Plan) -> None:
        self.lowering = lowering
        self.plan = plan
        self.key = plan_key(plan)
        self._made: dict[str, Relation] = {}

    @property
    def max_rows(self) -> int:
        """The most credits that a payee can have by one rule."""
        return self.lowering.prepared.max_rows

    @property
    def seats(self) -> Relation:
        """Who is on the plan, and on which days."""
        return self._once("seats", lambda: lower_seats(self.lowering, self.plan))

    @property
    def grid(self) -> Relation:
        """In which months each payee is on the plan."""
        return self._once("grid", lambda: lower_grid(self.lowering, self.plan, self.seats))

    def credits(self, rule: str) -> Relation:
        """The credits of a rule."""
        credit = self.plan.credit(rule)
        return self._once(
            f"credits/{rule}", lambda: lower_credit(self.lowering, self.plan, credit, self.seats)
        )

    def ordered(self, measure: str) -> Relation:
        """The credits of a measure with its running sums."""
        one = self.plan.measure(measure)
        credits = self.credits(one.sum)
        return self._once(f"ordered/{measure}", lambda: lower_ordered(self.lowering, self.plan, one, credits))

    def months(self, measure: str) -> Relation:
        """The measure by the end of each month."""
        one = self.plan.measure(measure)
        credits = self.credits(one.sum)
        return self._once(
            f"months/{measure}", lambda: lower_months(self.lowering, self.plan, one, credits, self.grid)
        )

    def with_values(self, relation: Relation, formulas: Mapping[str, Formula], day: str) -> Relation:
        """The rows with formulas as columns."""
        return with_values(self.lowering, self.plan, relation, formulas, day)

    def _once(self, name: str, make: Any) -> Relation:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    # ------------------------------------------------------------ components

    def earnings(self, component: Component) -> list[Relation]:
        """The earnings of a component by line kind, its cap included."""
        kind = component_kinds()[component.kind]
        lines: dict[str, Relation] = {}
        for line_kind, rows in kind.lower(component, self).items():
            step = self.lowering.builder.keep(f"lines/{self.key}/{component.name}/{line_kind}", rows)
            self._report_empty(component, line_kind, step)
            lines[line_kind] = step.filter(ir.negated(step["amount_minor"].is_empty()))
        if component.cap is not None:
            lines["cap"] = self._cap(component, component.cap, lines)
        return [self._earned(component, line_kind, rows) for line_kind, rows in lines.items()]

    def _earned(self, component: Component, line_kind: str, rows: Relation) -> Relation:
        """Lines in the columns of the earnings table."""
        is_money = self.plan.rule_of(component).unit is Unit.MONEY or line_kind == "cap"
        return rows.project(
            person_id=rows["person_id"],
            position_id=rows["position_id"],
            plan_id=self.plan.plan_id,
            plan_version=self.plan.version,
            component=component.name,
            period=rows["month"],
            transaction_id=rows["transaction_id"],
            line_kind=line_kind,
            credited_on=rows["credited_on"],
            base_units=at_units(ir.bounded(rows["base_units"], NARROW_LIMIT)),
            base_currency=rows["currency"] if is_money else ir.lift(""),
            amount_minor=ir.bounded(rows["amount_minor"], NARROW_LIMIT),
            currency=rows["currency"],
        )

    def _report_empty(self, component: Component, line_kind: str, rows: Relation) -> None:
        """Lines without an amount: a parameter or a field that a formula needs has no value."""
        empty = rows.filter(rows["amount_minor"].is_empty())
        found = empty.aggregate(("person_id", "month"), count=(Reduction.COUNT, "month"))
        plan = self.plan

        def describe(row: Mapping[str, Any]) -> Problem:
            return Problem(
                "value-missing",
                f"{row['count']} lines of {plan.plan_id} {component.name} for {row['person_id']} in "
                f"{row['month']} have no amount, because a value that the formula needs is missing. "
                f"They are left out.",
                hint="Give the parameters of the component a default, or import their values.",
                subject=row["person_id"],
                details=(("plan_id", plan.plan_id), ("component", component.name), ("period", row["month"])),
            )

        self.lowering.report(f"problem/value/{self.key}/{component.name}/{line_kind}", found, describe)

    # ------------------------------------------------------------ caps

    def _cap(self, component: Component, cap: Cap, lines: Mapping[str, Relation]) -> Relation:
        """Lines that take back what exceeds the cap, in the month (or line) in which it does."""
        rows: Relation = UnionAll(tuple(one.select(*LINE_KEY, "amount_minor") for one in lines.values()))
        name = f"lines/{self.key}/{component.name}/cap"
        if cap.per is CapPeriod.LINE:
            rows = self.with_values(rows, {"cap": cap.amount}, "credited_on")
            limit = ir.rescale(rows["cap"], 0)
            kept = ir.greatest(ir.least(rows["amount_minor"], limit), -limit)
            rows = rows.extend(
                cap_minor=limit, uncapped=rows["amount_minor"], amount_minor=kept - rows["amount_minor"]
            )
        else:
            rows = self._cap_of_period(cap, rows)
        rows = rows.extend(base_units=0).without("cap")
        step = self.lowering.builder.keep(name, rows.filter(rows["amount_minor"].ne(0)))
        return step

    def _cap_of_period(self, cap: Cap, lines: Relation) -> Relation:
        months = self.lowering.prepared.scan("months")
        grain = cap.per.value
        months = (
            months.select("month_end", cap_month="month", **{"cap_period": grain})
            if grain != "month"
            else (
                months.project(
                    month_end=months["month_end"], cap_month=months["month"], cap_period=months["month"]
                )
            )
        )
        rows = lines.aggregate(MONTH_KEY, self.max_rows + 2, month_minor=(Reduction.SUM, "amount_minor"))
        rows = rows.join(months, [("month", "cap_month")]).without("cap_month")
        rows = self.with_values(rows, {"cap": cap.amount}, "month_end")
        key = (*PAYEE, "cap_period")
        rows = Prefix(rows, key, ("month",), (("uncapped", "month_minor"),), MAX_MONTHS)
        limit = ir.rescale(rows["cap"], 0)
        rows = rows.extend(cap_minor=limit, capped=ir.least(rows["uncapped"], limit))
        rows = Previous(rows, key, ("month",), "capped", "capped_before")
        return rows.extend(
            credited_on=rows["month_end"],
            transaction_id="",
            amount_minor=rows["capped"] - rows["capped_before"] - rows["month_minor"],
        )


def at_units(value: ir.Scalar) -> ir.Scalar:
    """An integer read as plain units, whatever its scale: results carry no scale."""
    return ir.Call(value.type.at_scale(0), "units", (value,))
