"""What a lint rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from attain.kernel.problem import Location, Problem, Severity
from attain.plans.definition import Plan


@dataclass(frozen=True, slots=True)
class Lint:
    """The plan that is looked at, and what is known around it."""

    plan: Plan
    quota_names: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable code, how much it stops, what it looks for, and why that matters (for the
    docs).
    """

    code: str
    severity: Severity
    looks_for: str
    why: str
    find: Callable[[Rule, Lint], Iterable[Problem]]

    def check(self, lint: Lint) -> tuple[Problem, ...]:
        """What the rule finds in a plan."""
        return tuple(self.find(self, lint))

    def problem(self, message: str, where: Location, hint: str = "") -> Problem:
        """A finding of this rule."""
        return Problem(self.code, message, where, hint, self.severity)
