"""Who asks, work in the background, and the audit log."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Schema

from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import principal_of
from attain_web.api.problem import not_found
from attain_web.api.resource import EVERYONE, Resource, needs
from attain_web.api.schemas.common import AuditEventOut, JobOut, MeOut
from attain_web.core import clock
from attain_web.core.company import current_company
from attain_web.core.models import AuditEvent, Job
from attain_web.core.views.jobs import jobs_seen_by

general = Resource("General")


@general.get("/me", EVERYONE, MeOut)
def read_me(request: HttpRequest) -> dict[str, Any]:
    """Who asks.

    The user in whose name the token acts, what they may do, and the company with its business day.
    """
    principal = principal_of(request)
    user, token, company = principal.user, principal.token, current_company()
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "person_id": user.person_id,
        "roles": sorted(user.roles),
        "capabilities": sorted(user.capabilities),
        "token": None
        if token is None
        else {"name": token.name, "scope": token.scope, "expires_at": token.expires_at},
        "company": {
            "name": company.name,
            "currency": company.currency,
            "fiscal_start_month": company.fiscal_start_month,
            "timezone": company.timezone,
            "today": clock.today(),
        },
    }


@general.get("/jobs/{uuid:job_id}", EVERYONE, JobOut)
def read_job(request: HttpRequest, job_id: uuid.UUID) -> dict[str, Any]:
    """Work in the background.

    Ask every second or so until ``state`` is succeeded, failed or cancelled. You see the jobs that you asked
    for; those who may see runs see all.
    """
    job = jobs_seen_by(request).filter(pk=job_id).first()
    if job is None:
        raise not_found()
    return show_job(job)


def show_job(job: Job) -> dict[str, Any]:
    """A job as the API shows it."""
    names = ("kind", "title", "state", "phase", "done", "total", "attempts", "error")
    moments = ("created_at", "started_at", "finished_at")
    return {"id": str(job.pk)} | {name: getattr(job, name) for name in (*names, *moments)}


class AuditFilter(Schema):
    """Which changes."""

    actor: str = Field("", max_length=254, examples=["Rosa Marin"], description="A part of who did it.")
    action: str = Field("", max_length=60, examples=["plan.approved"])
    object_type: str = Field("", max_length=60, examples=["incentives.planversion"])
    object_id: str = Field("", max_length=200, examples=["8"])
    since: dt.datetime | None = Field(None, examples=["2026-11-01T00:00:00Z"])
    until: dt.datetime | None = Field(
        None, examples=["2026-12-01T00:00:00Z"], description="Not including it."
    )


@general.get("/audit", needs("audit.read"), Page[AuditEventOut])
def list_audit_events(request: HttpRequest, where: Query[AuditFilter], window: Query[Window]) -> Any:
    """The audit log.

    Who changed what, from what to what; the newest first. Moments without an offset are UTC.
    """
    wanted = {
        "actor_name__icontains": where.actor,
        "action": where.action,
        "object_type": where.object_type,
        "object_id": where.object_id,
        "at__gte": aware(where.since),
        "at__lt": aware(where.until),
    }
    rows = AuditEvent.objects.filter(**{name: value for name, value in wanted.items() if value})
    return page_of(request, rows, window, _show_event)


def aware(moment: dt.datetime | None) -> dt.datetime | None:
    """The moment with its offset; UTC where it was given without one."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=dt.UTC)


def _show_event(event: AuditEvent) -> dict[str, Any]:
    names = (
        "id",
        "at",
        "action",
        "object_type",
        "object_id",
        "object_label",
        "before",
        "after",
        "request_id",
    )
    return {name: getattr(event, name) for name in names} | {"actor": event.actor_name}
