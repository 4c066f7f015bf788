"""Plans: the list, a version as document, text, curve and cases, and writing a new one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from attain.kernel.problem import Problem
from attain_web.core import clock
from attain_web.core.access import capabilities, requires
from attain_web.core.exports import ExportColumn, table_response
from attain_web.incentives import plan_pages, plan_records, selectors, starter
from attain_web.incentives.models import PlanVersion
from attain_web.ui.components.flow import Tab
from attain_web.ui.toasts import add_toast

VIEWS = (
    ("document", "Document"),
    ("curve", "Payout curves"),
    ("text", "Text"),
    ("cases", "Cases"),
    ("versions", "Versions"),
)

PLAN_COLUMNS = [
    ExportColumn("Plan", lambda row: row.plan.plan_id),
    ExportColumn("Title", lambda row: row.plan.title),
    ExportColumn("Version in force", lambda row: row.in_force and row.in_force.version),
    ExportColumn("Since", lambda row: row.in_force and row.in_force.effective_from, "date"),
    ExportColumn("Seats", "seats", "integer"),
    ExportColumn("Drafts", lambda row: ", ".join(draft.version for draft in row.drafts)),
]


@requires("plan.read")
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the user may see, each with the version in force and what awaits approval."""
    rows = plan_pages.plan_rows(request.user, clock.today())
    export = table_response(request, "plans", PLAN_COLUMNS, rows)
    if export is not None:
        return export
    return render(request, "incentives/plans.html", {"rows": rows, "may_write": _may_write(request)})


@requires("plan.read")
@require_GET
def plan_detail(request: HttpRequest, plan_id: str, version: str = "") -> HttpResponse:
    """A version of a plan; without a version the one in force, or else the newest."""
    found = _version(request, plan_id, version)
    here = reverse("incentives:plan_version", args=[plan_id, found.version])
    wanted = request.GET.get("view", "document")
    view = wanted if wanted in dict(VIEWS) else "document"
    review = plan_pages.review(
        found.text, found.cases_text, file=f"{plan_id}.yaml", run_cases=view == "cases"
    )
    versions = selectors.visible_versions(request.user).filter(plan__plan_id=plan_id)
    context = {
        "version": found,
        "review": review,
        "view": view,
        "tabs": [Tab(label, f"{here}?view={name}", name == view) for name, label in VIEWS],
        "versions": versions,
        "may_write": _may_write(request),
        "may_approve": _may_write(request)
        and found.is_draft
        and not plan_records.is_writer(found, request.user),
        "curves": plan_pages.curves(review.definition) if view == "curve" and review.definition else [],
    }
    return render(request, "incentives/plan.html", context)


@requires("plan.read")
@require_GET
def plan_text(request: HttpRequest, plan_id: str, version: str) -> HttpResponse:
    """The document as a file."""
    found = _version(request, plan_id, version)
    response = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{plan_id}-{found.version}.yaml"'
    return response


@requires("plan.write")
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Writing a plan from a small example."""
    return _editor(request, None, starter.STARTER_TEXT, starter.STARTER_CASES)


@requires("plan.write")
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, plan_id: str, version: str) -> HttpResponse:
    """Changing a draft, or writing the next version from an approved one."""
    found = _version(request, plan_id, version)
    return _editor(request, found, found.text, found.cases_text)


@requires("plan.write")
@require_POST
def plan_check(request: HttpRequest) -> HttpResponse:
    """What the text in the editor says, before anything is kept: problems, lint, cases."""
    review = plan_pages.review(
        request.POST.get("text", ""), request.POST.get("cases_text", ""), run_cases=True
    )
    return render(request, "incentives/_review.html", {"review": review, "approved": _approved(review)})


@requires("plan.write")
@require_POST
def plan_approve(request: HttpRequest, plan_id: str, version: str) -> HttpResponse:
    """Puts a draft into force from its effective date."""
    found = _version(request, plan_id, version)
    seen = request.POST.get("fingerprint", "")
    problems = plan_records.approve_version(found, actor=request.user, seen=seen)
    if problems:
        add_toast(request, f"{problems[0].message} {problems[0].hint}", tone="negative")
    else:
        add_toast(
            request, f"{found} is approved. It pays from {found.effective_from:%-d %B %Y} with the next run."
        )
    return redirect("incentives:plan_version", plan_id, found.version)


def _editor(request: HttpRequest, source: PlanVersion | None, text: str, cases_text: str) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    note = ""
    if request.method == "POST":
        text, cases_text = request.POST.get("text", ""), request.POST.get("cases_text", "")
        note = request.POST.get("note", "")[:500]
        saved, problems = plan_records.save_draft(text, cases_text=cases_text, actor=request.user, note=note)
        if saved is not None:
            add_toast(request, f"Draft of {saved} saved.")
            return redirect("incentives:plan_version", saved.plan.plan_id, saved.version)
    review = plan_pages.review(text, cases_text, run_cases=True)
    context = {
        "source": source,
        "text": text,
        "cases_text": cases_text,
        "note": note,
        "review": review,
        "approved": _approved(review),
        "problems": problems,
    }
    return render(request, "incentives/plan_edit.html", context, status=422 if problems else 200)


def _version(request: HttpRequest, plan_id: str, version: str) -> PlanVersion:
    versions = selectors.visible_versions(request.user).filter(plan__plan_id=plan_id)
    if version:
        found = versions.filter(version=version).first()
    else:
        in_force = selectors.version_in_force(plan_id, clock.today())
        found = versions.filter(pk=in_force.pk).first() if in_force else versions.first()
    if found is None:
        raise Http404
    return found


def _approved(review: plan_pages.Review) -> PlanVersion | None:
    """The approved version whose name the text still bears, so that it cannot be kept."""
    definition = review.definition
    if definition is None:
        return None
    versions = selectors.plan_versions().exclude(state=PlanVersion.State.DRAFT)
    return versions.filter(plan__plan_id=definition.plan_id, version=definition.version).first()


def _may_write(request: HttpRequest) -> bool:
    return "plan.write" in capabilities(request.user)
