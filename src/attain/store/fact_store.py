"""The store of facts: tables of immutable segments below one folder, a subfolder a table.

Writing returns a manifest and makes nothing current: the caller records the manifest, in the same
transaction as whatever depends on it. Until then readers see the old state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from attain.kernel.problem import Problem, ProblemError
from attain.store import reading
from attain.store.manifest import Manifest, Segment, SegmentKind
from attain.store.reading import Filters, RowVersion, Value, quote
from attain.store.segment_file import sweep_folder, write_segment

COMPACT_AFTER_DELTAS = 24


class Shape(Protocol):
    """What the store must know of a table; a table contract is one."""

    @property
    def name(self) -> str:
        """The table's name."""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that make a row unique."""

    def arrow_schema(self) -> pa.Schema:
        """The columns with their types."""


@dataclass(frozen=True, slots=True)
class Upsert:
    """What an upsert did: the new state, and how many rows were new, changed, or already there and
    identical.
    """

    manifest: Manifest
    inserted: int
    updated: int
    unchanged: int


class FactStore:
    """Tables of facts below ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def upsert(self, contract: Shape, rows: pa.Table, base: Manifest | None, *, source: str) -> Upsert:
        """Bring ``rows`` into the state ``base`` by key: only new and changed rows are written, as a delta
        segment.

        Earlier versions stay readable. Rows that are already there and identical write nothing: the same
        manifest comes back. Raises ProblemError for a key given twice, an empty required value or a
        missing column.
        """
        incoming = _fulfil(contract, rows)
        if base is None:
            segment = self._write(contract.name, incoming, SegmentKind.BASE, source)
            manifest = Manifest(contract.name, contract.key, (segment,), len(incoming))
            return Upsert(manifest, len(incoming), 0, 0)
        changed, inserted = self._changed(contract, incoming, base)
        unchanged = len(incoming) - len(changed)
        if not len(changed):
            return Upsert(base, 0, 0, unchanged)
        segment = self._write(contract.name, changed, SegmentKind.DELTA, source)
        manifest = replace(base, segments=(*base.segments, segment), row_count=base.row_count + inserted)
        return Upsert(self._compacted(contract, manifest), inserted, len(changed) - inserted, unchanged)

    def replace(self, contract: Shape, rows: pa.Table, *, source: str = "") -> Manifest:
        """A state that holds exactly ``rows`` and no history; the same rows in any order give the same
        manifest.
        """
        incoming = _fulfil(contract, rows)
        segment = self._write(contract.name, incoming, SegmentKind.BASE, source)
        return Manifest(contract.name, contract.key, (segment,), len(incoming))

    def read(
        self, manifest: Manifest, *, columns: Sequence[str] | None = None, filters: Filters | None = None
    ) -> pa.Table:
        """The current rows, sorted by key (empty values last).

        ``filters`` gives for each column a value, or a collection of allowed values; None matches empty
        values. Raises KeyError for an unknown column.
        """
        return reading.read(self._folder(manifest.table), manifest, columns, filters or {})

    def row_history(self, manifest: Manifest, key: Mapping[str, Value]) -> tuple[RowVersion, ...]:
        """The versions of one row, oldest first, each with the source that brought it."""
        return reading.row_history(self._folder(manifest.table), manifest, key)

    def relation_sql(self, manifest: Manifest) -> str:
        """A SELECT over the Parquet files that yields the current rows, for use inside a DuckDB query."""
        return reading.relation_sql(self._folder(manifest.table), manifest)

    def files(self, manifest: Manifest) -> tuple[Path, ...]:
        """The Parquet files of the state, oldest first."""
        return tuple(self._folder(manifest.table) / segment.name for segment in manifest.segments)

    def sweep(self, referenced: Iterable[Manifest], *, older_than_ns: int | None = None) -> int:
        """Remove the files that no manifest of ``referenced`` names; returns how many.

        Give ``older_than_ns`` (nanoseconds since 1970, an hour ago, say) while others may be writing: a
        file of theirs has no manifest yet.
        """
        if not self.root.is_dir():
            return 0
        keep: dict[str, set[str]] = {}
        for manifest in referenced:
            keep.setdefault(manifest.table, set()).update(segment.name for segment in manifest.segments)
        return sum(
            sweep_folder(folder, keep.get(folder.name, set()), older_than_ns)
            for folder in sorted(self.root.iterdir())
            if folder.is_dir()
        )

    def _folder(self, table: str) -> Path:
        return self.root / table

    def _write(self, table: str, rows: pa.Table, kind: SegmentKind, source: str) -> Segment:
        name, sha256 = write_segment(self._folder(table), rows)
        return Segment(name, sha256, len(rows), kind, source)

    def _changed(self, contract: Shape, incoming: pa.Table, base: Manifest) -> tuple[pa.Table, int]:
        """The rows of ``incoming`` that are new or differ, sorted by key, and how many of them are new."""
        same_key = _join(contract.key, "IS NOT DISTINCT FROM", " AND ")
        others = [name for name in incoming.column_names if name not in contract.key]
        differs = _join(others, "IS DISTINCT FROM", " OR ") or "false"
        order = ", ".join(f"incoming.{quote(name)} NULLS LAST" for name in contract.key)
        with reading.connect() as connection:
            connection.register("incoming", incoming)
            changed = connection.sql(
                f"SELECT incoming.*, present.there IS NULL AS is_new FROM incoming LEFT JOIN "  # noqa: S608
                f"(SELECT *, true AS there FROM ({self.relation_sql(base)})) AS present ON {same_key} "
                f"WHERE present.there IS NULL OR {differs} ORDER BY {order}"
            ).to_arrow_table()
        inserted = pc.sum(changed["is_new"].cast(pa.int64())).as_py() or 0
        return changed.drop_columns(["is_new"]).cast(incoming.schema), inserted

    def _compacted(self, contract: Shape, manifest: Manifest) -> Manifest:
        """The same state in few files to read, once many deltas have piled up."""
        if len(manifest.current) <= COMPACT_AFTER_DELTAS:
            return manifest
        whole = self._write(contract.name, self.read(manifest), SegmentKind.COMPACTED, "")
        older = tuple(
            replace(segment, kind=SegmentKind.HISTORY)
            for segment in manifest.segments
            if segment.kind is not SegmentKind.COMPACTED
        )
        return replace(manifest, segments=(*older, whole))


def _fulfil(contract: Shape, rows: pa.Table) -> pa.Table:
    """The rows in the contract's columns and types, sorted by key; ProblemError where they do not fulfil
    it.
    """
    schema = contract.arrow_schema()
    missing = [name for name in schema.names if name not in rows.column_names]
    if missing:
        raise ProblemError([_problem(contract, "column-missing", f"has no column {', '.join(missing)}.")])
    rows = rows.select(schema.names)
    empty = [field.name for field in schema if not field.nullable and rows[field.name].null_count]
    if empty:
        raise ProblemError([_problem(contract, "value-missing", f"has rows without {', '.join(empty)}.")])
    rows = rows.cast(schema)
    if rows.group_by(list(contract.key)).aggregate([]).num_rows != len(rows):
        text = f"has two rows of one key ({', '.join(contract.key)})."
        raise ProblemError([_problem(contract, "key-twice", text)])
    return rows.sort_by([(name, "ascending") for name in contract.key]).combine_chunks()


def _problem(contract: Shape, code: str, text: str) -> Problem:
    return Problem(code, f"The table {contract.name} {text}", subject=contract.name)


def _join(names: Collection[str], operator: str, glue: str) -> str:
    return glue.join(f"incoming.{quote(name)} {operator} present.{quote(name)}" for name in names)
