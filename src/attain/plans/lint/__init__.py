"""Lint: what a plan says soundly but perhaps did not mean. One rule a file, found by being here.

A file of this package whose name does not start with an underscore defines ``RULES``, a tuple of
``attain.plans.lint._rule.Rule``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection
from functools import cache

from attain.kernel.problem import Problem
from attain.plans.definition import Plan
from attain.plans.lint._rule import Lint, Rule

__all__ = ["Rule", "lint_plan", "lint_rules"]


@cache
def lint_rules() -> tuple[Rule, ...]:
    """All rules, sorted by code."""
    modules = (one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_"))
    rules = [rule for name in modules for rule in importlib.import_module(f"{__name__}.{name}").RULES]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def lint_plan(plan: Plan, *, quota_names: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Warnings and notes on a plan that loads, in the order of its text.

    ``quota_names`` are the quotas that exist; without them, no quota name is doubted.
    """
    lint = Lint(plan, None if quota_names is None else frozenset(quota_names))
    found = [problem for rule in lint_rules() for problem in rule.check(lint)]
    return tuple(sorted(found, key=lambda one: (one.where.line or 0, one.where.column or 0, one.code)))
