"""The home of the office: what is open, what waits, what went wrong, as far as each may act on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from attain_web.core import clock
from attain_web.core.access import capabilities
from attain_web.incentives import selectors
from attain_web.incentives.models import PlanVersion, Run


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: what it is, in words, and where to go. ``tone`` says how much it presses."""

    title: str
    text: str
    url: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class OfficeHome:
    """What waits, and the state of the calculation. ``run`` is None before the first."""

    on: dt.date
    run: Run | None
    tasks: tuple[Task, ...]


def office_home(user: Any) -> OfficeHome:
    """The page of someone who runs compensation, finance, planning or the system."""
    able = capabilities(user)
    run = selectors.current_run() if "run.read" in able else None
    tasks = [task for capability, make in _TASKS if capability in able for task in make()]
    return OfficeHome(clock.today(), run, tuple(tasks))


def _drafts() -> list[Task]:
    drafts = PlanVersion.objects.filter(state=PlanVersion.State.DRAFT).select_related("plan")
    return [
        Task(
            f"{draft} waits for approval", "Read it, try its cases, approve it.", _plan_url(draft), "warning"
        )
        for draft in drafts
    ]


def _plan_url(draft: PlanVersion) -> str:
    return reverse("incentives:plan_version", args=[draft.plan.plan_id, draft.version])


def _runs() -> list[Task]:
    run = selectors.current_run()
    if run is None:
        return [
            Task(
                "No calculation yet",
                "Import data, approve a plan, start a run.",
                reverse("incentives:runs"),
                "warning",
            )
        ]
    if not run.problem_count:
        return []
    url = reverse("incentives:run_problems", args=[run.pk])
    text = "Credit or pay that could not be calculated, and why."
    counted = f"{run.problem_count:,} problem{'s' if run.problem_count != 1 else ''}"
    return [Task(f"{counted} in run {run.pk}", text, url, "warning")]


def _inquiries() -> list[Task]:
    from attain_web.inquiries.models import Inquiry

    count = Inquiry.objects.filter(state="open").count()
    if not count:
        return []
    title = "1 inquiry waits for an answer" if count == 1 else f"{count} inquiries wait for an answer"
    return [Task(title, "Someone asks about their pay.", reverse("inquiries:list"), "warning")]


def _periods() -> list[Task]:
    from attain_web.payouts.models import PayPeriod

    ended = (
        PayPeriod.objects.filter(state=PayPeriod.State.OPEN, end__lte=clock.today()).order_by("start").first()
    )
    if ended is None:
        return []
    return [
        Task(
            f"{ended.title} can be closed",
            "Review what was earned, then close the period.",
            reverse("payouts:periods"),
        )
    ]


_TASKS = (
    ("inquiry.resolve", _inquiries),
    ("run.read", _runs),
    ("plan.write", _drafts),
    ("period.close", _periods),
)
