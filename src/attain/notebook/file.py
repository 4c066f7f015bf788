"""Files in a notebook: read one onto a table, and see what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attain import connect
from attain.connect import Converted, ImportReport, Mapping
from attain.kernel.problem import Problem, ProblemError
from attain.notebook.frame import Frame
from attain.tables import IMPORTABLE_TABLES


@dataclass(frozen=True)
class FileRows:
    """A file's rows under a mapping: ``frame(table)``, the rows that were ``rejected``, and the
    ``report``.
    """

    mapping: Mapping
    converted: Converted

    def frame(self, table: str = "") -> Frame:
        """The accepted rows of a table; of the only one unless named."""
        name = table or self.converted.targets[0].table
        return Frame(self.converted.target(name).rows, IMPORTABLE_TABLES[name])

    @property
    def rejected(self) -> list[tuple[int, str]]:
        """Line and reason of each row that was not taken."""
        return [
            (row.line, " ".join(problem.message for problem in row.problems))
            for target in self.converted.targets
            for row in target.rejected
        ]

    @property
    def report(self) -> ImportReport:
        """The numbers: rows in = accepted + rejected + duplicate, for each table."""
        return connect.report_of(self.converted)

    @property
    def mapping_text(self) -> str:
        """The mapping as a document, to keep and to correct."""
        return connect.dump_mapping(self.mapping)

    def __repr__(self) -> str:
        lines = [
            f"{one.table}: {one.rows_in:,} rows in = {one.accepted:,} accepted + {one.rejected:,} rejected + "
            f"{one.duplicate:,} duplicate"
            for one in self.report.tables
        ]
        return "\n".join(lines)


def read_file(path: str | Path, *, table: str = "", mapping: str | Path = "", currency: str = "") -> FileRows:
    """The rows of a CSV, Excel or Parquet file as rows of Attain's tables.

    ``mapping`` is a mapping document (a file or its text). Without one the columns are guessed, for ``table``
    or for the table that fits best; ``currency`` is that of amounts without a currency column. Look at
    ``mapping_text`` before you rely on a guess. Raises ProblemError where the file cannot be read or does not
    fit.
    """
    chosen = _load(mapping) if mapping else None
    raw = connect.read_file(Path(path), chosen.file) if chosen else connect.read_file(Path(path))
    if chosen is None:
        name = table or connect.guess_tables(raw)[0].table
        if name not in IMPORTABLE_TABLES:
            hint = f"Tables are {', '.join(IMPORTABLE_TABLES)}."
            raise ProblemError([Problem("table-unknown", f"There is no table “{name}”.", hint=hint)])
        chosen = connect.guess_mapping(raw, IMPORTABLE_TABLES[name], currency=currency)
    converted = connect.apply_mapping(raw, chosen)
    if not converted.ok:
        raise ProblemError(converted.problems)
    return FileRows(chosen, converted)


def _load(mapping: str | Path) -> Mapping:
    is_text = isinstance(mapping, str) and "\n" in mapping
    text = str(mapping) if is_text else Path(mapping).read_text(encoding="utf-8")
    found, problems = connect.load_mapping(text)
    if found is None:
        raise ProblemError(problems)
    return found
