"""Two components that pay the same payee for the same transactions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from attain.expressions import render
from attain.kernel.problem import Problem, Severity
from attain.plans.definition import Credit, Unit
from attain.plans.lint._rule import Lint, Rule


def _find(rule: Rule, lint: Lint) -> Iterator[Problem]:
    paying = [(one, lint.plan.rule_of(one)) for one in lint.plan.components if one.kind != "attainment-bonus"]
    for (first, its_rule), (second, other) in combinations(paying, 2):
        if its_rule.unit is other.unit is Unit.MONEY and _overlap(its_rule, other):
            message = (
                f"“{first.title}” and “{second.title}” may both pay the same person for one transaction."
            )
            hint = "If that is not meant, tell their credits apart with when or of."
            yield rule.problem(message, second.where, hint)


def _overlap(first: Credit, second: Credit) -> bool:
    """Whether a transaction can surely be credited by both: same kinds and people, no telling conditions."""
    if first.name == second.name:
        return True
    same_people = first.to.is_roll_up == second.to.is_roll_up and set(first.to.roles) & set(second.to.roles)
    return bool(same_people and set(first.kinds) & set(second.kinds) and _same_condition(first, second))


def _same_condition(first: Credit, second: Credit) -> bool:
    conditions = {render(one.when.typed.node) for one in (first, second) if one.when is not None}
    return len(conditions) <= 1


RULES = (
    Rule(
        "credit-double",
        Severity.NOTE,
        "Two components that pay a rate on credit of the same transactions to the same people.",
        "A kicker on top of a commission is common; paying the same deal twice by mistake is, too.",
        _find,
    ),
)
