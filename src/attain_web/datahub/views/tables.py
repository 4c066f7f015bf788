"""Looking through all data: the tables, their rows, and one row with its history."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from attain.tables import IMPORTABLE_TABLES, Column, ColumnType, TableContract
from attain_web.core.clock import today
from attain_web.core.exports import ExportColumn, table_response
from attain_web.datahub import browse, checks
from attain_web.datahub.display import export_columns, is_numeric, label_of, show
from attain_web.identity.access import capabilities, requires

SHOWN_COLUMNS = 8
_AMOUNTS = (ColumnType.MONEY, ColumnType.QUANTITY, ColumnType.RATE)


@requires("data.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All tables with what a row is and how many there are."""
    counts = browse.counts()
    tables = [
        {"contract": contract, "count": counts[contract.name]} for contract in IMPORTABLE_TABLES.values()
    ]
    context = {"tables": tables, "is_empty": not any(counts.values())}
    return render(request, "datahub/tables.html", context)


@requires("data.read")
@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of one table."""
    contract = _contract(name)
    wanted = browse.wanted_of(contract, request.GET.dict())
    rows = browse.rows_of(contract, wanted)
    export = table_response(request, contract.name, export_columns(contract), rows)
    if export is not None:
        return export
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    columns = _shown(contract)
    context = {
        "contract": contract,
        "page": page,
        "columns": [_heading(column, columns) for column in columns],
        "rows": [_cells(contract, columns, row) for row in page],
        "wanted": wanted,
        "is_filtered": bool(wanted.query or wanted.values),
        "choices": [
            (column, label_of(column), request.GET.get(column.name, ""))
            for column in contract.columns
            if column.choices
        ],
        "exact": [
            (name, label_of(contract.by_name[name]), value)
            for name, value in wanted.values
            if not contract.by_name[name].choices
        ],
        "can_write": "data.write" in capabilities(request.user),
    }
    return render(request, "datahub/table.html", context)


@requires("data.read")
@require_safe
def row(request: HttpRequest, name: str) -> HttpResponse:
    """One row: its values, where they came from, and its earlier versions."""
    contract = _contract(name)
    versions = browse.versions_of(contract, browse.key_of(contract, request.GET.dict()))
    if not versions:
        raise Http404
    current = versions[0]
    context = {
        "contract": contract,
        "current": current,
        "values": [
            {
                "label": label_of(column),
                "value": show(column, current.values),
                "description": column.description,
                "url": _reference(column, current.values.get(column.name)),
            }
            for column in contract.columns
        ],
        "versions": [
            {
                "version": version,
                "changes": [_change(contract, column, versions, place) for column in version.changed],
            }
            for place, version in enumerate(versions)
        ],
        "title": " · ".join(str(current.values[part]) for part in contract.key if current.values.get(part)),
    }
    return render(request, "datahub/row.html", context)


@requires("data.read")
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """What is wrong with the data as a whole, by cause; ``?cause=`` lists everything one cause concerns."""
    code = request.GET.get("cause", "")
    if code:
        return _one_cause(request, code)
    findings = checks.find_problems(today())
    columns = [
        ExportColumn("cause", lambda item: item.check.title),
        ExportColumn("severity", lambda item: item.check.severity),
        ExportColumn("table", lambda item: item.check.table),
        ExportColumn("rows", "rows", "integer"),
        ExportColumn("what to do", lambda item: item.check.hint),
    ]
    export = table_response(request, "data-problems", columns, findings)
    if export is not None:
        return export
    shown = [
        {"finding": item, "links": [_example(item.check, text) for text in item.examples]}
        for item in findings
    ]
    context = {"findings": shown, "has_data": any(browse.counts().values())}
    return render(request, "datahub/problems.html", context)


def _one_cause(request: HttpRequest, code: str) -> HttpResponse:
    found = checks.finding_rows(code, today())
    if found is None:
        raise Http404
    check, rows = found
    columns = [ExportColumn(check.column, "subject"), ExportColumn("rows", "rows", "integer")]
    export = table_response(request, code, columns, rows)
    if export is not None:
        return export
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    links = [_example(check, str(item["subject"])) | {"rows": item["rows"]} for item in page]
    context = {"check": check, "page": page, "links": links, "label": label_of(_column(check))}
    return render(request, "datahub/problem.html", context)


def _column(check: checks.Check) -> Column:
    return IMPORTABLE_TABLES[check.table].by_name[check.column]


def _example(check: checks.Check, text: str) -> dict[str, Any]:
    return {"text": text, "url": table_url(check.table, **{check.column: text})}


def table_url(name: str, **filters: str) -> str:
    """The page of a table, filtered."""
    return reverse(f"datahub:{name}") + (f"?{urlencode(filters)}" if filters else "")


def _contract(name: str) -> TableContract:
    contract = IMPORTABLE_TABLES.get(name)
    if contract is None:
        raise Http404
    return contract


def _shown(contract: TableContract) -> list[Column]:
    """The columns of the list: the key and the required ones first, then as many as fit."""
    currencies = {column.currency_column for column in contract.columns if column.currency_column}
    useful = [
        column for column in contract.columns if column.name not in currencies or column.name in contract.key
    ]
    first = [column for column in useful if column.name in contract.key or column.required]
    rest = [column for column in useful if column not in first]
    chosen = first + rest[: max(SHOWN_COLUMNS - len(first), 0)]
    return [column for column in contract.columns if column in chosen]


def _heading(column: Column, columns: list[Column]) -> dict[str, Any]:
    return {
        "label": label_of(column),
        "sort": column.name,
        "numeric": is_numeric(column),
        "priority": _priority(column, columns),
    }


def _priority(column: Column, columns: list[Column]) -> int:
    """1 for what a phone shows: the first column and what one looks for, a name or an amount."""
    telling = next((item for item in columns if item.name in ("name", "title")), None)
    telling = telling or next(
        (item for item in columns if item.type in _AMOUNTS), columns[min(1, len(columns) - 1)]
    )
    if column in (columns[0], telling):
        return 1
    return 2 if columns.index(column) < 5 else 3


def _cells(contract: TableContract, columns: list[Column], values: dict[str, Any]) -> dict[str, Any]:
    key = {name: values[name] for name in contract.key if values.get(name) not in (None, "")}
    cells = [{"text": show(column, values), "css": _css(column, columns)} for column in columns]
    return {"url": f"{reverse('datahub:row', args=[contract.name])}?{urlencode(key)}", "cells": cells}


def _css(column: Column, columns: list[Column]) -> str:
    priority = _priority(column, columns)
    return " ".join(["num"] * is_numeric(column) + [f"p{priority}"] * (priority > 1))


def _reference(column: Column, value: Any) -> str:
    """Where the row is that a value names."""
    if not column.references or not value:
        return ""
    target = IMPORTABLE_TABLES[column.references]
    if target.name == "people":
        return reverse("people:detail", args=[value])
    return table_url(target.name, **{target.key[0]: str(value)})


def _change(contract: TableContract, name: str, versions: list[browse.Version], place: int) -> dict[str, str]:
    column = contract.by_name[name]
    before, after = versions[place + 1].values, versions[place].values
    return {"label": label_of(column), "before": show(column, before), "after": show(column, after)}
