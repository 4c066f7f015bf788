"""Tiered commission: rates that depend on how far a measure, or a single transaction, has come.

*Marginal*: each part of the credit is paid at the rate of the tier in which it lies. Over a period the
exact pay so far is kept, and a line is its rounded value after the credit less its rounded value before:
lines always sum to the rounded total. *Whole*: everything is paid at the rate of the reached tier; at the
end of each month the month's transactions are lines at that rate, and what it adds to earlier months of the
period is one true-up line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.expressions import RATE
from attain.ir import scalar as ir
from attain.ir.evaluate import evaluate
from attain.ir.relation import JoinKind, Prefix, Previous, Reduction, Relation
from attain.ir.scalar import Scalar
from attain.kernel.problem import Problem
from attain.kernel.scaled import RATE_SCALE
from attain.plans.component_kind import PAYEE, Basis, ComponentReader, CurvePoint, Explained, Line
from attain.plans.definition import Component, Plan, Unit
from attain.plans.explanation import Clause
from attain.plans.field import Field, Shape
from attain.plans.table import (
    BOUNDARY,
    BY,
    EACH,
    MODE,
    TIERS,
    RateTable,
    TierMode,
    TierReach,
    TierUnit,
    read_table,
)
from attain.plans.tier_words import explain_marginal, explain_true_up, explain_whole, tiered_clause
from attain.plans.tiers import bounds, marginal, parts, reached, with_tiers
from attain.plans.unit_check import check_table_unit

RATE_VALUE = Field("rate", Shape.RATE_FORMULA, "The tier's rate.", required=True)
_MONTH_KEY = (*PAYEE, "month")


@dataclass(frozen=True, slots=True)
class TieredTerms:
    """The rates by tier."""

    table: RateTable


class TieredCommission:
    """Rates by tier."""

    name = "tiered-commission"
    title = "Tiered commission"
    summary = "Rates that depend on how far a measure, or each transaction, has come."
    fields = (
        Field("measure", Shape.MEASURE, "The measure that moves through the tiers (each: period)."),
        Field(
            "on",
            Shape.CREDIT,
            "The crediting rule, where each transaction starts at zero (each: transaction).",
        ),
        Field("table", Shape.RATE_TABLE, "The rates by tier.", required=True),
    )
    table_fields = (BY, MODE, EACH, BOUNDARY, TIERS)
    tier_value = RATE_VALUE

    def read(self, fields: ComponentReader) -> TieredTerms | None:
        node = fields.nodes.get("table")
        if node is None:
            return None
        table = read_table(fields.reader, node, self.table_fields, RATE_VALUE, fields.parameters, RATE)
        return None if table is None else TieredTerms(table)

    def check(self, component: Component, plan: Plan) -> Iterable[Problem]:
        table = _table(component)
        if table.each is TierReach.PERIOD and component.measure is None:
            message = f"“{component.name}” moves through its tiers over a period, but names no measure."
            yield Problem("measure-missing", message, component.where, "Write measure: and its name.")
            return
        if table.each is TierReach.TRANSACTION and component.on is None:
            message = f"“{component.name}” looks at each transaction, but names no crediting rule."
            yield Problem("credit-missing", message, component.where, "Write on: and the rule's name.")
            return
        if table.each is TierReach.TRANSACTION and table.by is TierUnit.ATTAINMENT:
            message = f"“{component.name}” looks at each transaction, which has no quota of its own."
            yield Problem("tier-unit", message, component.where, "Write by: amount.")
            return
        if plan.rule_of(component).unit is not Unit.MONEY:
            message = f"“{component.name}” pays a rate, but its credit counts quantities."
            yield Problem("component-unit", message, component.where, "Use kind: per-unit.")
        yield from check_table_unit(component, plan, table)

    def lower(self, component: Component, basis: Basis) -> Mapping[str, Relation]:
        table = _table(component)
        if table.each is TierReach.TRANSACTION:
            return {"commission": _each_transaction(component, table, basis)}
        if table.mode is TierMode.MARGINAL:
            return {"commission": _marginal_over_period(component, table, basis)}
        return _whole_over_period(component, table, basis)

    def clause(self, component: Component, plan: Plan) -> Clause:
        return tiered_clause(component, plan, _table(component))

    def explain(self, line: Line) -> Explained:
        table = _table(line.component)
        if line.values["line_kind"] == "true-up":
            return explain_true_up(line, table)
        if table.mode is TierMode.MARGINAL:
            return explain_marginal(line, table)
        return explain_whole(line, table)

    def pay(self, component: Component, point: CurvePoint) -> int:
        table = _table(component)
        target = None if point.target_units is None else ir.lift(point.target_units)
        row = bounds(table, point.scale, target, ir.lift(point.factor))
        for index, tier in enumerate(table.tiers):
            row[f"value_{index}"] = ir.rescale(point.value_of(tier.value), RATE_SCALE)
        units = ir.scaled(point.units, point.scale)
        if table.mode is TierMode.MARGINAL:
            row |= parts(table, row, ir.scaled(0, point.scale), units)
            exact = marginal(table, row)
        else:
            exact = units * _rate(table, row, units)
        amount = evaluate(ir.rescale(exact, 0, component.rounding), {})
        assert isinstance(amount, int)
        return amount


def _marginal_over_period(component: Component, table: RateTable, basis: Basis) -> Relation:
    rows = with_tiers(
        basis.ordered(component.measure or ""), table, basis, "credited_on", value_scale=RATE_SCALE
    )
    row = {name: rows[name] for name in rows.columns}
    limit = rows.columns["quota_units"].bound  # a part of a credit is never larger than the credit
    split = parts(table, row, rows["before_units"], rows["after_units"])
    rows = rows.extend(**{name: ir.bounded(part, limit) for name, part in split.items()})
    rows = rows.extend(exact=_exact(table, rows))
    order = ("credited_on", "transaction_id")
    rows = Prefix(rows, (*PAYEE, "measure_period"), order, (("exact_after", "exact"),), basis.max_rows)
    after = ir.rescale(rows["exact_after"], 0, component.rounding)
    before = ir.rescale(rows["exact_after"] - rows["exact"], 0, component.rounding)
    limit = ir.rescale(rows["exact"], 0).type.bound + 1  # two roundings of sums that differ by one line's pay
    return rows.extend(base_units=rows["pay_units"], amount_minor=ir.bounded(after - before, limit))


def _each_transaction(component: Component, table: RateTable, basis: Basis) -> Relation:
    """Each credit from zero; a negative one is the mirror image, so that a reversal takes back what was
    paid.
    """
    rows = with_tiers(basis.credits(component.on or ""), table, basis, "credited_on", value_scale=RATE_SCALE)
    size = ir.magnitude(rows["quota_units"])
    row = {name: rows[name] for name in rows.columns}
    if table.mode is TierMode.WHOLE:
        rows = rows.extend(rate=_rate(table, row, size), reached_units=size)
        amount = ir.rescale(rows["pay_units"] * rows["rate"], 0, component.rounding)
        return rows.extend(base_units=rows["pay_units"], amount_minor=amount)
    sign = ir.case([(rows["quota_units"].lt(0), ir.lift(-1))], ir.lift(1))
    split = parts(table, row, ir.lift(0), size)
    limit = rows.columns["quota_units"].bound
    rows = rows.extend(**{name: ir.bounded(part, limit) * sign for name, part in split.items()})
    amount = ir.rescale(_exact(table, rows), 0, component.rounding)
    return rows.extend(base_units=rows["pay_units"], before_units=0, after_units=size, amount_minor=amount)


def _exact(table: RateTable, rows: Relation) -> Scalar:
    """The pay of a credit's parts at eight decimal places of the minor unit: exact where all credit earns
    pay.
    """
    quota_pay = marginal(table, {name: rows[name] for name in rows.columns})
    return ir.rescale(quota_pay * rows["pay_rate"], quota_pay.type.scale)


def _whole_over_period(component: Component, table: RateTable, basis: Basis) -> Mapping[str, Relation]:
    months = with_tiers(
        basis.months(component.measure or ""), table, basis, "month_end", value_scale=RATE_SCALE
    )
    row = {name: months[name] for name in months.columns}
    months = months.extend(rate=_rate(table, row, months["units"]), reached_units=months["units"])
    months = months.extend(due=ir.rescale(months["pay_units"] * months["rate"], 0, component.rounding))
    months = Previous(months, (*PAYEE, "measure_period"), ("month",), "due", "due_before")
    rate_of_month = months.select(
        *[name for name in months.columns if name.startswith("bound_")],
        "rate", "reached_units", "target_units", "measure_period",
        **{f"month.{name}": name for name in _MONTH_KEY},
    )  # fmt: skip
    credits = basis.ordered(component.measure or "").without("measure_period", "target_units")
    lines = credits.join(rate_of_month, [(name, f"month.{name}") for name in _MONTH_KEY])
    amount = ir.rescale(lines["pay_units"] * lines["rate"], 0, component.rounding)
    lines = lines.extend(base_units=lines["pay_units"], amount_minor=amount)
    return {"commission": lines, "true-up": _true_up(months, lines, basis.max_rows)}


def _true_up(months: Relation, lines: Relation, max_rows: int) -> Relation:
    """What is due at the month's end, less what was due before it and less the month's lines."""
    totals = lines.aggregate(_MONTH_KEY, max_rows, lines_minor=(Reduction.SUM, "amount_minor"))
    totals = totals.select("lines_minor", **{f"lines.{name}": name for name in _MONTH_KEY})
    on = [(name, f"lines.{name}") for name in _MONTH_KEY]
    rows = months.join(totals, on, how=JoinKind.LEFT)
    paid = ir.coalesce(rows["lines_minor"], ir.lift(0))
    rows = rows.extend(lines_minor=paid, base_units=rows["pay_units"] - rows["month_pay_units"])
    rows = rows.extend(
        credited_on=rows["month_end"],
        transaction_id="",
        amount_minor=rows["due"] - rows["due_before"] - rows["lines_minor"],
    )
    return rows.filter(ir.either(rows["amount_minor"].ne(0), rows["amount_minor"].is_empty()))


def _rate(table: RateTable, row: Mapping[str, Scalar], value: Scalar) -> Scalar:
    return reached(table, row, value, [row[f"value_{index}"] for index in range(len(table.tiers))])


def _table(component: Component) -> RateTable:
    assert isinstance(component.terms, TieredTerms)
    return component.terms.table


KIND = TieredCommission()
