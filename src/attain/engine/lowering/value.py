"""Formulas as columns: parameters resolved for the payee and the day, fields of the transaction joined on
demand.

The most specific scope wins: person, position, role, plan, company; else the default that the plan states.
"""

from __future__ import annotations

from collections.abc import Mapping

from attain.engine.lowering.context import Lowering, on_day
from attain.engine.preparation import SCOPES, plan_key
from attain.ir import scalar as ir
from attain.ir.relation import JoinKind, Relation
from attain.ir.scalar import Scalar
from attain.ir.type import DATE, TEXT, integer
from attain.plans.definition import LITERAL_SCALE, Formula, Parameter, ParameterType, Plan
from attain.plans.load import PARAMETER_SCALES
from attain.plans.lowering import lower_formula
from attain.plans.scope import PLAN, SOURCE, transaction_columns

KEYS = {"person": "person_id", "position": "position_id", "role": "role:id"}


def with_values(
    lowering: Lowering, plan: Plan, relation: Relation, formulas: Mapping[str, Formula], day: str
) -> Relation:
    """The rows with each formula as a column; parameters are those of the payee on the day in column
    ``day``.
    """
    kept = list(relation.columns)
    names = frozenset().union(*(formula.names for formula in formulas.values()))
    fields = sorted(names & set(transaction_columns()))
    rows = _with_events(lowering, relation, fields) if fields else relation
    parameters = [parameter for parameter in plan.parameters if parameter.name in names]
    for parameter in parameters:
        rows = _with_parameter(lowering, plan, rows, parameter, day)

    def resolve(name: str) -> Scalar:
        return rows[f"event:{name}"] if name in fields else rows[f"parameter:{name}"]

    def factor(currency: str) -> Scalar:
        if currency == PLAN:
            return rows["factor"]
        code = "currency" if currency == SOURCE else f"{currency}.currency"
        return lowering.factor(rows[f"event:{code}"])

    values = {name: lower_formula(one.typed, resolve, factor) for name, one in formulas.items()}
    return rows.project(**{name: rows[name] for name in kept}, **values)


def _with_events(lowering: Lowering, relation: Relation, fields: list[str]) -> Relation:
    events = lowering.events
    codes = [name for name in events.columns if name == "currency" or name.endswith(".currency")]
    wanted = sorted({"transaction_id", *fields, *codes})
    renamed = events.project(**{f"event:{name}": events[name] for name in wanted})
    return relation.join(renamed, [("transaction_id", "event:transaction_id")])


def _with_parameter(
    lowering: Lowering, plan: Plan, rows: Relation, parameter: Parameter, day: str
) -> Relation:
    key, name = plan_key(plan), parameter.name
    found: list[Scalar] = []
    for scope in SCOPES:
        if (key, name, scope) not in lowering.prepared.parameter_scopes:
            continue
        if scope == "role" and "role:id" not in rows.columns:
            rows = _with_role(lowering, rows, day)
        rows = _with_scope(lowering, rows, (key, name, scope), day)
        found.append(rows[f"{scope}:{name}"])
    value = ir.coalesce(*(_typed(one, parameter, rows) for one in found), _default(parameter, rows))
    helpers = [f"{scope}:{name}" for scope in SCOPES if f"{scope}:{name}" in rows.columns]
    return rows.extend(**{f"parameter:{name}": value}).without(*helpers)


def _with_role(lowering: Lowering, rows: Relation, day: str) -> Relation:
    """The role of the position on that day."""
    positions = lowering.prepared.scan("positions")
    roles = positions.select(
        **{"role:position": "position_id", "role:id": "role", "role:from": "days_from", "role:to": "days_to"}
    )
    joined = rows.join(
        roles,
        [("position_id", "role:position")],
        where=on_day(roles, day, "role:from", "role:to"),
        how=JoinKind.LEFT,
    )
    return joined.without("role:position", "role:from", "role:to")


def _with_scope(lowering: Lowering, rows: Relation, which: tuple[str, str, str], day: str) -> Relation:
    key, name, scope = which
    table = lowering.prepared.scan("parameters")
    table = table.filter(ir.both(table["plan_key"].eq(key), table["name"].eq(name), table["scope"].eq(scope)))
    value = {"text": "text", "date": "date"}.get(_column(lowering, key, name), "units")
    renamed = table.select(
        **{"value:id": "scope_id", "value:from": "days_from", "value:to": "days_to", f"{scope}:{name}": value}
    )
    on = [(KEYS[scope], "value:id")] if scope in KEYS else []
    joined = rows.join(renamed, on, where=on_day(renamed, day, "value:from", "value:to"), how=JoinKind.LEFT)
    return joined.without("value:id", "value:from", "value:to")


def _column(lowering: Lowering, key: str, name: str) -> str:
    (plan,) = [plan for plan in lowering.plans if plan_key(plan) == key]
    return plan.parameter(name).type.value


def _typed(value: Scalar, parameter: Parameter, rows: Relation) -> Scalar:
    """Stored units at the scale of the parameter's type; money in minor units of the payee's currency."""
    if parameter.type in (ParameterType.TEXT, ParameterType.DATE):
        return value
    assert isinstance(value, ir.Column)
    scaled = ir.Column(value.type.at_scale(PARAMETER_SCALES[parameter.type]), value.name)
    return scaled * rows["factor"] if parameter.type is ParameterType.MONEY else scaled


def _default(parameter: Parameter, rows: Relation) -> Scalar:
    if parameter.type is ParameterType.TEXT:
        return ir.lift(parameter.default, TEXT)
    if parameter.type is ParameterType.DATE:
        return ir.lift(parameter.default, DATE)
    scale = PARAMETER_SCALES[parameter.type]
    if not isinstance(parameter.default, int):
        return ir.lift(None, integer(0, LITERAL_SCALE if parameter.type is ParameterType.MONEY else scale))
    value = ir.scaled(parameter.default, scale)
    return value * rows["factor"] if parameter.type is ParameterType.MONEY else value
