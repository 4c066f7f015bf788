"""Credits, attainments and earnings of a run, for the payees whom the user may see; and what-if."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from django.http import HttpRequest
from ninja import Query

from attain.engine import what_if
from attain.tables import RESULT_TABLES
from attain_web.api.bulk import CONTENT, file_response
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import READ
from attain_web.api.problem import Refusal, not_found, problem_dict
from attain_web.api.resource import STATEMENTS, Resource
from attain_web.api.routes.runs import find_run
from attain_web.api.schemas.result import (
    AttainmentFilter,
    AttainmentOut,
    CreditFilter,
    CreditOut,
    EarningFilter,
    EarningOut,
    ResultFilter,
    WhatIfIn,
    WhatIfOut,
)
from attain_web.core import clock
from attain_web.core.access import capabilities
from attain_web.incentives import pinned, selectors
from attain_web.incentives.models import Run
from attain_web.payouts import selectors as payouts

results = Resource("Results")


@results.get("/credits", STATEMENTS, Page[CreditOut], extra=CONTENT)
def list_credits(request: HttpRequest, where: Query[CreditFilter], window: Query[Window]) -> Any:
    """Credits: parts of transactions attributed to payees.

    Of the current official run unless ``run`` names another (which takes the capability run.read).
    """
    return _answer(request, "credits", where, window)


@results.get("/attainments", STATEMENTS, Page[AttainmentOut], extra=CONTENT)
def list_attainments(request: HttpRequest, where: Query[AttainmentFilter], window: Query[Window]) -> Any:
    """Attainments: payees' progress on their measures, by the end of each month.

    Of the current official run unless ``run`` names another (which takes the capability run.read).
    """
    return _answer(request, "attainments", where, window)


@results.get("/earnings", STATEMENTS, Page[EarningOut], extra=CONTENT)
def list_earnings(request: HttpRequest, where: Query[EarningFilter], window: Query[Window]) -> Any:
    """Earnings, line by line.

    Of the current official run unless ``run`` names another (which takes the capability run.read). They sum
    to what statements of open periods show; a closed period stands on the run that it was closed on.
    """
    return _answer(request, "earnings", where, window)


@results.post("/what-if", STATEMENTS, WhatIfOut, scope=READ)
def calculate_what_if(request: HttpRequest, data: WhatIfIn) -> Any:
    """What more transactions would pay one payee.

    The engine that pays calculates the payee's history again as if the transactions had happened, on what the
    current official run read. Nothing is kept. Transactions after the last calculated month pay nothing.
    """
    if data.person_id not in payouts.visible(request.user):
        raise not_found()
    run = selectors.current_run()
    if run is None:
        raise Refusal("not-ready", "Nothing has been calculated yet.")
    inputs = pinned.calculation_input(run)
    before = what_if(inputs, person_id=data.person_id, extra=[])
    after = what_if(inputs, person_id=data.person_id, extra=_extra(data))
    changes = _changes(before.earnings, after.earnings)
    totals: dict[str, int] = {}
    for change in changes:
        totals[change["currency"]] = totals.get(change["currency"], 0) + change["change_minor"]
    known = set(before.problems)
    return {
        "run": run.pk,
        "person_id": data.person_id,
        "totals": [{"currency": code, "change_minor": total} for code, total in sorted(totals.items())],
        "changes": changes,
        "problems": [problem_dict(problem) for problem in after.problems if problem not in known],
    }


def _answer(request: HttpRequest, table: str, where: ResultFilter, window: Window) -> Any:
    run = _run(request, where.run)
    named = where.dict(exclude={"run", "format"})
    filters = {name: value for name, value in named.items() if value}
    found = (
        selectors.result_for(request.user, run, table, on=clock.today(), filters=filters)
        if run
        else RESULT_TABLES[table].arrow_schema().empty_table()
    )
    if where.format != "json":
        return file_response(found, table, where.format)
    return page_of(request, _Rows(found), window)


class _Rows:
    """An Arrow table as a sequence of dictionaries; only what is looked at is made."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.table.slice(part.start, part.stop - part.start).to_pylist()
        return rows


def _run(request: HttpRequest, run_id: int | None) -> Run | None:
    if run_id is None:
        return selectors.current_run()
    current = selectors.current_run()
    if current is not None and current.pk == run_id:
        return current
    if "run.read" not in capabilities(request.user):
        raise not_found()
    return find_run(run_id)


def _extra(data: WhatIfIn) -> list[dict[str, Any]]:
    rows = []
    for number, transaction in enumerate(data.transactions, start=1):
        row = {name: value for name, value in transaction.dict().items() if value is not None}
        rows.append(row | {"transaction_id": f"~what-if-{number:02d}"})  # after every real one of its day
    return rows


def _changes(before: pa.Table, after: pa.Table) -> list[dict[str, Any]]:
    old, new = _sums(before.to_pylist()), _sums(after.to_pylist())
    return [
        dict(zip(("component", "period", "currency"), key, strict=True))
        | {"before_minor": old.get(key, 0), "after_minor": new.get(key, 0)}
        | {"change_minor": new.get(key, 0) - old.get(key, 0)}
        for key in sorted(old.keys() | new.keys())
        if old.get(key, 0) != new.get(key, 0)
    ]


def _sums(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str, str], int]:
    totals: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row["component"], row["period"], row["currency"])
        totals[key] = totals.get(key, 0) + row["amount_minor"]
    return totals
