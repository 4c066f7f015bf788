"""Components without an upper limit."""

from __future__ import annotations

from collections.abc import Iterator

from attain.kernel.problem import Problem, Severity
from attain.plans.lint._rule import Lint, Rule


def _find(rule: Rule, lint: Lint) -> Iterator[Problem]:
    open_ended = [one for one in lint.plan.components if one.cap is None and one.kind != "attainment-bonus"]
    if open_ended and len(open_ended) == len(lint.plan.components):
        named = ", ".join(f"“{one.title}”" for one in open_ended)
        message = (
            f"Nothing limits what this plan pays: {named} {'have' if len(open_ended) > 1 else 'has'} no cap."
        )
        hint = "If one very large deal must not pay without limit, add cap: {amount: 100000, per: year}."
        yield rule.problem(message, open_ended[0].where, hint)


RULES = (
    Rule(
        "cap-missing",
        Severity.NOTE,
        "A plan none of whose components has a cap.",
        "Many companies pay without a cap on purpose. It should be a decision, since one windfall deal then "
        "pays without limit.",
        _find,
    ),
)
