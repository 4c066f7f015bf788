"""What the plan pages show: rows of the list, the review of a text, its payout curves."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from attain.cases import Outcome, read_cases, run_cases
from attain.expressions import RATE
from attain.kernel.problem import Problem, Severity, has_errors
from attain.kernel.scaled import ONE
from attain.plans import Component, Formula, load_plan
from attain.plans import Plan as PlanDefinition
from attain.plans.curve import is_cap_drawn, payout_curve
from attain.plans.definition import PAYEE_CURRENCY
from attain.plans.lint import lint_plan
from attain.plans.render import PlanDocument, render_document
from attain.plans.sample import QUOTA, Sample
from attain.plans.table import RateTable, TierUnit
from attain.plans.value_words import default_amount, default_rate
from attain_web.incentives import selectors
from attain_web.incentives.models import Plan, PlanVersion
from attain_web.people.organisation import read_organisation
from attain_web.ui.charts import CurvePoint, PayoutCurve, Tier, as_money
from attain_web.ui.charts.render import render_chart


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list: the version in force (None before the first), drafts, how many seats are on it."""

    plan: Plan
    in_force: PlanVersion | None
    drafts: tuple[PlanVersion, ...]
    seats: int


@dataclass(frozen=True, slots=True)
class Review:
    """What a plan text says and how good it is. ``definition`` and ``document`` are None where it does not
    load.
    """

    definition: PlanDefinition | None
    document: PlanDocument | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    cases: tuple[Outcome, ...]

    @property
    def passed(self) -> int:
        """How many cases pass."""
        return sum(case.passed for case in self.cases)

    @property
    def has_errors(self) -> bool:
        """Whether the text cannot be kept."""
        return self.definition is None or has_errors(self.problems)


def plan_rows(user: Any, on: dt.date) -> list[PlanRow]:
    """The plans that the user may see, by title."""
    visible = selectors.visible_versions(user)
    by_plan: dict[int, list[PlanVersion]] = {}
    for version in visible:
        by_plan.setdefault(version.plan_id, []).append(version)
    seats = Counter(row["plan_id"] for row in read_organisation(on).positions.values())
    rows = []
    for versions in by_plan.values():
        plan = versions[0].plan
        in_force = selectors.in_force(versions, on)
        drafts = tuple(version for version in versions if version.is_draft)
        rows.append(PlanRow(plan, in_force, drafts, seats[plan.plan_id]))
    return sorted(rows, key=lambda row: row.plan.title)


def review(text: str, cases_text: str, *, file: str = "plan.yaml", run_cases: bool = False) -> Review:
    """Reads, lints and renders a text; with ``run_cases`` also tries its cases on both executors."""
    definition, problems = load_plan(text, file)
    if definition is None:
        return Review(None, None, problems, (), ())
    notes = lint_plan(definition)
    results: tuple[Outcome, ...] = ()
    if run_cases and cases_text.strip():
        results, case_problems = try_cases(definition, cases_text)
        problems = (*problems, *case_problems)
    errors = tuple(problem for problem in notes if problem.severity is Severity.ERROR)
    others = tuple(problem for problem in notes if problem.severity is not Severity.ERROR)
    return Review(definition, render_document(definition), (*problems, *errors), others, results)


def try_cases(definition: PlanDefinition, cases_text: str) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """How the cases of a plan went on both executors, and what is wrong with the text of the cases."""
    cases, problems = read_cases(cases_text, lambda names: ((definition,), ()), "cases")
    return (run_cases(cases) if cases else ()), problems


@dataclass(frozen=True, slots=True)
class Curve:
    """The payout curve of a component, drawn."""

    title: str
    note: str
    svg: SafeString


def curves(definition: PlanDefinition) -> list[Curve]:
    """A curve for each component that pays by a measure with a quota, as far as the plan alone decides its
    pay.
    """
    found = []
    for component in definition.components:
        if component.measure is None or definition.measure(component.measure).quota is None:
            continue
        if Sample(definition, component).is_complete:
            found.append(_curve(definition, component))
    return found


def _curve(definition: PlanDefinition, component: Component) -> Curve:
    found = getattr(component.terms, "table", None)
    table = found if isinstance(found, RateTable) and found.by is TierUnit.ATTAINMENT else None
    bounds = [tier.up_to for tier in table.tiers if tier.up_to is not None] if table else []
    currency = "USD" if definition.currency == PAYEE_CURRENCY else definition.currency
    # One unit of credit beside a bound is far below a pixel: a jump there is drawn as an upright line.
    quota_units = Sample(definition, component, currency=currency).quota_units
    points = [
        CurvePoint(point.attainment, point.pay_minor)
        for point in payout_curve(definition, component, quota_units, currency, reach=CURVE_REACH)
    ]
    quota = definition.measure(component.measure or "")
    chart = PayoutCurve(
        title=component.title,
        description=f"Pay of {component.title} by attainment of {quota.title}",
        points=points,
        values=as_money(currency),
        tiers=_tiers(definition, table, bounds) if table else (),
    )
    caps = "with its cap" if is_cap_drawn(definition, component) else "before any cap"
    note = f"For a quota of {QUOTA:,} over a {quota.over}, {caps}"
    return Curve(component.title, note, render_chart(chart))


def _tiers(definition: PlanDefinition, table: RateTable, bounds: list[int]) -> list[Tier]:
    starts = [0, *bounds]
    ends = [*bounds, max(CURVE_REACH, *bounds)]
    return [
        Tier(start, end, _tier_label(definition, tier.value))
        for start, end, tier in zip(starts, ends, table.tiers, strict=True)
        if start < end
    ]


def _tier_label(definition: PlanDefinition, value: Formula) -> str:
    read = default_rate if value.typed.type == RATE else default_amount
    return read(value, definition) or value.text


CURVE_REACH = 2 * ONE  # the curve is drawn to 200 % of quota
