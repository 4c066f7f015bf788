"""Calculation runs: request, pin, calculate, keep the results, make them current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from attain.engine import ENGINE_VERSION, Calculation, calculate
from attain.kernel.period import Grain
from attain.kernel.problem import Problem
from attain.store import Manifest
from attain.tables import RESULT_TABLES
from attain_web.core import audit, clock, jobs
from attain_web.core.company import fiscal_calendar
from attain_web.datahub import selectors as data
from attain_web.incentives import pinned
from attain_web.incentives.models import PlanVersion, Run, RunProblem
from attain_web.incentives.signals import run_completed


def request_run(
    *, actor: Any, through: str = "", purpose: str = Run.Purpose.OFFICIAL, note: str = ""
) -> Run | Problem:
    """Queues a calculation of all history to the end of the month ``through`` (default: this month).

    What the run reads is pinned now, so that an import that lands while it waits does not change it.
    """
    calendar = fiscal_calendar()
    month = calendar.parse(through) if through else calendar.period_of(clock.today(), Grain.MONTH)
    if isinstance(month, Problem):
        return month
    if month.grain is not Grain.MONTH:
        return Problem("run-through-month", f"“{through}” is not a month.", hint="Write it like 2026-11.")
    current = Run.objects.filter(is_current=True).first()
    if purpose == Run.Purpose.OFFICIAL and current is not None and month.name < current.through:
        return _too_short(current, month.name)
    versions = list(PlanVersion.objects.filter(state=PlanVersion.State.APPROVED).select_related("plan"))
    if not versions:
        return Problem(
            "run-without-plan",
            "There is no approved plan, so there is nothing to calculate.",
            hint="Add a plan under Plans and have it approved.",
        )
    with transaction.atomic():
        as_of = clock.now()
        run = Run.objects.create(
            purpose=purpose,
            start=min(version.effective_from for version in versions),
            through=month.name,
            fiscal_start_month=calendar.start_month,
            as_of=as_of,
            note=note,
            engine_version=ENGINE_VERSION,
            inputs={name: manifest.to_json() for name, manifest in pinned.pin_tables(as_of).items()},
            requested_by=actor,
        )
        run.plan_versions.set(versions)
        run.job = jobs.enqueue(Run.JOB_KIND, {"run": run.pk}, actor, title=f"Calculate through {month.name}")
        run.save(update_fields=("job",))
        audit.record(
            actor, "run.requested", run, before=None, after={"through": month.name, "purpose": purpose}
        )
    return run


def perform_run(
    run: Run,
    *,
    progress: Callable[[str, int, int], None] | None = None,
    finishing: Callable[[], AbstractContextManager[object]] = transaction.atomic,
) -> Run:
    """Calculates a requested run and keeps what it gives; an official one becomes current and is announced.

    It does not become current where a run that was requested later, and so knows more, is current already.
    ``progress`` is told the phase in words, and how many of its steps are done.
    ``finishing`` is the transaction in which the results become visible. Doing it again (after a crash) gives
    the same files and, since a finished run is left alone, posts nothing twice.
    """
    waiting = Run.objects.filter(pk=run.pk, state__in=(Run.State.QUEUED, Run.State.RUNNING))
    if not waiting.update(state=Run.State.RUNNING, started_at=clock.now()):
        return Run.objects.get(pk=run.pk)  # somebody else has finished it
    report = progress or _say_nothing
    report("Reading what the run is pinned to", 0, 0)
    inputs = pinned.calculation_input(run)
    calculation = calculate(inputs, progress=lambda _, done, total: report("Calculating", done, total))
    report("Keeping the results", 0, 0)
    manifests = keep_results(calculation)
    report("Comparing with what is posted", 0, 0)
    with finishing():
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.is_finished:
            return run
        run.results = {name: manifest.to_json() for name, manifest in manifests.items()}
        run.totals = _totals(calculation.earnings)
        run.problem_count = len(calculation.problems)
        run.state, run.finished_at = Run.State.SUCCEEDED, clock.now()
        if run.purpose == Run.Purpose.OFFICIAL and not Run.objects.filter(is_current=True, pk__gt=run.pk):
            Run.objects.filter(is_current=True).update(is_current=False)
            run.is_current = True
        run.save()
        RunProblem.objects.bulk_create([_problem_row(run, problem) for problem in calculation.problems], 500)
        if run.is_current:
            run_completed.send(sender=Run, run=run)
    return run


def _say_nothing(phase: str, done: int, total: int) -> None:
    """The progress of a run that nobody watches."""


def fail_run(run: Run, state: str = Run.State.FAILED) -> None:
    """Marks a run that will not finish; what was current stays current."""
    Run.objects.filter(pk=run.pk).exclude(state=Run.State.SUCCEEDED).update(
        state=state, finished_at=clock.now()
    )


def keep_results(calculation: Calculation) -> dict[str, Manifest]:
    """Writes the result tables as snapshots and returns their manifests by table name."""
    store = data.fact_store()
    tables = {
        "credits": calculation.credits,
        "attainments": calculation.attainments,
        "earnings": calculation.earnings,
    }
    return {name: store.replace(RESULT_TABLES[name], table) for name, table in tables.items()}


def _too_short(current: Run, through: str) -> Problem:
    return Problem(
        "run-too-short",
        f"{current} pays through {current.through}; an official run through {through} would take back what "
        "was earned since.",
        hint=f"Calculate through {current.through} or later, or make it a trial.",
    )


def _totals(earnings: pa.Table) -> dict[str, object]:
    by_currency = earnings.group_by("currency").aggregate([("amount_minor", "sum")]).sort_by("currency")
    return {
        "earned_minor": {row["currency"]: row["amount_minor_sum"] for row in by_currency.to_pylist()},
        "payees": len(pc.unique(earnings["person_id"])),
        "lines": earnings.num_rows,
    }


def _problem_row(run: Run, problem: Problem) -> RunProblem:
    return RunProblem(
        run=run,
        code=problem.code,
        severity=problem.severity.value,
        message=problem.message,
        hint=problem.hint,
        subject=problem.subject,
        details=dict(problem.details),
    )


def last_day(run: Run) -> dt.date:
    """The last day of the month through which the run calculates."""
    return pinned.through_period(run).last_day
