"""The child process that opens files in formats that can do harm: Excel and Parquet.

Run as ``python -m attain.connect.child``: one JSON document of settings on standard input, JSON lines on
standard output: first what the file is, then a list of texts for each row. It limits its own memory, time
and output before it touches the file, so that a hostile file ends this process and nothing else.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

BATCH_ROWS = 4096


class Refused(Exception):
    """The file must not or cannot be read: a code, what is wrong, and what to do."""

    def __init__(self, code: str, text: str, hint: str) -> None:
        super().__init__(text)
        self.reason = {"code": code, "text": text, "hint": hint}


def main() -> int:
    """Read the settings, then the file; 0 when the whole file was written out or refused with a reason."""
    settings = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (settings["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (settings["seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (settings["output_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read = {"xlsx": _read_excel, "parquet": _read_parquet}[settings["kind"]]
    try:
        for value in read(Path(settings["path"]), settings):
            sys.stdout.write(json.dumps(value) + "\n")
    except Refused as refused:
        sys.stdout.write(json.dumps({"refused": refused.reason}) + "\n")
    return 0


def _read_excel(path: Path, settings: dict[str, Any]) -> Iterator[object]:
    _check_archive(path, settings["archive_bytes"])
    import python_calamine

    try:
        with python_calamine.load_workbook(str(path)) as workbook:
            names = workbook.sheet_names
            if not names:
                raise Refused("file-empty", "has no sheet.", "Save it again in Excel.")
            wanted = settings["sheet"]
            if wanted and wanted not in names:
                hint = "It has " + ", ".join(f"“{name}”" for name in names[:20]) + "."
                raise Refused("sheet-unknown", f"has no sheet “{wanted}”.", hint)
            name, sheet = _pick_sheet(workbook, names, wanted)
            start = sheet.start
            if start is None:
                raise Refused("file-empty", f"has nothing on its sheet “{name}”.", "Choose another sheet.")
            _check_cells(sheet.total_height * sheet.total_width, settings)
            yield {"sheet": name, "sheets": names, "first_line": start[0] + 1}
            for row in islice(sheet.iter_rows(), start[0], None):
                yield [_text(cell) for cell in row[start[1] :]]
    except python_calamine.CalamineError as error:
        hint = "Open it in Excel and save it as .xlsx without a password."
        raise Refused("file-damaged", f"cannot be read as an Excel workbook: {error}.", hint) from None


def _pick_sheet(workbook: Any, names: list[str], wanted: str) -> tuple[str, Any]:
    """The sheet asked for, else the first that holds anything."""
    for name in [wanted] if wanted else names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            return name, sheet
    return wanted or names[0], workbook.get_sheet_by_name(wanted or names[0])


def _check_archive(path: Path, limit: int) -> None:
    """Refuse archives that say they unfold to more than ``limit`` bytes, before anything unfolds them."""
    try:
        with zipfile.ZipFile(path) as archive:
            expanded = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        text = f"cannot be opened as an Excel workbook: {error}."
        raise Refused("file-damaged", text, "Save it again as .xlsx.") from None
    if expanded > limit:
        text = f"unfolds to {expanded // (1024 * 1024):,} MB, which is more than a workbook needs."
        raise Refused("file-bomb", text, "Export the data as CSV.")


def _read_parquet(path: Path, settings: dict[str, Any]) -> Iterator[object]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            names = file.schema_arrow.names
            _check_cells(file.metadata.num_rows * len(names), settings)
            yield {"sheet": "", "sheets": [], "first_line": 1}
            yield names
            for batch in file.iter_batches(BATCH_ROWS, use_threads=False):
                columns = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
                yield from ([*row] for row in zip(*columns, strict=True))
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0][:200]
        text = f"cannot be read as Parquet: {reason}."
        raise Refused("file-damaged", text, "Write it again with a current Parquet writer.") from None


def _check_cells(cells: int, settings: dict[str, Any]) -> None:
    if cells > settings["cells"]:
        text = f"spans {cells:,} cells; at most {settings['cells']:,} can be read."
        raise Refused("cells-too-many", text, "Delete stray cells far from the table, or export it as CSV.")


def _text(value: object) -> str:
    """A cell as the text that a person sees: numbers to fifteen digits, as Excel keeps them; dates as ISO
    8601.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
        case Decimal():
            return f"{value:f}"
        case bytes():
            return value.decode("utf-8", "replace")
        case int() | dt.date() | dt.time() | dt.timedelta():
            return str(value)
    digits = format(value, ".15g") if hasattr(value, "is_integer") else str(value)
    return f"{Decimal(digits):f}" if "e" in digits else digits


if __name__ == "__main__":
    sys.exit(main())
