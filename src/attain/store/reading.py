"""SQL over the files of a manifest, run by DuckDB in the process: current rows, and the versions of one row.

The first segment holds most rows, so it is read with the keys of the later ones left out; only the later,
small ones are ordered by age.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from attain.store.manifest import Manifest, Segment

Value = str | int | bool | dt.date | None
Filters = Mapping[str, Value | Collection[Value]]


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A version of a row: its number from 1, where it came from, and its values."""

    version: int
    source: str
    values: dict[str, object]


@contextmanager
def connect() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own, in memory, in UTC."""
    connection = duckdb.connect(":memory:")
    try:
        yield connection
    finally:
        connection.close()


def quote(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def schema_of(folder: Path, manifest: Manifest) -> pa.Schema:
    """The Arrow schema of the newest segment; raises FileNotFoundError where it is gone."""
    return pq.read_schema(folder / manifest.current[-1].name).remove_metadata()


def relation_sql(folder: Path, manifest: Manifest) -> str:
    """A SELECT of the current rows, in no particular order."""
    first, *later = manifest.current
    if not later:
        return f"SELECT * FROM {_files(folder, [first])}"  # noqa: S608
    key = ", ".join(quote(name) for name in manifest.key)
    same = " AND ".join(
        f"earlier.{quote(name)} IS NOT DISTINCT FROM later.{quote(name)}" for name in manifest.key
    )
    aged = " UNION ALL BY NAME ".join(
        f"SELECT *, {age} AS segment_age FROM {_files(folder, [segment])}"  # noqa: S608
        for age, segment in enumerate(later)
    )
    latest = (
        f"SELECT * EXCLUDE (segment_age) FROM ({aged}) "  # noqa: S608
        f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY segment_age DESC) = 1"
    )
    return (
        f"SELECT * FROM {_files(folder, [first])} AS earlier "  # noqa: S608
        f"WHERE NOT EXISTS (SELECT 1 FROM {_files(folder, later)} AS later WHERE {same}) "
        f"UNION ALL BY NAME SELECT * FROM ({latest})"
    )


def read(folder: Path, manifest: Manifest, columns: Sequence[str] | None, filters: Filters) -> pa.Table:
    """The current rows that match ``filters``, sorted by key, with the columns asked for."""
    schema = schema_of(folder, manifest)
    names = list(columns) if columns is not None else schema.names
    unknown = [name for name in [*names, *filters] if name not in schema.names]
    if unknown:
        raise KeyError(f"{manifest.table} has no column {', '.join(unknown)}")
    condition, values = _condition(filters)
    order = ", ".join(f"{quote(name)} NULLS LAST" for name in manifest.key)
    picked = ", ".join(quote(name) for name in names)
    with connect() as connection:
        relation = connection.sql(
            f"SELECT {picked} FROM ({relation_sql(folder, manifest)}) {condition} ORDER BY {order}",  # noqa: S608
            params=values,
        )
        table = relation.to_arrow_table()
    return table.cast(pa.schema([schema.field(name) for name in names]))


def row_history(folder: Path, manifest: Manifest, key: Mapping[str, Value]) -> tuple[RowVersion, ...]:
    """The versions of the row with that key, oldest first; empty where there never was one."""
    if set(key) != set(manifest.key):
        raise KeyError(f"the key of {manifest.table} is {', '.join(manifest.key)}")
    condition, values = _condition(key)
    found: list[RowVersion] = []
    with connect() as connection:
        for segment in manifest.versions:
            sql = f"SELECT * FROM {_files(folder, [segment])} {condition}"  # noqa: S608
            rows = connection.sql(sql, params=values).to_arrow_table().to_pylist()
            found.extend(RowVersion(len(found) + 1, segment.source, row) for row in rows)
    return tuple(found)


def _files(folder: Path, segments: Sequence[Segment]) -> str:
    names = ", ".join("'" + str(folder / segment.name).replace("'", "''") + "'" for segment in segments)
    return f"read_parquet([{names}], union_by_name = true)"


def _condition(filters: Filters) -> tuple[str, list[Value]]:
    """A WHERE clause with its values; an empty collection matches nothing."""
    parts: list[str] = []
    values: list[Value] = []
    for name, wanted in filters.items():
        if isinstance(wanted, Collection) and not isinstance(wanted, str):
            marks = ", ".join("?" for item in wanted if item is not None)
            options = [f"{quote(name)} IN ({marks})"] if marks else []
            options += [f"{quote(name)} IS NULL"] if None in wanted else []
            parts.append(f"({' OR '.join(options)})" if options else "false")
            values.extend(item for item in wanted if item is not None)
        elif wanted is None:
            parts.append(f"{quote(name)} IS NULL")
        else:
            parts.append(f"{quote(name)} = ?")
            values.append(wanted)
    return ("WHERE " + " AND ".join(parts) if parts else ""), values
