"""Measures: credit added up over periods, credit by credit and month by month, against quotas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attain.engine.lowering.context import Lowering
from attain.engine.preparation import plan_key
from attain.ir import scalar as ir
from attain.ir.relation import MAX_MONTHS, JoinKind, Prefix, Reduction, Relation
from attain.kernel.problem import Problem, Severity
from attain.plans.component_kind import PAYEE
from attain.plans.definition import Measure, Plan, Unit

MONTH_KEY = (*PAYEE, "month")
PERIOD_KEY = (*PAYEE, "measure_period")


def lower_grid(lowering: Lowering, plan: Plan, seats: Relation) -> Relation:
    """The months in which each payee is on the plan: PAYEE, month, month_end."""
    months = lowering.prepared.scan("months").select("month", "month_from", "month_to", "month_end")
    touches = ir.both(months["month_from"].lt(seats["seat_to"]), seats["seat_from"].lt(months["month_to"]))
    rows = seats.join(months, [], where=touches).distinct(*PAYEE, "month", "month_end")
    return lowering.builder.keep(f"grid/{plan_key(plan)}", rows)


def lower_ordered(lowering: Lowering, plan: Plan, measure: Measure, credits: Relation) -> Relation:
    """The measure's credits with running sums: see ``Basis.ordered``."""
    days = lowering.prepared.scan("days").select(calendar_day="day", measure_period=measure.over.value)
    rows = credits.join(days, [("credited_on", "calendar_day")]).without("calendar_day")
    order = ("credited_on", "transaction_id")
    rows = Prefix(rows, PERIOD_KEY, order, (("after_units", "quota_units"),), lowering.prepared.max_rows)
    rows = rows.extend(before_units=rows["after_units"] - rows["quota_units"])
    rows = _with_target(lowering, plan, measure, rows)
    return lowering.builder.keep(f"ordered/{plan_key(plan)}/{measure.name}", rows)


def lower_months(
    lowering: Lowering, plan: Plan, measure: Measure, credits: Relation, grid: Relation
) -> Relation:
    """The measure by the end of each month: see ``Basis.months``."""
    totals = credits.aggregate(
        MONTH_KEY,
        lowering.prepared.max_rows,
        month_quota=(Reduction.SUM, "quota_units"),
        month_pay=(Reduction.SUM, "pay_units"),
    )
    totals = totals.select("month_quota", "month_pay", **{f"sum:{name}": name for name in MONTH_KEY})
    rows = grid.join(totals, [(name, f"sum:{name}") for name in MONTH_KEY], how=JoinKind.LEFT)
    nothing = ir.scaled(0, rows["month_quota"].type.scale)
    rows = rows.project(
        **{name: rows[name] for name in (*MONTH_KEY, "month_end")},
        month_units=ir.coalesce(rows["month_quota"], nothing),
        month_pay_units=ir.coalesce(rows["month_pay"], nothing),
    )
    days = lowering.prepared.scan("days").select(calendar_month="month", measure_period=measure.over.value)
    periods = days.distinct("calendar_month", "measure_period")
    rows = rows.join(periods, [("month", "calendar_month")]).without("calendar_month")
    limits = {name: rows.columns[f"month_{name}"].bound for name in ("units", "pay_units")}
    sums = (("units", "month_units"), ("pay_units", "month_pay_units"))
    rows = Prefix(rows, PERIOD_KEY, ("month",), sums, MAX_MONTHS)
    # the months of a period sum the same credits that one month's bound allows for
    rows = rows.extend(**{name: ir.bounded(rows[name], limit) for name, limit in limits.items()})
    rows = _with_target(lowering, plan, measure, rows)
    return lowering.builder.keep(f"months/{plan_key(plan)}/{measure.name}", rows)


# ---------------------------------------------------------------- quotas


def _with_target(lowering: Lowering, plan: Plan, measure: Measure, rows: Relation) -> Relation:
    """The rows with ``target_units``: the quota of the measure's period, empty where there is none."""
    if measure.quota is None:
        units = rows.columns.get("month_units") or rows.columns["quota_units"]
        return rows.extend(target_units=ir.lift(None, units))
    targets = lower_targets(lowering, plan, measure)
    on = [("position_id", "target_position"), ("measure_period", "target_period")]
    if measure.unit is Unit.MONEY:
        on.append(("currency", "target_currency"))
    else:
        targets = targets.without("target_currency")
    joined = rows.join(targets, on, how=JoinKind.LEFT)
    return joined.without("target_position", "target_period", *(["target_currency"] if len(on) == 3 else []))


def lower_targets(lowering: Lowering, plan: Plan, measure: Measure) -> Relation:
    """The quota of each position and period of a measure: the sum of the rows that lie inside the period."""
    name = f"targets/{plan_key(plan)}/{measure.name}"
    if lowering.builder.has(name):
        return lowering.builder.scan(name)
    rows = quotas_of(lowering, measure)
    inside = ir.both(rows["days_from"].ge(rows["period_from"]), rows["days_to"].le(rows["period_to"]))
    value = "amount_minor" if measure.unit is Unit.MONEY else "quantity"
    rows = rows.filter(ir.both(inside, ir.negated(rows[value].is_empty())))
    keys = ["position_id", "period"] + (["currency"] if measure.unit is Unit.MONEY else [])
    sums = rows.aggregate(keys, target_units=(Reduction.SUM, value))
    currency = sums["currency"] if measure.unit is Unit.MONEY else ir.lift("")
    return lowering.builder.keep(
        name,
        sums.project(
            target_position=sums["position_id"],
            target_period=sums["period"],
            target_currency=currency,
            target_units=sums["target_units"],
        ),
    )


def quotas_of(lowering: Lowering, measure: Measure) -> Relation:
    """The quota rows of a measure, each with every period that it has a day in."""
    quotas = lowering.prepared.scan("quotas")
    quotas = quotas.filter(quotas["measure"].eq(measure.quota))
    periods = lowering.prepared.scan("periods")
    periods = periods.filter(periods["grain"].eq(measure.over.value)).without("grain")
    touches = ir.both(
        quotas["days_from"].lt(periods["period_to"]), periods["period_from"].lt(quotas["days_to"])
    )
    return quotas.join(periods, [], where=touches)


def report_quotas(
    lowering: Lowering, plan: Plan, measure: Measure, months: Relation, seats: Relation
) -> None:
    """Problems of quotas: one is missing or zero, or a row reaches over a period's border."""
    _report_targets(lowering, plan, measure, months)
    rows = quotas_of(lowering, measure)
    outside = ir.either(rows["days_from"].lt(rows["period_from"]), rows["days_to"].gt(rows["period_to"]))
    seated = seats.distinct("position_id").select(seat="position_id")
    rows = rows.join(seated, [("position_id", "seat")], how=JoinKind.SEMI).filter(outside)
    rows = rows.aggregate(("position_id", "days_from", "days_to"), period=(Reduction.MIN, "period"))

    def describe(row: Mapping[str, Any]) -> Problem:
        return Problem(
            "quota-crosses-period",
            f"The quota {measure.quota} of position {row['position_id']} from {row['days_from']} to "
            f"{row['days_to']} reaches over the border of {row['period']}. It is left out.",
            hint=f"Split the quota at the borders of each {measure.over.value}.",
            subject=row["position_id"],
            details=(("plan_id", plan.plan_id), ("measure", measure.name), ("period", row["period"])),
        )

    lowering.report(f"problem/quota-border/{plan_key(plan)}/{measure.name}", rows, describe)


def _report_targets(lowering: Lowering, plan: Plan, measure: Measure, months: Relation) -> None:
    """A quota is missed where something was credited, and in the periods that are running."""
    bad = ir.either(months["target_units"].is_empty(), months["target_units"].le(0))
    rows = months.extend(size=ir.magnitude(months["units"])).filter(bad)
    rows = rows.aggregate(
        ("person_id", "position_id", "measure_period"),
        target_units=(Reduction.MAX, "target_units"),
        size=(Reduction.MAX, "size"),
        last_day=(Reduction.MAX, "month_end"),
    )
    is_running = rows["last_day"].eq(lowering.prepared.inputs.through.last_day)
    rows = rows.filter(ir.either(rows["size"].gt(0), is_running)).without("size", "last_day")

    def describe(row: Mapping[str, Any]) -> Problem:
        is_missing = row["target_units"] is None
        who = f"{row['person_id']} (position {row['position_id']})"
        what = "no quota" if is_missing else "a quota that is not above 0"
        return Problem(
            "quota-missing" if is_missing else "quota-zero",
            f"{who} has {what} {measure.quota} for {row['measure_period']}, so nothing of "
            f"{plan.plan_id} that depends on its attainment is paid.",
            hint=f"Import the quota {measure.quota} of {row['position_id']} in the payee's currency.",
            severity=Severity.ERROR,
            subject=row["person_id"],
            details=(
                ("plan_id", plan.plan_id),
                ("measure", measure.name),
                ("period", row["measure_period"]),
                ("position_id", row["position_id"]),
            ),
        )

    lowering.report(f"problem/quota/{plan_key(plan)}/{measure.name}", rows, describe)
