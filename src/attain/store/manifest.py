"""A manifest names the immutable files that together are one state of a table.

Segments stand in the order in which they were written: a later segment's row replaces an earlier one's of
the same key. ``base`` and ``delta`` segments are what imports wrote. When deltas pile up, the current rows
are written once more as a ``compacted`` segment and the earlier segments become ``history``: still there
for the history of a row, no longer read for its current state.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from attain.kernel.fingerprint import canonical_bytes, fingerprint

FORMAT = 1


class SegmentKind(StrEnum):
    """What part a segment plays in its manifest."""

    BASE = "base"
    DELTA = "delta"
    COMPACTED = "compacted"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Segment:
    """A Parquet file: its name below the table's folder, the SHA-256 of its bytes, its rows, and where
    they came from.
    """

    name: str
    sha256: str
    rows: int
    kind: SegmentKind
    source: str = ""


@dataclass(frozen=True)
class Manifest:
    """A state of a table: its segments, the columns that make a row unique, and how many rows are current."""

    table: str
    key: tuple[str, ...]
    segments: tuple[Segment, ...]
    row_count: int

    @cached_property
    def id(self) -> str:
        """The fingerprint of the content: equal for equal states on every machine."""
        parts = [[segment.sha256, segment.kind, segment.source] for segment in self.segments]
        return fingerprint([FORMAT, self.table, self.key, parts])

    @property
    def current(self) -> tuple[Segment, ...]:
        """The segments that make up the current rows, oldest first."""
        return tuple(segment for segment in self.segments if segment.kind is not SegmentKind.HISTORY)

    @property
    def versions(self) -> tuple[Segment, ...]:
        """The segments that hold each version of each row once, oldest first."""
        return tuple(segment for segment in self.segments if segment.kind is not SegmentKind.COMPACTED)

    def to_json(self) -> str:
        """The manifest as canonical JSON text."""
        return canonical_bytes(
            {
                "format": FORMAT,
                "table": self.table,
                "key": self.key,
                "segments": self.segments,
                "row_count": self.row_count,
            }
        ).decode()

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest that ``to_json`` wrote; raises ValueError for another format."""
        value = json.loads(text)
        if value.get("format") != FORMAT:
            raise ValueError(f"a manifest of format {value.get('format')} cannot be read by this version")
        return cls(
            table=value["table"],
            key=tuple(value["key"]),
            segments=tuple(
                Segment(item["name"], item["sha256"], item["rows"], SegmentKind(item["kind"]), item["source"])
                for item in value["segments"]
            ),
            row_count=value["row_count"],
        )
