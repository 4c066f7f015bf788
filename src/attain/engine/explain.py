"""Explanations: the reference interpreter runs a payee's history with its trace, and lines are put into
words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from attain.engine import reference
from attain.engine.inputs import CalculationInput
from attain.engine.lowering import lower_plans
from attain.engine.preparation import plan_key, prepare
from attain.engine.restriction import restrict
from attain.engine.succession import effective_plans
from attain.engine.words import explain_row
from attain.kernel.problem import Problem, ProblemError
from attain.plans.definition import Component, Plan
from attain.plans.explanation import Explanation

LineName = tuple[str, str, str]  # component, transaction_id, line_kind
Row = Mapping[str, Any]


def explain_lines(inputs: CalculationInput, *, person_id: str, period: str) -> dict[LineName, Explanation]:
    """How every line of a payee in a month (``2026-11``) came about, by component, transaction and line kind.

    One pass of the reference interpreter over the payee's history. Where the payee had two positions or
    plans that have a component of one name, the line of the later plan version is given.
    """
    payee = frozenset([person_id])
    inputs = restrict(inputs, payee)
    inputs = replace(inputs, plans=effective_plans(inputs.plans))
    prepared = prepare(inputs, payee)
    lowered = lower_plans(prepared, inputs.plans)
    tables = {name: table.to_pylist() for name, table in prepared.tables.items()}
    steps = reference.execute(lowered.program, tables)
    found: dict[LineName, Explanation] = {}
    for plan in inputs.plans:
        for component in plan.components:
            found |= _of_component(plan, component, steps, period)
    return dict(sorted(found.items()))


def explain_line(
    inputs: CalculationInput,
    *,
    person_id: str,
    component: str,
    period: str,
    transaction_id: str = "",
    line_kind: str = "commission",
) -> Explanation:
    """How one line came about. Raises ``ProblemError`` where the calculation has no such line."""
    lines = explain_lines(inputs, person_id=person_id, period=period)
    line = lines.get((component, transaction_id, line_kind))
    if line is None:
        what = f"a {line_kind} line of {component}" + (f" for {transaction_id}" if transaction_id else "")
        message = f"{person_id} has not {what} in {period}."
        raise ProblemError([Problem("line-unknown", message, hint="Look at the earnings of that month.")])
    return line


def _of_component(
    plan: Plan, component: Component, steps: Mapping[str, list[dict[str, Any]]], period: str
) -> dict[LineName, Explanation]:
    prefix = f"lines/{plan_key(plan)}/{component.name}/"
    found = {}
    for name, rows in steps.items():
        if not name.startswith(prefix):
            continue
        line_kind = name.removeprefix(prefix)
        for row in rows:
            if row["month"] == period and row["amount_minor"] is not None:
                explanation = explain_row(plan, component, {**row, "line_kind": line_kind})
                found[component.name, row["transaction_id"], line_kind] = explanation
    return found
