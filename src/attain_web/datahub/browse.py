"""Looking through a table: search, filter, sort, a page at a time; and one row with all its versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
from django.db.models import Q

from attain.store.reading import quote
from attain.tables import IMPORTABLE_TABLES, RECORD_TABLES, ColumnType, TableContract
from attain_web.datahub.importing import line_of
from attain_web.datahub.models import Import
from attain_web.datahub.records import RECORD_MODELS
from attain_web.datahub.selectors import current_manifest, fact_store

SEARCHED = (ColumnType.TEXT, ColumnType.CURRENCY)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone asked for: words, exact values by column, and the column to sort by (``-`` in front:
    falling).
    """

    query: str = ""
    values: tuple[tuple[str, str], ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a row: what it said, which columns changed, and where it came from."""

    number: int
    values: dict[str, Any]
    changed: tuple[str, ...]
    source: str
    at: dt.datetime | None
    import_record: Import | None
    line: int | None


def wanted_of(contract: TableContract, parameters: Mapping[str, str]) -> Wanted:
    """What the parameters of an address ask for; what names no column is left out."""
    sort = parameters.get("sort", "")
    values = tuple(
        (name, parameters[name].strip()) for name in contract.by_name if parameters.get(name, "").strip()
    )
    return Wanted(
        parameters.get("q", "").strip()[:200],
        values,
        sort if sort.removeprefix("-") in contract.by_name else "",
    )


def rows_of(contract: TableContract, wanted: Wanted) -> Any:
    """The matching current rows as a sequence that a Paginator can cut; rows are dictionaries."""
    if contract.name in RECORD_TABLES:
        return _record_rows(contract, wanted)
    return FactRows(contract, wanted)


def _record_rows(contract: TableContract, wanted: Wanted) -> Any:
    rows = RECORD_MODELS[contract.name].objects.current()
    if wanted.query:
        text = Q()
        for column in contract.columns:
            if column.type in SEARCHED:
                text |= Q(**{f"{column.name}__icontains": wanted.query})
        rows = rows.filter(text)
    for name, value in wanted.values:
        parsed = _parse(contract, name, value)
        rows = rows.none() if parsed is None else rows.filter(**{name: parsed})
    order = [wanted.sort] if wanted.sort else []
    return rows.order_by(*order, *contract.key).values(*contract.by_name)


class FactRows(Sequence[dict[str, Any]]):
    """The matching rows of a fact table, read a slice at a time."""

    def __init__(self, contract: TableContract, wanted: Wanted) -> None:
        self.contract = contract
        self.manifest = current_manifest(contract.name)
        self.condition, self.values = _fact_condition(contract, wanted)
        direction = "DESC" if wanted.sort.startswith("-") else "ASC"
        first = [f"{quote(wanted.sort.removeprefix('-'))} {direction} NULLS LAST"] if wanted.sort else []
        self.order = ", ".join([*first, *(quote(name) for name in contract.key)])

    @cached_property
    def size(self) -> int:
        """How many rows match."""
        found = self._select("count(*) AS n", "")
        return int(found[0]["n"]) if found else 0

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            start, stop, _ = index.indices(self.size)
            return self._select("*", f"ORDER BY {self.order} LIMIT {max(stop - start, 0)} OFFSET {start}")
        return self[index : index + 1][0]

    def __iter__(self) -> Any:
        return iter(self._select("*", f"ORDER BY {self.order}"))

    def _select(self, what: str, rest: str) -> list[dict[str, Any]]:
        if self.manifest is None:
            return []
        sql = f"SELECT {what} FROM ({fact_store().relation_sql(self.manifest)}) {self.condition} {rest}"  # noqa: S608
        with duckdb.connect(":memory:") as connection:
            rows: list[dict[str, Any]] = connection.sql(sql, params=self.values).to_arrow_table().to_pylist()
        return rows


def _fact_condition(contract: TableContract, wanted: Wanted) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    if wanted.query:
        columns = [column.name for column in contract.columns if column.type in SEARCHED]
        parts.append("(" + " OR ".join(f"contains(lower({quote(name)}), lower(?))" for name in columns) + ")")
        values += [wanted.query] * len(columns)
    for name, value in wanted.values:
        parsed = _parse(contract, name, value)
        parts.append("false" if parsed is None else f"{quote(name)} = ?")
        values += [] if parsed is None else [parsed]
    return ("WHERE " + " AND ".join(parts) if parts else ""), values


def _parse(contract: TableContract, name: str, text: str) -> Any:
    """The text of an address as a value of the column; None where it cannot be one."""
    match contract.by_name[name].type:
        case ColumnType.TEXT | ColumnType.CURRENCY:
            return text
        case ColumnType.DATE:
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                return None
        case ColumnType.BOOLEAN:
            return {"true": True, "false": False}.get(text.lower())
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def key_of(contract: TableContract, parameters: Mapping[str, str]) -> dict[str, Any]:
    """The key of a row from the parameters of its address; an absent part is an empty one."""
    return {
        name: _parse(contract, name, parameters[name]) if parameters.get(name) else None
        for name in contract.key
    }


def versions_of(contract: TableContract, key: dict[str, Any]) -> list[Version]:
    """All versions of a row, the newest first; empty where there is no such row."""
    found: list[tuple[dict[str, Any], str, dt.datetime | None]] = []
    if contract.name in RECORD_TABLES:
        model = RECORD_MODELS[contract.name]
        filters = {name: _stored(model, name, value) for name, value in key.items()}
        for record in model.objects.filter(**filters).order_by("recorded_at", "pk"):
            found.append((record.row(), record.source, record.recorded_at))
    else:
        manifest = current_manifest(contract.name)
        history = fact_store().row_history(manifest, key) if manifest is not None else ()
        found = [(dict(version.values), version.source, None) for version in history]
    versions = [_version(contract, key, number, found) for number in range(len(found))]
    return versions[::-1]


def _stored(model: Any, name: str, value: Any) -> Any:
    return "" if value is None and not model._meta.get_field(name).null else value


def _version(
    contract: TableContract,
    key: dict[str, Any],
    index: int,
    found: list[tuple[dict[str, Any], str, dt.datetime | None]],
) -> Version:
    values, source, at = found[index]
    changed: tuple[str, ...] = ()
    if index:
        earlier = found[index - 1][0]
        changed = tuple(name for name in contract.by_name if earlier.get(name) != values.get(name))
    record = import_of(source)
    line = line_of(record, contract.name, key) if record is not None else None
    when = at or (record.finished_at if record is not None else None)
    return Version(index + 1, values, changed, source, when, record, line)


def import_of(source: str) -> Import | None:
    """The import that a source names; None where it names something else."""
    word, _, number = source.partition(" ")
    if word != "import" or not number.isdigit():
        return None
    return Import.objects.filter(pk=int(number)).first()


def counts() -> dict[str, int]:
    """How many current rows each table has."""
    found = {}
    for name in IMPORTABLE_TABLES:
        if name in RECORD_TABLES:
            found[name] = RECORD_MODELS[name].objects.current().count()
        else:
            manifest = current_manifest(name)
            found[name] = 0 if manifest is None else manifest.row_count
    return found
