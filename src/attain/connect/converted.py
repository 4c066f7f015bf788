"""What became of a file's rows under a mapping: every row of a target is accepted, rejected or a
duplicate.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from attain.kernel.problem import Problem, has_errors


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: its line, its texts as in the file, and why."""

    line: int
    values: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A row that says again, word for word, what an earlier line of the file said."""

    line: int
    first_line: int


@dataclass(frozen=True, slots=True)
class ConvertedTarget:
    """The rows of one table: ``rows`` fulfil its contract, ``lines`` are their lines in the file.

    ``left_out`` rows are those that the target's conditions did not pick; they are not rows in.
    """

    table: str
    rows: pa.Table
    lines: tuple[int, ...]
    left_out: int
    rejected: tuple[RejectedRow, ...]
    duplicates: tuple[DuplicateRow, ...]

    @property
    def accepted(self) -> int:
        """How many rows were taken."""
        return len(self.rows)

    @property
    def rows_in(self) -> int:
        """How many rows of the file were for this table: accepted + rejected + duplicate."""
        return self.accepted + len(self.rejected) + len(self.duplicates)


@dataclass(frozen=True, slots=True)
class Converted:
    """The whole file: its columns, a part for each target, and problems with the file or mapping as a
    whole.
    """

    columns: tuple[str, ...]
    targets: tuple[ConvertedTarget, ...]
    problems: tuple[Problem, ...] = ()
    rows_read: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing stands against importing the accepted rows."""
        return not has_errors(self.problems)

    def target(self, table: str) -> ConvertedTarget:
        """The part of that table; raises KeyError where the mapping has no such target."""
        for target in self.targets:
            if target.table == table:
                return target
        raise KeyError(table)


@dataclass(frozen=True, slots=True)
class TableReport:
    """The numbers of one table: rows_in = accepted + rejected + duplicate; accepted = inserted + updated +
    unchanged.
    """

    table: str
    rows_in: int
    accepted: int
    rejected: int
    duplicate: int
    left_out: int
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0

    def __post_init__(self) -> None:
        if self.rows_in != self.accepted + self.rejected + self.duplicate:
            raise ValueError(f"the rows of {self.table} do not add up")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The numbers of an import, and what is to be said about the file as a whole."""

    rows_read: int
    tables: tuple[TableReport, ...]
    problems: tuple[Problem, ...] = field(default=())


def report_of(converted: Converted, changes: dict[str, tuple[int, int, int]] | None = None) -> ImportReport:
    """The report; ``changes`` gives (inserted, updated, unchanged) of each table once they are known."""
    tables = tuple(
        TableReport(
            target.table,
            target.rows_in,
            target.accepted,
            len(target.rejected),
            len(target.duplicates),
            target.left_out,
            *(changes or {}).get(target.table, (0, 0, 0)),
        )
        for target in converted.targets
    )
    return ImportReport(converted.rows_read, tables, converted.problems)
