"""Calculation runs: start one, follow it, its totals and problems, two compared."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Schema

from attain.kernel.problem import Problem
from attain.store import Manifest
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import principal_of
from attain_web.api.problem import Refusal, invalid, not_found
from attain_web.api.resource import Resource, needs
from attain_web.api.routes.general import show_job
from attain_web.api.schemas.run import ComparisonOut, RunDetailOut, RunIn, RunOut, RunProblemOut
from attain_web.incentives import selectors
from attain_web.incentives.compare import compare_runs
from attain_web.incentives.models import Run
from attain_web.incentives.runs import request_run

runs = Resource("Runs")


class ProblemFilter(Schema):
    """Which problems."""

    code: str = Field("", max_length=80, examples=["quota-missing"])
    subject: str = Field("", max_length=200, examples=["E-1004"])


@runs.get("/runs", needs("run.read"), Page[RunOut])
def list_runs(request: HttpRequest, window: Query[Window]) -> Any:
    """All runs, the newest first."""
    return page_of(request, selectors.runs(), window, _show)


@runs.post("/runs", needs("run.write"), RunDetailOut, status=202)
def start_run(request: HttpRequest, response: HttpResponse, data: RunIn) -> Any:
    """Starts a calculation of all history to the end of a month.

    What it reads is pinned now. The answer comes at once; follow ``job``, or ask for the run again. When an
    official run succeeds it becomes current, and only its difference to what is posted goes into the ledger.
    """
    run = request_run(
        actor=principal_of(request).user, through=data.through, purpose=data.purpose, note=data.note
    )
    if isinstance(run, Problem):
        raise invalid([run])
    response.headers["Location"] = reverse("api:read_run", args=[run.pk])
    return _show_detail(run)


@runs.get("/runs/{int:run_id}", needs("run.read"), RunDetailOut)
def read_run(request: HttpRequest, run_id: int) -> Any:
    """A run with its totals by currency, and the states of the tables that it read and wrote."""
    return _show_detail(find_run(run_id))


@runs.get("/runs/{int:run_id}/problems", needs("run.read"), Page[RunProblemOut])
def list_run_problems(
    request: HttpRequest, run_id: int, where: Query[ProblemFilter], window: Query[Window]
) -> Any:
    """What a run found wrong or odd, each with what to do."""
    wanted = {name: value for name, value in where.dict().items() if value}
    return page_of(request, find_run(run_id).problems.filter(**wanted), window)


@runs.get("/runs/{int:before}/compare/{int:after}", needs("run.read", "statement.read_all"), ComparisonOut)
def compare_two_runs(request: HttpRequest, before: int, after: int, window: Query[Window]) -> Any:
    """Two finished runs: what they read differently, and what that changes, payee by payee.

    The largest differences come first.
    """
    old, new = find_run(before), find_run(after)
    if {old.state, new.state} != {Run.State.SUCCEEDED}:
        raise Refusal("not-ready", "Only runs that have succeeded can be compared.")
    comparison = compare_runs(old, new)
    page = page_of(request, comparison.differences, window)
    return {
        "before": before,
        "after": after,
        "inputs": [dataclasses.asdict(change) for change in comparison.inputs],
        "totals": [
            {"currency": currency, "before_minor": earlier, "after_minor": later}
            for currency, earlier, later in comparison.totals
        ],
        "payees": len(comparison.person_ids),
        "differences": page.pop("items"),
        **page,
    }


def find_run(run_id: int) -> Run:
    """The run of that number."""
    run = selectors.runs().filter(pk=run_id).first()
    if run is None:
        raise not_found()
    return run


def _show(run: Run) -> dict[str, Any]:
    names = (
        "purpose", "state", "is_current", "start", "through", "as_of", "engine_version", "note",
        "problem_count", "requested_at", "started_at", "finished_at",
    )  # fmt: skip
    shown = {name: getattr(run, name) for name in names}
    return shown | {"id": run.pk, "requested_by": str(run.requested_by or "")}


def _show_detail(run: Run) -> dict[str, Any]:
    totals: dict[str, Any] = run.totals
    versions = run.plan_versions.select_related("plan").order_by("plan__plan_id", "effective_from")
    return _show(run) | {
        "earned": [
            {"currency": currency, "amount_minor": amount}
            for currency, amount in sorted(totals.get("earned_minor", {}).items())
        ],
        "payees": totals.get("payees", 0),
        "lines": totals.get("lines", 0),
        "plan_versions": [f"{version.plan.plan_id} {version.version}" for version in versions],
        "inputs": _snapshots(run.inputs),
        "results": _snapshots(run.results),
        "job": show_job(run.job) if run.job else None,
    }


def _snapshots(manifests: dict[str, str]) -> list[dict[str, Any]]:
    found = ((name, Manifest.from_json(text)) for name, text in sorted(manifests.items()))
    return [{"table": name, "id": one.id, "row_count": one.row_count} for name, one in found]
