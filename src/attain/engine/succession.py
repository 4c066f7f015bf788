"""Versions of one plan follow each other: a later one ends the earlier one on the day it starts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from attain.kernel.period import DateRange
from attain.kernel.problem import Problem, ProblemError
from attain.plans.definition import Plan


def effective_plans(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    """The plans with their versions closed against each other, in order of plan and start.

    Raises ``ProblemError`` where two versions of a plan have one name or start on one day.
    """
    families: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        families[plan.plan_id].append(plan)
    result = []
    for plan_id in sorted(families):
        versions = sorted(families[plan_id], key=lambda plan: plan.effective.start)
        _refuse_twins(versions)
        for plan, later in zip(versions, [*versions[1:], None], strict=True):
            result.append(plan if later is None else _ended(plan, later))
    return tuple(result)


def _ended(plan: Plan, later: Plan) -> Plan:
    start, end = plan.effective.start, plan.effective.end
    if end is None or later.effective.start < end:
        end = later.effective.start
    return replace(plan, effective=DateRange(start, end))


def _refuse_twins(versions: list[Plan]) -> None:
    for plan, later in pairwise(versions):
        if plan.effective.start == later.effective.start:
            message = f"Two versions of the plan {plan.plan_id} start on {plan.effective.start}."
            hint = "Choose one of them, or give one another first day."
            raise ProblemError([Problem("plan-versions-clash", message, hint=hint, subject=plan.plan_id)])
    names = [plan.version for plan in versions]
    for name in names:
        if names.count(name) > 1:
            message = f"Two versions of the plan {versions[0].plan_id} are called {name}."
            hint = "Give one of them another version."
            raise ProblemError(
                [Problem("plan-versions-clash", message, hint=hint, subject=versions[0].plan_id)]
            )
