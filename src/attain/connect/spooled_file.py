"""Reading Excel and Parquet: a child process with limits writes the cells as text, we read that text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from attain.connect.limits import ReadLimits
from attain.connect.raw import REASON_COLUMN, FileFormat, RawRow, RawTable, header_names
from attain.kernel.problem import Location, Problem, ProblemError


def read_in_child(
    path: Path, kind: str, limits: ReadLimits, *, sheet: str = "", columns: Sequence[str] = ()
) -> RawTable:
    """The table in an Excel workbook or a Parquet file; ``columns`` names those of a sheet without header.

    Raises ProblemError for a file that is damaged, or costs more time, memory or cells than allowed.
    """
    spool = _convert(path, kind, sheet, limits)
    meta = json.loads(_line(spool, 0))
    if "refused" in meta:
        reason = meta["refused"]
        raise ProblemError([_problem(path, reason["code"], reason["text"], reason["hint"])])
    first = _line(spool, 1)
    if not first:
        raise ProblemError([_problem(path, "file-empty", "has no rows.", "Choose a file with a header row.")])
    cells: list[str] = json.loads(first)
    while cells and not cells[-1].strip() and not columns:
        cells.pop()
    names, problems = (tuple(columns), ()) if columns else header_names(cells)
    if not names or len(names) > limits.columns:
        text = f"has {len(names)} columns; 1 to {limits.columns} can be read."
        raise ProblemError([_problem(path, "columns-too-many", text, "Leave out columns you do not need.")])
    reason_at = names.index(REASON_COLUMN) if REASON_COLUMN in names else None
    found = FileFormat(kind, sheet=meta["sheet"], sheets=tuple(meta["sheets"]), header=not columns)

    def open_rows() -> Iterator[RawRow]:
        return _rows(spool, meta["first_line"], len(names), reason_at, found.header, limits)

    kept = tuple(name for name in names if name != REASON_COLUMN)
    return RawTable(path, found, kept, open_rows, problems)


def _convert(path: Path, kind: str, sheet: str, limits: ReadLimits) -> IO[bytes]:
    settings = {
        "path": str(path.resolve()),
        "kind": kind,
        "sheet": sheet,
        "memory_bytes": limits.child_memory_bytes,
        "seconds": limits.child_seconds,
        "cells": limits.child_cells,
        "archive_bytes": limits.archive_bytes,
        "output_bytes": limits.expanded_bytes,
    }
    # The folder of the library comes first, whatever the caller's working folder holds.
    environment = {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry), "LC_ALL": "C.UTF-8"}
    spool = tempfile.NamedTemporaryFile(prefix="attain-read-")  # noqa: SIM115 - lives as long as the table
    try:
        done = subprocess.run(
            [sys.executable, "-m", "attain.connect.child"],
            input=json.dumps(settings).encode(),
            stdout=spool,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.child_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        text = f"takes longer than {limits.child_seconds} seconds to read."
        raise ProblemError([_problem(path, "file-too-slow", text, "Export it as CSV.")]) from None
    if done.returncode:
        text = "needs more memory or time to read than is allowed, or is damaged."
        raise ProblemError([_problem(path, "file-too-costly", text, "Export it as CSV.")])
    return spool


def _rows(
    spool: IO[bytes],
    first_line: int,
    width: int,
    reason_at: int | None,
    has_header: bool,
    limits: ReadLimits,
) -> Iterator[RawRow]:
    with _reopen(spool) as stream:
        stream.readline()
        if has_header:
            stream.readline()
        for line, text in enumerate(stream, start=first_line + has_header):
            cells: list[str] = json.loads(text)
            if not any(cells):
                continue
            problem = _row_problem(line, cells, width, limits)
            cells = [cell.strip()[: limits.cell_characters].replace("\x00", "") for cell in cells[:width]]
            if reason_at is not None:
                del cells[reason_at]
            yield RawRow(line, tuple(cells), problem)


def _row_problem(line: int, cells: list[str], width: int, limits: ReadLimits) -> Problem | None:
    where = Location(line=line)
    if any(cell.strip() for cell in cells[width:]):
        text = "The row has a value to the right of the last header."
        return Problem("row-ragged", text, where, "Give the column a header, or delete the value.")
    if any("\x00" in cell for cell in cells):
        return Problem("value-nul", "A value contains a NUL character, which is no text.", where)
    longest = max(map(len, cells), default=0)
    if longest > limits.cell_characters:
        text = f"A value of {longest:,} characters is longer than the {limits.cell_characters:,} allowed."
        return Problem("value-too-long", text, where, "Shorten it.")
    return None


def _line(spool: IO[bytes], index: int) -> bytes:
    with _reopen(spool) as stream:
        for _ in range(index):
            stream.readline()
        return stream.readline()


def _reopen(spool: IO[bytes]) -> IO[bytes]:
    """The spooled text from its start, as a stream of its own."""
    return Path(spool.name).open("rb")


def _problem(path: Path, code: str, text: str, hint: str) -> Problem:
    return Problem(code, f"The file “{path.name}” {text}", Location(file=path.name), hint)
