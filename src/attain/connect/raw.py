"""A file as it is read: columns of text, rows with the line they stand on, and what was odd about it.

Rows are not kept in memory: each pass reads the file again, so that a pass over a large file is a stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from attain.kernel.problem import Problem, Severity

REASON_COLUMN = "attain: reason"
"""The column that a file of rejected rows carries; reading ignores it."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a file: its first line (from 1), a text for each column, and why it cannot be read, if so."""

    line: int
    values: tuple[str, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What a file turned out to be. ``kind`` is csv, xlsx or parquet."""

    kind: str
    delimiter: str = ""
    encoding: str = ""
    compressed: bool = False
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header: bool = True

    @property
    def label(self) -> str:
        """The format in words, for people."""
        if self.kind == "parquet":
            return "Parquet"
        if self.kind == "xlsx":
            return f"Excel, sheet “{self.sheet}”"
        names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
        header = "" if self.header else ", no header"
        packed = ", gzip" if self.compressed else ""
        mark = names.get(self.delimiter, self.delimiter)
        return f"CSV, separated by {mark}, {self.encoding.upper()}{packed}{header}"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file that can be read: ``rows()`` starts a new pass each time. ``problems`` are warnings and
    notes.
    """

    path: Path
    format: FileFormat
    columns: tuple[str, ...]
    open_rows: Callable[[], Iterator[RawRow]]
    problems: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[RawRow]:
        """The rows in file order; a row that cannot be read carries its problem."""
        return self.open_rows()

    def head(self, count: int) -> RawTable:
        """The same file as if it ended after ``count`` rows."""
        return replace(self, open_rows=lambda: islice(self.open_rows(), count))

    def preview(self, count: int = 20) -> tuple[RawRow, ...]:
        """The first rows."""
        return tuple(islice(self.rows(), count))

    def samples(self, count: int = 500) -> dict[str, list[str]]:
        """The first non-empty values of each column, from at most ``count`` rows."""
        found: dict[str, list[str]] = {name: [] for name in self.columns}
        for row in islice(self.rows(), count):
            if row.problem is None:
                for name, value in zip(self.columns, row.values, strict=True):
                    if value:
                        found[name].append(value)
        return found


def header_names(cells: list[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Column names of a header row: trimmed, unique, never empty; with a warning for each that had to
    change.
    """
    names: list[str] = []
    problems = []
    for number, cell in enumerate(cells, start=1):
        wanted = " ".join(cell.replace("\ufeff", "").replace("\x00", "").split())[:200] or f"Column {number}"
        name, copy = wanted, 1
        while name in names:
            copy += 1
            name = f"{wanted} ({copy})"
        if name != wanted:
            text = f"The header “{wanted}” stands twice; the later column is called “{name}” here."
            problems.append(_warning("header-twice", text))
        elif not cell.strip():
            problems.append(
                _warning("header-empty", f"Column {number} has no header; it is called “{name}” here.")
            )
        names.append(name)
    return tuple(names), tuple(problems)


def _warning(code: str, message: str) -> Problem:
    return Problem(code, message, severity=Severity.WARNING)
