"""Plans: versions and their texts, checking a text, drafts, approval."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query

from attain.cases import Outcome
from attain.kernel.problem import Problem
from attain.plans.lint import lint_plan
from attain_web.api.conditional import UNCHANGED, tag_of, unchanged
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import READ, principal_of
from attain_web.api.problem import invalid, not_found, problem_dict
from attain_web.api.resource import Resource, needs
from attain_web.api.schemas.plan import (
    PlanCheckOut,
    PlanDraftIn,
    PlanOut,
    PlanTextIn,
    PlanTextOut,
    PlanVersionOut,
)
from attain_web.core import clock
from attain_web.incentives import pinned, plan_pages, plan_records, selectors
from attain_web.incentives.models import PlanVersion

plans = Resource("Plans")


@plans.get("/plans", needs("plan.read"), Page[PlanOut])
def list_plans(request: HttpRequest, window: Query[Window]) -> Any:
    """The plans that you may see, by title.

    A seller sees the approved versions of the plans of their seats; admins see all, drafts too.
    """
    return page_of(request, _plans(request), window)


@plans.get("/plans/{plan_id}", needs("plan.read"), PlanOut)
def read_plan(request: HttpRequest, plan_id: str) -> Any:
    """A plan with its versions."""
    found = _plans(request, plan_id)
    if not found:
        raise not_found()
    return found[0]


@plans.get(
    "/plans/{plan_id}/versions/{version}", needs("plan.read"), PlanTextOut, extra={"responses": UNCHANGED}
)
def read_plan_version(request: HttpRequest, response: HttpResponse, plan_id: str, version: str) -> Any:
    """A version of a plan with its text, its cases, and what lint says of it."""
    found = _version(request, plan_id, version)
    tag = tag_of("json", found.pk, found.state, found.fingerprint, found.cases_text, found.note)
    same = unchanged(request, tag)
    if same is not None:
        return same
    response.headers["ETag"] = tag
    return _show_text(found, lint_plan(pinned.definition(found.text)))


@plans.get(
    "/plans/{plan_id}/versions/{version}/text",
    needs("plan.read"),
    str,
    extra={
        "responses": {200: {"content": {"application/yaml": {"schema": {"type": "string"}}}}, **UNCHANGED}
    },
)
def read_plan_text(request: HttpRequest, plan_id: str, version: str) -> Any:
    """The text of a version as a YAML file, with an ETag."""
    found = _version(request, plan_id, version)
    tag = tag_of("text", found.pk, found.fingerprint, found.text)
    same = unchanged(request, tag)
    return same or HttpResponse(
        found.text, content_type="application/yaml; charset=utf-8", headers={"ETag": tag}
    )


@plans.post("/plan-check", needs("plan.write"), PlanCheckOut, scope=READ)
def check_plan(request: HttpRequest, data: PlanTextIn) -> Any:
    """Checks a text and runs its cases; keeps nothing.

    Problems name line and column. Each case runs on both executors of the engine, which must agree.
    """
    review = plan_pages.review(data.text, data.cases_text, run_cases=True)
    return {
        "acceptable": not review.has_errors,
        "problems": _show_problems(review.problems),
        "lint": _show_problems(review.notes),
        "cases": [_show_case(case) for case in review.cases],
    }


@plans.post("/plans", needs("plan.write"), PlanTextOut, status=201)
def save_plan_draft(request: HttpRequest, response: HttpResponse, data: PlanDraftIn) -> Any:
    """Keeps a text as a draft of the plan and version that it names.

    A text with errors is not kept: the answer is 422 with every problem. A draft is replaced; a version that
    is approved never changes: raise the version.
    """
    saved, problems = plan_records.save_draft(
        data.text, cases_text=data.cases_text, actor=principal_of(request).user, note=data.note
    )
    if saved is None:
        raise invalid(problems)
    response.headers["Location"] = reverse("api:read_plan_version", args=[saved.plan.plan_id, saved.version])
    return _show_text(saved, problems)


@plans.post("/plans/{plan_id}/versions/{version}/approve", needs("plan.write"), PlanVersionOut)
def approve_plan_version(request: HttpRequest, plan_id: str, version: str) -> Any:
    """Puts a draft into force from its effective date.

    Whoever wrote it does not approve it. Approving an approved version changes nothing. The next run uses it.
    """
    found = _version(request, plan_id, version)
    problems = plan_records.approve_version(found, actor=principal_of(request).user)
    if problems:
        raise invalid(problems)
    return _show(_version(request, plan_id, version))


def _plans(request: HttpRequest, plan_id: str = "") -> list[dict[str, Any]]:
    rows = plan_pages.plan_rows(request.user, clock.today())
    versions = list(selectors.visible_versions(request.user))
    return [
        {
            "plan_id": row.plan.plan_id,
            "title": row.plan.title,
            "version_in_force": row.in_force.version if row.in_force else None,
            "versions": [_show(version) for version in versions if version.plan_id == row.plan.pk],
        }
        for row in rows
        if not plan_id or row.plan.plan_id == plan_id
    ]


def _version(request: HttpRequest, plan_id: str, version: str) -> PlanVersion:
    found = selectors.visible_versions(request.user).filter(plan__plan_id=plan_id, version=version).first()
    if found is None:
        raise not_found()
    return found


def _show(version: PlanVersion) -> dict[str, Any]:
    names = (
        "version",
        "state",
        "effective_from",
        "effective_to",
        "fingerprint",
        "note",
        "created_at",
        "approved_at",
    )
    return {name: getattr(version, name) for name in names} | {
        "plan_id": version.plan.plan_id,
        "title": version.plan.title,
        "created_by": str(version.created_by or ""),
        "approved_by": str(version.approved_by or ""),
    }


def _show_text(version: PlanVersion, problems: tuple[Problem, ...]) -> dict[str, Any]:
    texts = {"text": version.text, "cases_text": version.cases_text}
    return _show(version) | texts | {"problems": _show_problems(problems)}


def _show_problems(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [problem_dict(problem) for problem in problems]


def _show_case(outcome: Outcome) -> dict[str, Any]:
    return {"case": outcome.case.sentence, "passed": outcome.passed, "failures": outcome.failures}
