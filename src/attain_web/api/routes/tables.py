"""The tables that imports fill: what they hold, their rows now and then, their history, and saving rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from attain.tables import IMPORTABLE_TABLES, RECORD_TABLES, TableContract
from attain_web.api.bulk import CONTENT, file_response
from attain_web.api.conditional import UNCHANGED, tag_of, unchanged
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import principal_of
from attain_web.api.problem import Refusal, invalid, invalid_value, not_found
from attain_web.api.resource import Resource, needs
from attain_web.api.routes.general import aware
from attain_web.api.rows import expected, read_rows, typed_text
from attain_web.api.schemas.table import RowOut, RowsIn, SavedOut, TableFilter, TableOut
from attain_web.core.access import capabilities
from attain_web.datahub import browse, selectors, services
from attain_web.datahub.records import RECORD_MODELS

tables = Resource("Tables")
COLUMN_FILTERS = {
    "name": "columns",
    "in": "query",
    "style": "form",
    "explode": True,
    "description": "Every column of the table is a filter: `kind=booking&currency=USD`.",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}
KEY = {
    **COLUMN_FILTERS,
    "name": "key",
    "description": "The columns of the table's key: `transaction_id=T-1001`.",
}
OWN_PARAMETERS = {"limit", "offset", "as_of", "known_at", "format"}
PEOPLE_TABLES = ("people", "positions", "assignments")


@tables.get("/tables", needs("data.read"), list[TableOut])
def list_tables(request: HttpRequest) -> Any:
    """The tables, with every column.

    What each row is, the key that makes it unique, and the type and unit of each column.
    """
    counts = browse.counts()
    return [_show_table(contract, counts[contract.name]) for contract in IMPORTABLE_TABLES.values()]


@tables.get(
    "/tables/{name}/rows",
    needs("data.read"),
    Page[dict[str, Any]],
    extra={"parameters": [COLUMN_FILTERS], "responses": {**CONTENT["responses"], **UNCHANGED}},
)
def list_rows(
    request: HttpRequest, response: HttpResponse, name: str, where: Query[TableFilter], window: Query[Window]
) -> Any:
    """Rows of a table, by key.

    Records (people, quotas, rates…) can be read as of a day and as they were known at a moment; facts
    (transactions, opportunities…) as they stand. ``format=csv`` or ``parquet`` gives all matching rows in one
    file with the same units. A text in CSV that a spreadsheet would take for a formula has an apostrophe in
    front. Facts carry an ETag: send it as If-None-Match, and you get 304 while nothing has changed.
    """
    contract = _contract(name)
    values = _filters(request, contract)
    if name not in RECORD_TABLES:
        if where.as_of or where.known_at:
            raise invalid_value("query", f"{contract.title} are facts: they have no as_of and known_at.")
        manifest = selectors.current_manifest(name)
        tag = tag_of(manifest.id if manifest else "empty", request.get_full_path())
        same = unchanged(request, tag)
        if same is not None:
            return same
        response.headers["ETag"] = tag
    rows = _rows(contract, where, values)
    sees_pay = "statement.read_all" in capabilities(request.user)

    def show(row: dict[str, Any]) -> dict[str, Any]:
        return row if sees_pay or name != "positions" else row | {"target_incentive_minor": None}

    if where.format != "json":
        return file_response(contract.table(show(row) for row in rows), name, where.format)
    return page_of(request, rows, window, show)


@tables.get("/tables/{name}/row", needs("data.read"), RowOut, extra={"parameters": [KEY]})
def read_row(request: HttpRequest, name: str) -> Any:
    """A row with its history.

    The row is named by its key: ``/tables/splits/row?transaction_id=T-1&person_id=E-1&split_role=owner``.
    Every version says where it came from; one that an import brought names the line of the file.
    """
    contract = _contract(name)
    given = _filters(request, contract)
    stray = [column for column in given if column not in contract.key]
    if stray:
        raise invalid_value(
            f"query.{stray[0]}", f"{stray[0]} is not part of the key.", f"Give {', '.join(contract.key)}."
        )
    key = {column: given.get(column) for column in contract.key}
    versions = browse.versions_of(contract, key)
    if not versions:
        raise not_found()
    hidden = name == "positions" and "statement.read_all" not in capabilities(request.user)
    return {"table": name, "key": key, "versions": [_show_version(version, hidden) for version in versions]}


@tables.post("/tables/{name}/rows", needs("data.write"), SavedOut)
def save_rows(request: HttpRequest, name: Path[str], data: RowsIn) -> Any:
    """Saves rows by key: new ones are added, known ones changed, equal ones left alone.

    All or nothing: if anything is wrong with any row, nothing is saved, and the problems say what is wrong
    with each. A row is whole: a column that is left out is empty. Sending the same rows again changes
    nothing.
    """
    contract = _contract(name)
    if name in PEOPLE_TABLES and "people.write" not in capabilities(request.user):
        raise Refusal("not-allowed")
    rows, problems = read_rows(contract, data.rows)
    if problems:
        raise invalid(problems)
    principal = principal_of(request)
    source = f"API: {data.source}" if data.source else f"API, {principal.user}"
    saved = services.save_rows(contract, contract.table(rows), principal.user, source[:200])
    return {"inserted": saved.inserted, "updated": saved.updated, "unchanged": saved.unchanged}


def _contract(name: str) -> TableContract:
    contract = IMPORTABLE_TABLES.get(name)
    if contract is None:
        raise not_found()
    return contract


def _filters(request: HttpRequest, contract: TableContract) -> dict[str, Any]:
    """The columns that the address names, with typed values."""
    values: dict[str, Any] = {}
    for name, text in request.GET.items():
        if name in OWN_PARAMETERS:
            continue
        column = contract.by_name.get(name)
        if column is None:
            raise invalid_value(
                f"query.{name[:60]}",
                f"{contract.title} has no column “{name[:60]}”.",
                f"Filter by {', '.join(contract.by_name)}.",
                "column-unknown",
            )
        typed = typed_text(column, str(text)) if text else None
        if typed is None:
            raise invalid_value(
                f"query.{name}", f"{name} is “{str(text)[:60]}”.", f"It must be {expected(column)}."
            )
        values[name] = typed
    return values


def _rows(contract: TableContract, where: TableFilter, values: dict[str, Any]) -> Any:
    if contract.name not in RECORD_TABLES:
        texts = tuple((name, str(value)) for name, value in values.items())
        return browse.rows_of(contract, browse.Wanted(values=texts))
    manager, known_at = RECORD_MODELS[contract.name].objects, aware(where.known_at)
    if where.as_of is not None:
        if not contract.effective:
            raise invalid_value(
                "query.as_of", f"{contract.title} do not hold for ranges of days.", "Leave it out."
            )
        rows = manager.as_of(where.as_of, known_at)
    else:
        rows = manager.current() if known_at is None else manager.as_known_at(known_at)
    return rows.filter(**values).order_by(*contract.key).values(*contract.by_name)


def _show_table(contract: TableContract, row_count: int) -> dict[str, Any]:
    return {
        "name": contract.name,
        "title": contract.title,
        "row": contract.row,
        "kind": contract.kind,
        "key": contract.key,
        "effective": contract.effective,
        "row_count": row_count,
        "columns": contract.columns,
    }


def _show_version(version: browse.Version, hidden: bool) -> dict[str, Any]:
    values = version.values | ({"target_incentive_minor": None} if hidden else {})
    record = version.import_record
    return {
        "number": version.number,
        "values": values,
        "changed": version.changed,
        "source": version.source,
        "at": version.at,
        "import_id": record.pk if record else None,
        "line": version.line,
    }
