"""Plans and runs in the search of the palette."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from attain_web.core.access import capabilities
from attain_web.core.palette import LIMIT, PaletteItem, has_words
from attain_web.incentives import selectors


def search(user: Any, query: str) -> list[PaletteItem]:
    """Plans by title or identifier, as far as the user may read them; a run by its number."""
    return [*_plans(user, query), *_runs(user, query)]


def _plans(user: Any, query: str) -> list[PaletteItem]:
    if "plan.read" not in capabilities(user):
        return []
    plans = {version.plan for version in selectors.visible_versions(user)}
    found = [plan for plan in plans if has_words(f"{plan.title} {plan.plan_id}", query)]
    return [
        PaletteItem("Plan", plan.title, plan.plan_id, reverse("incentives:plan_detail", args=[plan.plan_id]))
        for plan in sorted(found, key=lambda plan: plan.title)[:LIMIT]
    ]


def _runs(user: Any, query: str) -> list[PaletteItem]:
    number = re.fullmatch(r"(?:run\s*)?([0-9]{1,9})", query.casefold())
    if "run.read" not in capabilities(user) or number is None:
        return []
    found = selectors.runs().filter(pk=int(number[1]))
    return [PaletteItem("Run", str(run), f"through {run.through}", _run_url(run.pk)) for run in found]


def _run_url(pk: int) -> str:
    return reverse("incentives:run_detail", args=[pk])
