"""What a plan declares and never uses."""

from __future__ import annotations

from collections.abc import Iterator

from attain.expressions import names
from attain.kernel.problem import Problem, Severity
from attain.plans.definition import Formula, Plan
from attain.plans.lint._rule import Lint, Rule
from attain.plans.sample import formulas_in


def _find_parameters(rule: Rule, lint: Lint) -> Iterator[Problem]:
    used = {name for formula in _formulas(lint.plan) for name in names(formula.typed.node)}
    for parameter in lint.plan.parameters:
        if parameter.name not in used:
            message = f"No formula uses the parameter “{parameter.name}”."
            yield rule.problem(
                message, parameter.where, "Use it in a rate, an amount or a cap, or remove it."
            )


def _find_credits(rule: Rule, lint: Lint) -> Iterator[Problem]:
    plan = lint.plan
    used = {one.sum for one in plan.measures} | {one.on for one in plan.components}
    for credit in plan.credits:
        if credit.name not in used:
            message = f"Nothing pays or measures “{credit.title}”."
            yield rule.problem(
                message, credit.where, f"Use on: {credit.name} or sum: {credit.name}, or remove it."
            )


def _find_measures(rule: Rule, lint: Lint) -> Iterator[Problem]:
    used = {one.measure for one in lint.plan.components}
    for measure in lint.plan.measures:
        if measure.name not in used:
            message = f"Nothing pays on the measure “{measure.title}”."
            yield rule.problem(message, measure.where, "Statements show it; remove it if that is not meant.")


def _formulas(plan: Plan) -> Iterator[Formula]:
    for part in (*plan.credits, *plan.components):
        yield from formulas_in(part)


RULES = (
    Rule(
        "parameter-unused",
        Severity.WARNING,
        "A parameter that no formula uses.",
        "Whoever changes its value expects pay to change.",
        _find_parameters,
    ),
    Rule(
        "credit-unused",
        Severity.WARNING,
        "A crediting rule that no measure adds up and no component pays on.",
        "It looks as if it paid, and pays nothing.",
        _find_credits,
    ),
    Rule(
        "measure-unused",
        Severity.NOTE,
        "A measure that no component pays on.",
        "It is shown on statements, which may be all that is wanted.",
        _find_measures,
    ),
)
