"""A statement, and the derivation of each of its lines."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from attain.engine import Explanation
from attain.kernel.problem import ProblemError
from attain.ledger import Movement
from attain.statements import StatementLine, write_csv, write_xlsx
from attain.tables import FACT_TABLES
from attain_web.core.company import current_company
from attain_web.core.exports import XLSX_TYPE
from attain_web.identity.access import capabilities, requires
from attain_web.incentives.models import Run
from attain_web.payouts import selectors, source
from attain_web.payouts.navigation import STATEMENTS
from attain_web.payouts.selectors import StatementView


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a source row as a reader sees it: number, source, and what it changed."""

    number: int
    source: str
    changes: tuple[tuple[str, Any, Any], ...]


@requires(*STATEMENTS)
@require_safe
def statement(request: HttpRequest, person_id: str, period: str) -> HttpResponse:
    """What a payee earned in a period, line by line, and what is owed."""
    view = selectors.statement(request.user, person_id, period)
    if view is None:
        raise Http404
    if request.GET.get("format") in ("csv", "xlsx"):
        return _download(view, request.GET["format"])
    able = capabilities(request.user)
    context = {
        "view": view,
        "statement": view.statement,
        "period": view.period,
        "figures": [_figures(movement) for movement in view.statement.balances],
        "company": current_company(),
        "is_own": person_id == getattr(request.user, "person_id", None),
        "may_ask": "inquiry.write" in able,
        "may_read_runs": "run.read" in able,
        "may_read_ledger": "statement.read_all" in able,
    }
    return render(request, "payouts/statement.html", context)


@requires(*STATEMENTS)
@require_safe
def line(request: HttpRequest, person_id: str, period: str, anchor: str) -> HttpResponse:
    """How a line came about: a fragment for its row; asked for by itself, the statement at that row."""
    view = selectors.statement(request.user, person_id, period)
    found = selectors.find_line(view, anchor) if view else None
    if view is None or found is None:
        raise Http404
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('payouts:statement', args=(person_id, period))}#{anchor}")
    one, run = found
    context = {
        "line": one,
        "view": view,
        "run": run,
        "explanation": _explain(run, one, person_id),
        "versions": _versions(run, one.transaction_id),
        "may_ask": "inquiry.write" in capabilities(request.user),
        "may_read_runs": "run.read" in capabilities(request.user),
    }
    return render(request, "payouts/_line.html", context)


def _explain(run: Run | None, one: StatementLine, person_id: str) -> Explanation | None:
    try:
        return source.explanation(run, one, person_id) if run else None
    except (ProblemError, OSError):  # what the run read can no longer be read: the amount stands all the same
        return None


def _versions(run: Run | None, transaction_id: str) -> list[Version]:
    """The versions of the transaction that the run knew, the latest first, each with what it changed."""
    if run is None:
        return []
    labels = {column.name: column.name.replace("_", " ") for column in FACT_TABLES["transactions"].columns}
    versions: list[Version] = []
    before: dict[str, Any] = {}
    for row in source.transaction_versions(run, transaction_id):
        changes = tuple(
            (labels.get(name, name), before.get(name), value)
            for name, value in row.values.items()
            if before and before.get(name) != value
        )
        versions.append(Version(row.version, row.source, changes))
        before = row.values
    return versions[::-1]


def _figures(movement: Movement) -> dict[str, Any]:
    return {"movement": movement, "currency": movement.currency, "due_minor": movement.closing_minor}


def _download(view: StatementView, kind: str) -> HttpResponse:
    name = f"statement-{view.statement.person_id}-{view.period.name}.{kind}"
    if kind == "csv":
        text = io.StringIO(newline="")
        write_csv(view.statement, text)
        response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    else:
        stream = io.BytesIO()
        write_xlsx(view.statement, stream, title=f"Statement of {view.name}, {view.period.title}")
        response = HttpResponse(stream.getvalue(), content_type=XLSX_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{_safe(name)}"'
    return response


def _safe(name: str) -> str:
    return "".join(character if character.isalnum() or character in "-_." else "-" for character in name)
