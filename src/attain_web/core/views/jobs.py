"""Background jobs: one with its progress, and the list of all."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from attain_web.core import audit, jobs
from attain_web.core.access import capabilities, requires, signed_in
from attain_web.core.clock import now
from attain_web.core.exports import ExportColumn, table_response
from attain_web.core.models import Job
from attain_web.ui.components.flow import JobView, render_job
from attain_web.ui.toasts import add_toast

SEE_ALL = frozenset({"user.admin", "run.read"})
CANCEL_ALL = frozenset({"user.admin", "run.write"})
COLUMNS = [
    ExportColumn("Job", "title"),
    ExportColumn("Kind", "kind"),
    ExportColumn("State", "state"),
    ExportColumn("Attempts", "attempts", "integer"),
    ExportColumn("Asked for at", "created_at", "moment"),
    ExportColumn("Asked for by", lambda job: job.created_by or audit.NOBODY),
    ExportColumn("Finished at", "finished_at", "moment"),
    ExportColumn("Error", "error"),
]


def jobs_seen_by(request: HttpRequest) -> QuerySet[Job]:
    """The jobs that this user may see: their own, or all."""
    if capabilities(request.user) & SEE_ALL:
        return Job.objects.all()
    return Job.objects.filter(created_by_id=request.user.pk)


@signed_in
@require_safe
def job(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The page of a job; for htmx the progress alone, which asks again until the job is over."""
    found = _find(request, job_id)
    if request.headers.get("HX-Request"):
        return _progress(request, found)
    return render(request, "core/job.html", {"job": found, "view": view_of(request, found)})


@signed_in
@require_POST
def job_cancel(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """Cancel a job."""
    found = _find(request, job_id)
    if not _may_cancel(request, found):
        raise Http404
    if jobs.cancel(found):
        audit.record(request.user, "cancel", found)
    found.refresh_from_db()
    if request.headers.get("HX-Request"):
        return _progress(request, found)
    add_toast(request, f"“{found.title}” is being cancelled.", tone="info")
    return redirect("core:job", job_id=found.pk)


@requires("user.admin", "run.read")
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """All jobs, the newest first."""
    rows = jobs_seen_by(request).select_related("created_by")
    state, query = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state in Job.State.values:
        rows = rows.filter(state=state)
    if query:
        rows = rows.filter(Q(title__icontains=query) | Q(kind__icontains=query))
    export = table_response(request, "jobs", COLUMNS, rows)
    if export is not None:
        return export
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"page": page, "states": Job.State.choices, "state": state, "query": query}
    return render(request, "core/jobs.html", context)


def view_of(request: HttpRequest, found: Job) -> JobView:
    """What the progress component shows of a job."""
    result = found.result or {}
    phase = "" if found.state == Job.State.SUCCEEDED else found.phase
    cancel_url = ""
    if _may_cancel(request, found) and not found.cancel_requested:
        cancel_url = reverse("core:job_cancel", args=[found.pk])
    return JobView(
        id=str(found.pk),
        title=found.title,
        state=found.state,
        url=reverse("core:job", args=[found.pk]),
        phase="Cancelling" if found.cancel_requested and not found.is_over else phase,
        done=found.done,
        total=found.total,
        unit=str(result.get("unit", "steps")),
        remaining_seconds=remaining_seconds(found),
        cancel_url=cancel_url,
        result_url=str(result.get("url", "")),
        result_label=str(result.get("label", "Open the result")),
        error=found.error,
    )


def _progress(request: HttpRequest, found: Job) -> HttpResponse:
    """The progress alone. A page about what the job works on says more, so it loads anew at the end."""
    response = HttpResponse(render_job(request, view_of(request, found)))
    shown_on = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if found.is_over and shown_on not in ("", reverse("core:job", args=[found.pk])):
        response.headers["HX-Refresh"] = "true"
    return response


def remaining_seconds(found: Job) -> int | None:
    """How long the current phase will take at its pace so far; None while that is a guess."""
    if not found.total or not found.done or found.phase_started_at is None or found.is_over:
        return None
    spent = (now() - found.phase_started_at).total_seconds()
    if spent < 2 or found.done * 20 < found.total:
        return None
    return round(spent * (found.total - found.done) / found.done)


def _find(request: HttpRequest, job_id: uuid.UUID) -> Job:
    found = jobs_seen_by(request).select_related("created_by").filter(pk=job_id).first()
    if found is None:
        raise Http404
    return found


def _may_cancel(request: HttpRequest, found: Job) -> bool:
    return found.created_by_id == request.user.pk or bool(capabilities(request.user) & CANCEL_ALL)
