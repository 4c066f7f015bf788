"""The door to files: whatever the file is, ``read_file`` finds out and returns its rows as text."""

from __future__ import annotations

from pathlib import Path

from attain.connect.csv_file import CsvOptions, read_csv
from attain.connect.limits import DEFAULT_LIMITS, ReadLimits
from attain.connect.mapping import FileOptions
from attain.connect.raw import RawTable
from attain.connect.spooled_file import read_in_child
from attain.kernel.problem import Location, Problem, ProblemError

NO_OPTIONS = FileOptions()
_MAGIC = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet", b"\xd0\xcf\x11\xe0": "xlsx"}
_REFUSED = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff\xe0": "a picture",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"SQLi": "an SQLite database",
}


def find_kind(path: Path) -> str:
    """``csv``, ``xlsx`` or ``parquet``, by the file's first bytes; its name does not count."""
    with path.open("rb") as stream:
        start = stream.read(4)
    if start in _REFUSED:
        raise ProblemError([_problem(path, "file-unknown", f"is {_REFUSED[start]}, not a table.")])
    return _MAGIC.get(start, "csv")


def read_file(
    path: Path, options: FileOptions = NO_OPTIONS, *, limits: ReadLimits = DEFAULT_LIMITS
) -> RawTable:
    """The table in a CSV (plain or gzip), Excel or Parquet file.

    Raises ProblemError where the file as a whole cannot be read; what is wrong with single rows comes with
    the rows.
    """
    if not path.is_file():
        raise ProblemError([_problem(path, "file-missing", "does not exist.")])
    size = path.stat().st_size
    if size > limits.file_bytes:
        text = f"has {size // 1048576:,} MB; at most {limits.file_bytes // 1048576:,} MB can be read."
        raise ProblemError([_problem(path, "file-too-large", text)])
    if size == 0:
        raise ProblemError([_problem(path, "file-empty", "is empty.")])
    kind = find_kind(path)
    if kind == "csv":
        known = CsvOptions(options.delimiter, options.encoding, options.header, options.columns)
        return read_csv(path, known, limits)
    columns = () if options.header or kind == "parquet" else options.columns
    return read_in_child(path, kind, limits, sheet=options.sheet, columns=columns)


def _problem(path: Path, code: str, text: str) -> Problem:
    hint = "Choose a CSV, Excel (.xlsx) or Parquet file."
    return Problem(code, f"The file “{path.name}” {text}", Location(file=path.name), hint)
