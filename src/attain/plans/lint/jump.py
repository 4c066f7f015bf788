"""Where a little more credit changes pay by a lot: cliffs, and places where selling more pays less."""

from __future__ import annotations

from collections.abc import Iterator

from attain.kernel.problem import Problem, Severity
from attain.plans.definition import Component
from attain.plans.lint._rule import Lint, Rule
from attain.plans.sample import Sample, table_of
from attain.plans.table import RateTable, TierMode


def _find_falls(rule: Rule, lint: Lint) -> Iterator[Problem]:
    for component, sample, table, index, before, after in _jumps(lint):
        if after < before:
            message = (
                f"“{component.title}” pays less for more: {_words(sample, table, index, before, after)}."
            )
            hint = "Raise the later tier, or pay each part at its own tier's rate with mode: marginal."
            yield rule.problem(message, table.tiers[index + 1].where, hint)


def _find_cliffs(rule: Rule, lint: Lint) -> Iterator[Problem]:
    for component, sample, table, index, before, after in _jumps(lint):
        if after > before and table.mode is TierMode.WHOLE:
            message = f"“{component.title}” has a cliff: {_words(sample, table, index, before, after)}."
            hint = "A payee just below a cliff gains by moving a deal; mode: marginal has none."
            yield rule.problem(message, table.tiers[index + 1].where, hint)


def _jumps(lint: Lint) -> Iterator[tuple[Component, Sample, RateTable, int, int, int]]:
    """Each bound of a table at which pay jumps: pay just below it and just above it."""
    for component in lint.plan.components:
        table = table_of(component)
        sample = Sample(lint.plan, component)
        if table is None or not all(sample.is_known(tier.value) for tier in table.tiers):
            continue
        for index, tier in enumerate(table.tiers[:-1]):
            bound = sample.bound_units(table, tier.up_to or 0)
            before, after = sample.pay(bound - 1), sample.pay(bound + 1)
            # Two units of credit cannot pay more than two units: what is more comes from the bound itself.
            if abs(after - before) > 2:
                yield component, sample, table, index, before, after


def _words(sample: Sample, table: RateTable, index: int, before: int, after: int) -> str:
    bound = sample.bound_units(table, table.tiers[index].up_to or 0)
    low, high = sample.units_words(bound - 1), sample.units_words(bound + 1)
    pays, then = sample.money_words(before), sample.money_words(after)
    start = sample.quota_words(table)
    return f"{start}{low} of credit pays {pays} and {high} pays {then}"


RULES = (
    Rule(
        "pay-falls",
        Severity.WARNING,
        "A bound of a rate table above which more credit pays less than before.",
        "Someone who has sold up to the bound loses pay with the next deal, and will hold it back.",
        _find_falls,
    ),
    Rule(
        "pay-cliff",
        Severity.WARNING,
        "A bound at which the rate changes for everything sold so far (`mode: whole`), so that pay jumps.",
        "A last small deal is worth a fortune or nothing: it invites moving deals between periods, and "
        "disputes about the day they closed. Keep it if it is meant.",
        _find_cliffs,
    ),
)
