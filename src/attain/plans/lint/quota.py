"""Quotas that nobody has."""

from __future__ import annotations

from collections.abc import Iterator

from attain.expressions import did_you_mean, listed
from attain.kernel.problem import Problem, Severity
from attain.plans.lint._rule import Lint, Rule


def _find(rule: Rule, lint: Lint) -> Iterator[Problem]:
    known = lint.quota_names
    for measure in lint.plan.measures:
        if known is not None and measure.quota and measure.quota not in known:
            message = f"“{measure.title}” wants the quota “{measure.quota}”, which no position has."
            hint = did_you_mean(measure.quota, known, otherwise=f"Quotas there are: {listed(known)}.")
            yield rule.problem(message, measure.where, hint)


RULES = (
    Rule(
        "quota-unknown",
        Severity.WARNING,
        "A measure whose quota no position has (where the quotas are known).",
        "Components that depend on attainment then pay nothing and report a problem for every payee.",
        _find,
    ),
)
