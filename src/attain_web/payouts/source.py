"""Where a statement's lines come from: the runs that a period stands on, and the names in what they read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from attain.engine import Explanation, explain_lines
from attain.statements import StatementLine, TransactionFacts, lines_of
from attain.store import Manifest
from attain.store.reading import RowVersion
from attain_web.datahub import selectors as data
from attain_web.incentives import pinned
from attain_web.incentives import selectors as incentives
from attain_web.incentives.models import Run
from attain_web.payouts.models import PayPeriod


@dataclass(frozen=True, slots=True)
class StandingRuns:
    """The run that a period stands on, and the one it is compared with (None: with nothing)."""

    now: Run | None
    before: Run | None


def standing_runs(period: PayPeriod) -> StandingRuns:
    """A closed period stands on the run it was closed on, an open one on the current run.

    Earlier months are compared with the run that the period before stood on. While that one is open itself,
    differences go there, and the period is compared with its own run.
    """
    now = incentives.current_run() if period.is_open else period.run
    earlier = PayPeriod.objects.filter(start__lt=period.start).order_by("-start").first()
    if earlier is None:
        return StandingRuns(now, None)
    return StandingRuns(now, now if earlier.is_open else earlier.run)


def lines_of_payee(run: Run | None, person_id: str) -> tuple[StatementLine, ...]:
    """All lines that a run computed for a payee, every month, with the names a reader knows."""
    return _lines(run.pk, person_id) if run else ()


@lru_cache(maxsize=256)  # what a run read and gave never changes
def _lines(run_pk: int, person_id: str) -> tuple[StatementLine, ...]:
    run = Run.objects.get(pk=run_pk)
    earnings = incentives.result(run, "earnings", filters={"person_id": person_id})
    wanted = {name for name in earnings["transaction_id"].to_pylist() if name}
    return lines_of(earnings, titles=component_titles(run), facts=transaction_facts(run, wanted))


def component_titles(run: Run) -> dict[tuple[str, str], str]:
    """Titles of components by plan and component; those of the latest plan version."""
    return {
        (plan.plan_id, component.name): component.title
        for plan in _plans(run.pk)
        for component in plan.components
    }


def plan_titles(run: Run) -> dict[str, str]:
    """Titles of plans."""
    return {plan.plan_id: plan.title for plan in _plans(run.pk)}


def measure_titles(run: Run) -> dict[tuple[str, str], str]:
    """Titles of measures by plan and measure."""
    return {
        (plan.plan_id, measure.name): measure.title for plan in _plans(run.pk) for measure in plan.measures
    }


@lru_cache(maxsize=16)
def _plans(run_pk: int) -> tuple[Any, ...]:
    return pinned.plans(Run.objects.get(pk=run_pk))


def transaction_facts(run: Run, transaction_ids: Collection[str]) -> dict[str, TransactionFacts]:
    """What readers recognise these transactions by, as the run read them."""
    rows = input_rows(run, "transactions", "transaction_id", transaction_ids)
    accounts = _names(run, "accounts", "account_id", rows)
    products = _names(run, "products", "product_id", rows)
    return {
        row["transaction_id"]: TransactionFacts(
            row["transaction_id"],
            row["kind"],
            row["occurred_on"],
            accounts.get(row["account_id"], row["account_id"] or ""),
            products.get(row["product_id"], row["product_id"] or ""),
        )
        for row in rows
    }


def input_rows(run: Run, table: str, column: str, wanted: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of a table that a run read, where ``column`` has one of the wanted values."""
    manifest = run.inputs.get(table)
    values = sorted(set(wanted))
    if manifest is None or not values:
        return []
    found = data.fact_store().read(Manifest.from_json(manifest), filters={column: values})
    return list(found.to_pylist())


def transaction_versions(run: Run, transaction_id: str) -> tuple[RowVersion, ...]:
    """The versions of a transaction that the run's snapshot knows, oldest first, each with its source."""
    manifest = run.inputs.get("transactions")
    if manifest is None or not transaction_id:
        return ()
    key = {"transaction_id": transaction_id}
    return data.fact_store().row_history(Manifest.from_json(manifest), key)


def attainment_rows(run: Run | None, person_id: str, month: str) -> list[dict[str, Any]]:
    """The payee's progress on each measure by the end of a month."""
    return [row for row in _attainments(run.pk, person_id) if row["month"] == month] if run else []


@lru_cache(maxsize=256)
def _attainments(run_pk: int, person_id: str) -> tuple[dict[str, Any], ...]:
    run = Run.objects.get(pk=run_pk)
    return tuple(incentives.result(run, "attainments", filters={"person_id": person_id}).to_pylist())


def quota_changed(runs: StandingRuns, person_id: str) -> bool:
    """Whether the payee's quotas differ between the two runs."""
    if runs.now is None or runs.before is None or runs.now.pk == runs.before.pk:
        return False
    columns = ("position_id", "measure", "period", "quota_units")
    now, before = (
        {tuple(row[name] for name in columns) for row in _attainments(run.pk, person_id)}
        for run in (runs.now, runs.before)
    )
    common = {row[:3] for row in now} & {row[:3] for row in before}
    return {row for row in now if row[:3] in common} != {row for row in before if row[:3] in common}


def forget() -> None:
    """Forgets what is remembered of runs; for tests, in which a run's number comes again with other
    content.
    """
    for remembered in (_plans, _lines, _attainments, _explanations):
        remembered.cache_clear()


def explanation(run: Run, line: StatementLine, person_id: str) -> Explanation | None:
    """How a line came about, recomputed from what the run read."""
    found = _explanations(run.pk, person_id, line.period)
    return found.get((line.component, line.transaction_id, line.line_kind))


@lru_cache(maxsize=64)
def _explanations(run_pk: int, person_id: str, month: str) -> Mapping[tuple[str, str, str], Explanation]:
    inputs = pinned.calculation_input(Run.objects.get(pk=run_pk))
    return explain_lines(inputs, person_id=person_id, period=month)


def as_of(run: Run | None) -> dt.datetime | None:
    """The moment whose knowledge the run calculated with."""
    return run.as_of if run else None


def _names(run: Run, table: str, column: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    wanted = {row[column] for row in rows if row[column]}
    return {row[column]: row["name"] for row in input_rows(run, table, column, wanted)}
