"""All plans as one program: results as three steps, problems as steps of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.engine.lowering.context import Describe, Lowering
from attain.engine.lowering.measuring import report_quotas
from attain.engine.lowering.paying import PlanLowering, at_units
from attain.engine.lowering.problem import report_crediting
from attain.engine.preparation import Prepared
from attain.ir import scalar as ir
from attain.ir.program import Program
from attain.ir.relation import Relation, UnionAll
from attain.ir.type import NARROW_LIMIT
from attain.kernel.rounding import RoundingMode
from attain.kernel.scaled import ONE, RATE_SCALE
from attain.plans.definition import Component, Measure, Plan, Unit
from attain.plans.table import TierUnit

RESULTS = ("credits", "attainments", "earnings")


@dataclass(frozen=True)
class Lowered:
    """A program with the steps that hold results (absent where no plan has any) and problems."""

    program: Program
    results: tuple[str, ...]
    problems: Mapping[str, Describe]


def lower_plans(prepared: Prepared, plans: tuple[Plan, ...]) -> Lowered:
    """The program that calculates these plans."""
    lowering = Lowering(prepared, plans)
    found: dict[str, list[Relation]] = {name: [] for name in RESULTS}
    for plan in plans:
        one = PlanLowering(lowering, plan)
        found["credits"] += [_credits(one, rule.name, rule.unit) for rule in plan.credits]
        found["attainments"] += [_attainments(one, measure) for measure in plan.measures]
        for measure in _measures_by_attainment(plan):
            report_quotas(lowering, plan, measure, one.months(measure.name), one.seats)
        for component in plan.components:
            found["earnings"] += one.earnings(component)
    report_crediting(lowering)
    results = [name for name in RESULTS if found[name]]
    for name in results:
        lowering.builder.keep(f"result/{name}", UnionAll(tuple(found[name])))
    return Lowered(lowering.builder.build(), tuple(results), lowering.problem_steps)


def _credits(one: PlanLowering, rule: str, unit: Unit) -> Relation:
    rows = one.credits(rule)
    return rows.project(
        person_id=rows["person_id"],
        position_id=rows["position_id"],
        plan_id=one.plan.plan_id,
        plan_version=one.plan.version,
        rule=rule,
        transaction_id=rows["transaction_id"],
        credited_on=rows["credited_on"],
        period=rows["month"],
        share=at_units(ir.bounded(rows["share"], NARROW_LIMIT)),
        source_units=at_units(ir.bounded(rows["source_units"], NARROW_LIMIT)),
        source_currency=rows["source_currency"],
        fx_rate=at_units(ir.bounded(rows["fx_rate"], NARROW_LIMIT)),
        quota_units=at_units(ir.bounded(rows["quota_units"], NARROW_LIMIT)),
        pay_units=at_units(ir.bounded(rows["pay_units"], NARROW_LIMIT)),
        currency=rows["currency"] if unit is Unit.MONEY else ir.lift(""),
    )


def _attainments(one: PlanLowering, measure: Measure) -> Relation:
    rows = one.months(measure.name)
    target = rows["target_units"]
    exact = ir.divide_rounded(rows["units"] * ONE, at_units(target), RoundingMode.HALF_EVEN, RATE_SCALE)
    largest = ir.scaled(NARROW_LIMIT, RATE_SCALE)
    attainment = ir.bounded(ir.greatest(ir.least(exact, largest), -largest), NARROW_LIMIT)
    return rows.project(
        person_id=rows["person_id"],
        position_id=rows["position_id"],
        plan_id=one.plan.plan_id,
        plan_version=one.plan.version,
        measure=measure.name,
        period=rows["measure_period"],
        month=rows["month"],
        units=at_units(ir.bounded(rows["units"], NARROW_LIMIT)),
        quota_units=at_units(ir.bounded(target, NARROW_LIMIT)),
        attainment=at_units(ir.case([(target.gt(0), attainment)], ir.lift(None, attainment.type))),
        currency=rows["currency"] if measure.unit is Unit.MONEY else ir.lift(""),
    )


def _measures_by_attainment(plan: Plan) -> Iterable[Measure]:
    """The measures whose quota decides pay."""
    names = {component.measure for component in plan.components if _needs_quota(component)}
    return [measure for measure in plan.measures if measure.name in names]


def _needs_quota(component: Component) -> bool:
    table = getattr(component.terms, "table", None)
    return table is not None and table.by is TierUnit.ATTAINMENT
