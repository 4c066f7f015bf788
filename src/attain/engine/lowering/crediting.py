"""Crediting: from transactions and splits to what each payee is credited by each rule of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attain.engine.lowering.context import Lowering, on_day
from attain.engine.lowering.value import with_values
from attain.engine.preparation import plan_key
from attain.ir import scalar as ir
from attain.ir.relation import JoinKind, Reduction, Relation, Share, UnionAll
from attain.ir.scalar import Scalar
from attain.kernel.problem import Problem, Severity
from attain.kernel.rounding import RoundingMode
from attain.kernel.scaled import ONE, RATE_SCALE
from attain.plans.component_kind import PAYEE
from attain.plans.definition import PAYEE_CURRENCY, Credit, FxDay, Plan, Unit
from attain.plans.lowering import lower_formula
from attain.plans.scope import SOURCE
from attain.tables import QUANTITY_SCALE

HALF_EVEN = RoundingMode.HALF_EVEN
SOURCE_COLUMNS = ("transaction_id", "credited_on", "source_units", "source_currency")


def lower_seats(lowering: Lowering, plan: Plan) -> Relation:
    """Who is on the plan on which days: PAYEE, seat_from, seat_to."""
    holdings = lowering.holdings
    if lowering.prepared.is_restricted:
        payees = lowering.prepared.scan("payees").select(payee_id="person_id")
        holdings = holdings.join(payees, [("person_id", "payee_id")], how=JoinKind.SEMI)
    positions = lowering.prepared.scan("positions")
    positions = positions.filter(positions["plan_id"].eq(plan.plan_id)).select(
        "currency", seat="position_id", seated_from="days_from", seated_to="days_to"
    )
    rows = holdings.join(positions, [("position_id", "seat")])
    limits = [rows["days_to"], rows["seated_to"]]
    if plan.effective.end is not None:
        limits.append(ir.lift(plan.effective.end))
    seat_from = ir.greatest(rows["days_from"], rows["seated_from"], ir.lift(plan.effective.start))
    currency = rows["currency"] if plan.currency == PAYEE_CURRENCY else ir.lift(plan.currency)
    rows = rows.project(
        person_id=rows["person_id"],
        position_id=rows["position_id"],
        currency=currency,
        factor=lowering.factor(currency),
        seat_from=seat_from,
        seat_to=ir.least(*limits),
    )
    return lowering.builder.keep(
        f"seats/{plan_key(plan)}", rows.filter(rows["seat_from"].lt(rows["seat_to"]))
    )


def lower_credit(lowering: Lowering, plan: Plan, rule: Credit, seats: Relation) -> Relation:
    """The credits of a rule: see ``Basis.credits`` for the columns."""
    name = f"{plan_key(plan)}/{rule.name}"
    sources = lowering.builder.keep(f"sources/{name}", _sources(lowering, rule))
    _report_missing_amounts(lowering, plan, rule, sources)
    shared = _shared(lowering, rule, sources.filter(ir.negated(sources["source_units"].is_empty())))
    rows = _rolled_up(lowering, shared, seats) if rule.to.is_roll_up else _to_seats(shared, seats)
    rows = _merged(rows, rule, lowering.prepared.max_splits)
    rows = rows.join(
        lowering.prepared.scan("days").select("month", "month_end", calendar_day="day"),
        [("credited_on", "calendar_day")],
    ).without("calendar_day")
    converted = lowering.builder.keep(f"converted/{name}", _converted(lowering, plan, rule, rows))
    if rule.unit is Unit.MONEY:
        _report_missing_rates(lowering, plan, rule, converted)
    rows = converted.filter(ir.negated(converted["quota_units"].is_empty()))
    if rule.pay is None:
        rows = rows.extend(pay_rate=ONE_RATE, pay_units=rows["quota_units"])
    else:
        rows = with_values(lowering, plan, rows, {"pay_rate": rule.pay}, "credited_on")
        rate = ir.rescale(rows["pay_rate"], RATE_SCALE)
        pay = ir.rescale(rows["quota_units"] * rate, rows["quota_units"].type.scale)
        rows = rows.extend(pay_rate=rate, pay_units=pay)
    return lowering.builder.keep(f"credits/{name}", rows)


ONE_RATE = ir.scaled(ONE, RATE_SCALE)


def _sources(lowering: Lowering, rule: Credit) -> Relation:
    """The transactions that a rule looks at: their day and amount, in their own currency."""
    events = lowering.events

    def resolve(field: str) -> Scalar:
        return events[field]

    def factor(currency: str) -> Scalar:
        return lowering.factor(events["currency" if currency == SOURCE else f"{currency}.currency"])

    conditions = [events["kind"].is_in(rule.kinds)]
    inputs = lowering.prepared.inputs
    day = events[rule.on]
    conditions += [day.ge(inputs.start), day.lt(inputs.end)]
    if rule.when is not None:
        conditions.append(lower_formula(rule.when.typed, resolve, factor))
    amount = lower_formula(rule.amount.typed, resolve, factor)
    is_money = rule.unit is Unit.MONEY
    rows = events.extend(
        credited_on=day,
        source_units=ir.rescale(amount, 0 if is_money else QUANTITY_SCALE),
        source_currency=events["currency"] if is_money else ir.lift(""),
    )
    return rows.filter(ir.both(*conditions)).select(*SOURCE_COLUMNS)


def _shared(lowering: Lowering, rule: Credit, sources: Relation) -> Relation:
    """Each person's part: owners share by largest remainder, other roles stand on their own."""
    splits = lowering.prepared.scan("splits").select(
        "person_id", "split_role", "share", split_id="transaction_id"
    )
    splits = splits.filter(splits["split_role"].is_in(rule.to.roles))
    rows = sources.join(splits, [("transaction_id", "split_id")]).without("split_id")
    parts = []
    if "owner" in rule.to.roles:
        parts.append(_owner_parts(lowering, rows.filter(rows["split_role"].eq("owner"))))
    if set(rule.to.roles) - {"owner"}:
        others = rows.filter(rows["split_role"].ne("owner"))
        units = ir.rescale(others["source_units"] * others["share"], others["source_units"].type.scale)
        parts.append(others.extend(units=units))
    whole = [part.without("split_role") for part in parts]
    return whole[0] if len(whole) == 1 else UnionAll(tuple(whole))


def _owner_parts(lowering: Lowering, rows: Relation) -> Relation:
    joined = rows.join(lowering.owner_shares, [("transaction_id", "sum_id")])
    scale = joined["source_units"].type.scale
    whole = ir.rescale(joined["source_units"] * joined["share_sum"], scale)
    whole = ir.case([(joined["share_sum"].eq(ONE_RATE), joined["source_units"])], whole)
    shared = Share(joined.extend(whole=whole), ("transaction_id",), ("person_id",), "whole", "share", "units")
    return shared.without("sum_id", "share_sum", "whole")


def _to_seats(rows: Relation, seats: Relation) -> Relation:
    """The credited people who are on the plan on that day."""
    seats = seats.select(*[name for name in seats.columns if name != "person_id"], seated="person_id")
    joined = rows.join(
        seats, [("person_id", "seated")], where=on_day(seats, "credited_on", "seat_from", "seat_to")
    )
    return joined.without("seated", "seat_from", "seat_to")


def _rolled_up(lowering: Lowering, rows: Relation, seats: Relation) -> Relation:
    """The holders of every position above the credited people's positions on that day."""
    held = lowering.holdings.select(
        holder="person_id", held="position_id", held_from="days_from", held_to="days_to"
    )
    rows = rows.join(
        held, [("person_id", "holder")], where=on_day(held, "credited_on", "held_from", "held_to")
    )
    rows = rows.without("person_id", "holder", "held_from", "held_to")
    above = lowering.hierarchy.without("depth")
    rows = rows.join(above, [("held", "node")], where=on_day(above, "credited_on"))
    rows = rows.without("held", "node", "days_from", "days_to")
    where = on_day(seats, "credited_on", "seat_from", "seat_to")
    return rows.join(seats, [("ancestor", "position_id")], where=where).without(
        "ancestor", "seat_from", "seat_to"
    )


def _merged(rows: Relation, rule: Credit, max_splits: int) -> Relation:
    """One row for each payee and transaction."""
    if not rule.to.is_roll_up and len(rule.to.roles) == 1:
        return rows
    keys = (*PAYEE, *SOURCE_COLUMNS)
    return rows.aggregate(keys, max_splits, share=(Reduction.SUM, "share"), units=(Reduction.SUM, "units"))


def _converted(lowering: Lowering, plan: Plan, rule: Credit, rows: Relation) -> Relation:
    """Credit in the plan's currency at the stored rate; no value where there is no rate."""
    if rule.unit is Unit.QUANTITY:
        return rows.extend(fx_rate=ONE_RATE, quota_units=rows["units"]).without("units")
    rates = lowering.prepared.scan("fx_rates")
    rates = rates.filter(rates["rate_type"].eq(plan.fx.type)).select(
        "from_currency", "to_currency", "rate", "days_from", "days_to"
    )
    day = "credited_on" if plan.fx.on is FxDay.CREDITED else "month_end"
    on = [("source_currency", "from_currency"), ("currency", "to_currency")]
    rows = rows.join(rates, on, where=on_day(rates, day), how=JoinKind.LEFT)
    is_same = rows["source_currency"].eq(rows["currency"])
    source_factor = lowering.factor(rows["source_currency"])
    exact = rows["units"] * rows["rate"] * rows["factor"]
    largest = exact.type.bound // ONE + 1  # a unit of any currency has at least one minor unit
    converted = ir.bounded(ir.divide_rounded(exact, source_factor * ONE, HALF_EVEN), largest)
    rows = rows.extend(
        fx_rate=ir.case([(is_same, ONE_RATE)], rows["rate"]),
        quota_units=ir.case([(is_same, rows["units"])], converted),
    )
    return rows.without("from_currency", "to_currency", "rate", "days_from", "days_to", "units")


def _report_missing_rates(lowering: Lowering, plan: Plan, rule: Credit, converted: Relation) -> None:
    missing = converted.filter(converted["fx_rate"].is_empty())
    keys = ("source_currency", "currency", "month")
    rows = missing.aggregate(
        keys, count=(Reduction.COUNT, "transaction_id"), first_id=(Reduction.MIN, "transaction_id")
    )

    def describe(row: Mapping[str, Any]) -> Problem:
        source, target, month = row["source_currency"], row["currency"], row["month"]
        return Problem(
            "fx-rate-missing",
            f"{row['count']} credits of {plan.plan_id} {rule.name} in {month} have no {plan.fx.type} "
            f"rate from {source} to {target}, such as transaction {row['first_id']}. They are left out.",
            hint=f"Add the {plan.fx.type} rate from {source} to {target} that holds in {month}.",
            severity=Severity.ERROR,
            subject=f"{source} {target} {month}",
            details=(("plan_id", plan.plan_id), ("rule", rule.name), ("transaction_id", row["first_id"])),
        )

    lowering.report(f"problem/fx-rate/{plan_key(plan)}/{rule.name}", rows, describe)


def _report_missing_amounts(lowering: Lowering, plan: Plan, rule: Credit, sources: Relation) -> None:
    missing = sources.filter(sources["source_units"].is_empty())
    rows = missing.extend(rule=rule.name).aggregate(
        ("rule",),
        count=(Reduction.COUNT, "transaction_id"),
        first_id=(Reduction.MIN, "transaction_id"),
    )

    def describe(row: Mapping[str, Any]) -> Problem:
        return Problem(
            "amount-missing",
            f"{row['count']} transactions have no {rule.amount.text} for {plan.plan_id} {rule.name}, such as "
            f"{row['first_id']}: a field that the formula needs is empty. They are not credited by it.",
            hint="Import the field, narrow the rule by `when`, or use coalesce(…, 0).",
            severity=Severity.WARNING,
            subject=f"{plan.plan_id} {rule.name}",
            details=(("rule", rule.name), ("transaction_id", row["first_id"])),
        )

    lowering.report(f"problem/amount/{plan_key(plan)}/{rule.name}", rows, describe)
