"""A payee's statement for one pay period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from attain.kernel.problem import Problem
from attain.ledger import Movement
from attain.statements.change import LineChange, changes_between
from attain.statements.line import StatementLine
from attain.statements.reconcile import reconcile


class Certainty(StrEnum):
    """How sure the amounts of a period are."""

    PROVISIONAL = "provisional"  # the period is open: the next calculation may change them
    APPROVED = "approved"  # the period is closed
    PAID = "paid"  # and its payables were handed to payroll


@dataclass(frozen=True, slots=True)
class StatementPeriod:
    """A pay period: half-open, named by its month."""

    name: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class ComponentGroup:
    """What one component paid in the period, in one currency."""

    plan_id: str
    component: str
    title: str
    currency: str
    lines: tuple[StatementLine, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of the plan that its lines were calculated under."""
        return tuple(sorted({line.plan_version for line in self.lines}))

    @property
    def amount_minor(self) -> int:
        """The sum of its lines."""
        return sum(line.amount_minor for line in self.lines)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a period closed before pays more or less, posted into this one."""

    earned_period: str
    component: str
    title: str
    currency: str
    before_minor: int
    after_minor: int
    changes: tuple[LineChange, ...]

    @property
    def amount_minor(self) -> int:
        """The difference."""
        return self.after_minor - self.before_minor


@dataclass(frozen=True, slots=True)
class Statement:
    """What a payee earned in a pay period and is owed at its end; ``problems`` is empty where all agrees."""

    person_id: str
    period: StatementPeriod
    certainty: Certainty
    groups: tuple[ComponentGroup, ...]
    adjustments: tuple[Adjustment, ...]
    balances: tuple[Movement, ...]
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[StatementLine, ...]:
        """All lines earned in the period."""
        return tuple(line for group in self.groups for line in group.lines)

    def find(self, anchor: str) -> StatementLine | None:
        """The line of that anchor."""
        return next((line for line in self.lines if line.anchor == anchor), None)


def build_statement(
    *,
    person_id: str,
    period: StatementPeriod,
    certainty: Certainty,
    lines: Sequence[StatementLine],
    before: Sequence[StatementLine],
    movements: Iterable[Movement],
    quota_changed: bool = False,
) -> Statement:
    """The statement of one payee.

    ``lines`` are all lines of the calculation that the period stands on (the last posted before it closed),
    ``before`` those of the calculation that the period before it stood on: what they differ by in earlier
    months was posted into this period. ``movements`` are the payee's, of this period, one per currency.
    """
    groups = _groups(line for line in lines if line.period == period.name)
    adjustments = _adjustments(before, lines, period.name, quota_changed)
    balances = tuple(movements)
    return Statement(
        person_id,
        period,
        certainty,
        groups,
        adjustments,
        balances,
        reconcile(
            person_id,
            period.name,
            [(group.currency, group.amount_minor) for group in groups],
            [(adjustment.currency, adjustment.amount_minor) for adjustment in adjustments],
            balances,
        ),
    )


def _groups(lines: Iterable[StatementLine]) -> tuple[ComponentGroup, ...]:
    def place(line: StatementLine) -> tuple[str, str, str]:
        return (line.plan_id, line.component, line.currency)

    return tuple(
        ComponentGroup(plan_id, component, found[0].title, currency, found)
        for (plan_id, component, currency), group in groupby(sorted(lines, key=place), place)
        if (found := tuple(group))
    )


def _adjustments(
    before: Sequence[StatementLine], after: Sequence[StatementLine], period: str, quota_changed: bool
) -> tuple[Adjustment, ...]:
    old = [line for line in before if line.period < period]
    new = [line for line in after if line.period < period]
    changes: dict[tuple[str, str, str], list[LineChange]] = {}
    for change in changes_between(old, new, quota_changed=quota_changed):
        changes.setdefault(_place(change.line), []).append(change)
    was, now = _totals(old), _totals(new)
    return tuple(
        Adjustment(
            earned_period,
            component,
            found[0].line.title,
            currency,
            was.get((earned_period, component, currency), 0),
            now.get((earned_period, component, currency), 0),
            tuple(found),
        )
        for (earned_period, component, currency), found in sorted(changes.items())
    )


def _totals(lines: Iterable[StatementLine]) -> Mapping[tuple[str, str, str], int]:
    totals: dict[tuple[str, str, str], int] = {}
    for line in lines:
        totals[_place(line)] = totals.get(_place(line), 0) + line.amount_minor
    return totals


def _place(line: StatementLine) -> tuple[str, str, str]:
    return (line.period, line.component, line.currency)
