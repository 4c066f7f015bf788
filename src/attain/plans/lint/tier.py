"""Rate tables that say too little or too much."""

from __future__ import annotations

from collections.abc import Iterator

from attain.kernel.problem import Location, Problem, Severity
from attain.kernel.scaled import ONE, format_rate
from attain.plans.document import DocumentNode, ListNode, MappingNode, read_document
from attain.plans.lint._rule import Lint, Rule
from attain.plans.sample import Sample, table_of


def _find_boundary(rule: Rule, lint: Lint) -> Iterator[Problem]:
    root, _ = read_document(lint.plan.text, lint.plan.file)
    for where in _tables_without_boundary(root):
        message = (
            "The table does not say to which tier a value exactly on a bound belongs; it is the lower one."
        )
        yield rule.problem(message, where, "Write boundary: lower or boundary: higher.")


def _tables_without_boundary(node: DocumentNode | None) -> Iterator[Location]:
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _tables_without_boundary(item)
    if isinstance(node, MappingNode):
        tiers = node.get("tiers")
        if isinstance(tiers, ListNode) and len(tiers.items) > 1 and node.get("boundary") is None:
            yield node.where
        for entry in node.entries:
            yield from _tables_without_boundary(entry.value)


def _find_same(rule: Rule, lint: Lint) -> Iterator[Problem]:
    for component in lint.plan.components:
        table = table_of(component)
        for earlier, later in zip(table.tiers, table.tiers[1:], strict=False) if table else ():
            if earlier.value.typed == later.value.typed:
                message = f"Two tiers of “{component.title}” give the same, {later.value.text}."
                yield rule.problem(message, later.where, "Join them, or correct one of them.")


def _find_high(rule: Rule, lint: Lint) -> Iterator[Problem]:
    for component in lint.plan.components:
        sample = Sample(lint.plan, component)
        table = table_of(component)
        formulas = [tier.value for tier in table.tiers] if table else [getattr(component.terms, "rate", None)]
        for formula in formulas:
            if formula is None or formula.typed.type.kind.value != "rate":
                continue
            rate = sample.rate(formula)
            if rate is not None and not 0 <= rate <= ONE:
                message = f"“{component.title}” has a rate of {format_rate(rate)}."
                hint = "Rates are parts of the credit, usually between 0% and 100%."
                yield rule.problem(message, formula.expression.where, hint)


RULES = (
    Rule(
        "boundary-missing",
        Severity.NOTE,
        "A rate table that does not say to which tier a value exactly on a bound belongs.",
        "A payee who lands exactly on 100 % will ask. The default is the lower tier; write it down.",
        _find_boundary,
    ),
    Rule(
        "tier-same",
        Severity.WARNING,
        "Two neighbouring tiers that give the same.",
        "One of them was probably meant to differ.",
        _find_same,
    ),
    Rule(
        "rate-unusual",
        Severity.WARNING,
        "A rate below 0 % or above 100 % of the credit.",
        "It is usually a slip, such as 80% for 8%.",
        _find_high,
    ),
)
