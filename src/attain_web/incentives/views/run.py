"""Runs: the list, starting one, watching it, its result, and two of them compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from attain.kernel.period import Grain
from attain.kernel.problem import Problem
from attain.store import Manifest
from attain.tables import IMPORTABLE_TABLES, RESULT_TABLES, TableContract
from attain_web.core import clock
from attain_web.core.access import capabilities, requires
from attain_web.core.audit import NOBODY
from attain_web.core.company import fiscal_calendar
from attain_web.core.exports import ExportColumn, table_response
from attain_web.core.views.jobs import view_of
from attain_web.incentives import pinned, selectors
from attain_web.incentives.compare import compare_runs
from attain_web.incentives.models import Run
from attain_web.incentives.runs import request_run
from attain_web.people import selectors as people
from attain_web.ui.formats import format_amount
from attain_web.ui.toasts import add_toast

PAGE_SIZE = 25
PROBLEM_COLUMNS = [
    ExportColumn("Cause", "code"),
    ExportColumn("Severity", "severity"),
    ExportColumn("About", "subject"),
    ExportColumn("What happened", "message"),
    ExportColumn("What to do", "hint"),
]

RUN_COLUMNS = [
    ExportColumn("Run", lambda row: row["run"].pk, "integer"),
    ExportColumn("Purpose", lambda row: row["run"].purpose),
    ExportColumn("State", lambda row: row["run"].state),
    ExportColumn("Current", lambda row: row["run"].is_current, "boolean"),
    ExportColumn("Through", lambda row: row["run"].through),
    ExportColumn("Currency", "currency"),
    ExportColumn("Earned", "earned_minor", "money", "currency"),
    ExportColumn("Problems", lambda row: row["run"].problem_count, "integer"),
    ExportColumn("As known on", lambda row: row["run"].as_of, "moment"),
    ExportColumn("Finished at", lambda row: row["run"].finished_at, "moment"),
    ExportColumn("Asked for by", lambda row: row["run"].requested_by or NOBODY),
    ExportColumn("Note", lambda row: row["run"].note),
]


@requires("run.read")
@require_GET
def run_list(request: HttpRequest) -> HttpResponse:
    """All runs, newest first, and the form that starts one."""
    export = table_response(request, "runs", RUN_COLUMNS, _runs_by_currency())
    if export is not None:
        return export
    page = Paginator(selectors.runs(), PAGE_SIZE).get_page(request.GET.get("page"))
    calendar = fiscal_calendar()
    this_month = calendar.period_of(clock.today(), Grain.MONTH)
    months = [this_month, calendar.previous(this_month), calendar.previous(calendar.previous(this_month))]
    return render(
        request,
        "incentives/runs.html",
        {"page": page, "months": months, "may_run": "run.write" in capabilities(request.user)},
    )


@requires("run.write")
@require_POST
def run_start(request: HttpRequest) -> HttpResponse:
    """Requests a run and goes to its page, where its progress shows."""
    run = request_run(
        actor=request.user,
        through=request.POST.get("through", ""),
        purpose=Run.Purpose.TRIAL
        if request.POST.get("purpose") == Run.Purpose.TRIAL
        else Run.Purpose.OFFICIAL,
        note=request.POST.get("note", "")[:300],
    )
    if isinstance(run, Problem):
        add_toast(request, f"{run.message} {run.hint}", tone="negative")
        return redirect("incentives:runs")
    return redirect("incentives:run_detail", run.pk)


@requires("run.read")
@require_GET
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A run: progress while it works; then totals, what it read, what it found."""
    run = get_object_or_404(selectors.runs(), pk=pk)
    earlier = (
        selectors.runs().filter(pk__lt=run.pk, state=Run.State.SUCCEEDED, purpose=run.purpose).first()
        if run.state == Run.State.SUCCEEDED
        else None
    )
    problems = list(run.problems.all()[:200])
    context = {
        "run": run,
        "job": view_of(request, run.job) if run.job and not run.is_finished else None,
        "earlier": earlier,
        "may_compare": "statement.read_all" in capabilities(request.user),
        "problems": problems,
        "lines_words": f"{run.totals.get('lines', 0):,} earning lines",
        "problem_groups": Counter(run.problems.values_list("code", flat=True)).most_common(),
        "inputs": _files(run.input_manifests, IMPORTABLE_TABLES),
        "results": _files(run.result_manifests, RESULT_TABLES),
    }
    return render(request, "incentives/run.html", context)


@requires("run.read")
@require_GET
def run_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """What a run found wrong, grouped by code on the page, whole as a file."""
    run = get_object_or_404(Run, pk=pk)
    rows = run.problems.all()
    code = request.GET.get("code", "")
    if code:
        rows = rows.filter(code=code)
    export = table_response(request, f"run-{pk}-problems", PROBLEM_COLUMNS, rows)
    if export is not None:
        return export
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    groups = Counter(run.problems.values_list("code", flat=True)).most_common()
    return render(
        request, "incentives/run_problems.html", {"run": run, "page": page, "groups": groups, "code": code}
    )


@requires("run.read", "statement.read_all")
@require_GET
def run_compare(request: HttpRequest, before: int, after: int) -> HttpResponse:
    """Two finished runs: what they read differently and what that changes, payee by payee."""
    finished = selectors.runs().filter(state=Run.State.SUCCEEDED)
    old, new = get_object_or_404(finished, pk=before), get_object_or_404(finished, pk=after)
    comparison = compare_runs(old, new)
    names = people.person_names()
    export = table_response(
        request, f"run-{before}-to-{after}", _difference_columns(names), comparison.differences
    )
    if export is not None:
        return export
    titles = _component_titles(old, new)
    rows = [
        (
            names.get(item.person_id, item.person_id),
            *titles.get((item.plan_id, item.component), ("", "")),
            item,
        )
        for item in comparison.differences
    ]
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    choices = list(finished[:50])
    totals = [
        (currency, format_amount(earlier, currency), format_amount(later, currency), later - earlier)
        for currency, earlier, later in comparison.totals
    ]
    context = {"before": old, "after": new, "comparison": comparison, "page": page, "choices": choices}
    context["totals"] = totals
    return render(request, "incentives/run_compare.html", context)


@requires("run.read", "statement.read_all")
@require_GET
def run_compare_choose(request: HttpRequest) -> HttpResponse:
    """Takes the two runs of the form to the address of their comparison."""
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    if not (before.isdigit() and after.isdigit()):
        return redirect("incentives:runs")
    return redirect("incentives:run_compare", int(before), int(after))


def _files(
    manifests: Mapping[str, Manifest], contracts: Mapping[str, TableContract]
) -> list[tuple[str, int, str]]:
    """Title of the table, number of rows and name of the content."""
    return [(contracts[name].title, one.row_count, one.id) for name, one in manifests.items()]


def _runs_by_currency() -> Iterator[dict[str, Any]]:
    """A row for each run and currency that it pays; one without an amount for a run that has paid nothing."""
    for run in selectors.runs():
        for currency, earned in sorted(run.totals.get("earned_minor", {}).items()) or [("", None)]:
            yield {"run": run, "currency": currency, "earned_minor": earned}


def _component_titles(*runs: Run) -> dict[tuple[str, str], tuple[str, str]]:
    """Title of component and plan, by their identifiers; those of the later run where both have them."""
    return {
        (plan.plan_id, component.name): (component.title, plan.title)
        for run in runs
        for plan in pinned.plans(run)
        for component in plan.components
    }


def _difference_columns(names: Mapping[str, str]) -> list[ExportColumn]:
    return [
        ExportColumn("Person", "person_id"),
        ExportColumn("Name", lambda item: names.get(item.person_id, "")),
        ExportColumn("Plan", "plan_id"),
        ExportColumn("Component", "component"),
        ExportColumn("Month", "period"),
        ExportColumn("Currency", "currency"),
        *(
            ExportColumn(label, field, "money", "currency")
            for label, field in (
                ("Before", "before_minor"),
                ("After", "after_minor"),
                ("Change", "change_minor"),
            )
        ),
    ]
