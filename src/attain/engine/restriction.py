"""Inputs cut to what can reach some payees: the plans of their positions, their own transactions, and those
of everyone who was ever below them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attain.engine.inputs import CalculationInput
from attain.plans.definition import Plan

if TYPE_CHECKING:
    import pyarrow as pa


def restrict(inputs: CalculationInput, person_ids: frozenset[str]) -> CalculationInput:
    """The same inputs with the plans, transactions and splits that can concern these people, and no others.

    All splits of a transaction are kept, because shares depend on each other.
    """
    inputs = replace(inputs, plans=_plans_of(inputs, person_ids))
    people = person_ids
    if any(rule.to.is_roll_up for plan in inputs.plans for rule in plan.credits):
        people = _with_everyone_below(inputs, person_ids)
    splits = _where_in(inputs.table("splits"), "person_id", people)
    ids = splits["transaction_id"].unique()
    transactions = _where_in(inputs.table("transactions"), "transaction_id", ids)
    held = frozenset(_held(inputs, person_ids))
    return inputs.with_tables(
        transactions=transactions,
        splits=_where_in(inputs.table("splits"), "transaction_id", ids),
        quotas=_where_in(inputs.table("quotas"), "position_id", held),
    )


def _plans_of(inputs: CalculationInput, person_ids: frozenset[str]) -> tuple[Plan, ...]:
    """The versions of every plan that a position of theirs was ever on."""
    held = _held(inputs, person_ids)
    positions = inputs.table("positions").select(["position_id", "plan_id"]).to_pylist()
    plan_ids = {row["plan_id"] for row in positions if row["position_id"] in held}
    return tuple(plan for plan in inputs.plans if plan.plan_id in plan_ids)


def _held(inputs: CalculationInput, person_ids: frozenset[str]) -> set[str]:
    assignments = inputs.table("assignments").select(["person_id", "position_id"]).to_pylist()
    return {row["position_id"] for row in assignments if row["person_id"] in person_ids}


def _with_everyone_below(inputs: CalculationInput, person_ids: frozenset[str]) -> frozenset[str]:
    assignments = inputs.table("assignments").select(["person_id", "position_id"]).to_pylist()
    positions = inputs.table("positions").select(["position_id", "manager_position_id"]).to_pylist()
    below = _held(inputs, person_ids)
    while True:
        more = {row["position_id"] for row in positions if row["manager_position_id"] in below} - below
        if not more:
            break
        below |= more
    return person_ids | {row["person_id"] for row in assignments if row["position_id"] in below}


def _where_in(table: pa.Table, column: str, values: frozenset[str] | pa.Array) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(values, frozenset):
        values = pa.array(sorted(values), pa.string())
    return table.filter(pc.is_in(table[column], value_set=values))
