"""Reading CSV: finds out encoding and delimiter, streams rows, and turns what is broken into problems of
its rows.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from attain.connect.limits import ReadLimits
from attain.connect.raw import REASON_COLUMN, FileFormat, RawRow, RawTable, header_names
from attain.kernel.problem import Location, Problem, ProblemError

DELIMITERS = (",", ";", "\t", "|")
SNIFF_BYTES = 256 * 1024
_CHUNK = 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """What is known beforehand; empty means: find out. ``columns`` names the columns of a file without
    header.
    """

    delimiter: str = ""
    encoding: str = ""
    header: bool = True
    columns: tuple[str, ...] = ()


def read_csv(path: Path, options: CsvOptions, limits: ReadLimits) -> RawTable:
    """The table in a CSV file; raises ProblemError where the file as a whole cannot be read."""
    with path.open("rb") as stream:
        compressed = stream.read(2) == GZIP_MAGIC
    found = FileFormat("csv", compressed=compressed, header=options.header)
    found = replace(found, encoding=options.encoding or _find_encoding(path, found, limits))
    sample = _sample(path, found, limits)
    # Rejected rows that were downloaded, corrected and brought back are in the form in which we wrote them.
    returned = REASON_COLUMN in sample.split("\n", 1)[0]
    if returned:
        options = CsvOptions(delimiter=",", encoding=found.encoding)
        found = replace(found, header=True)
    found = replace(found, delimiter=options.delimiter or sniff_delimiter(sample))
    first = next((record for record in _records(path, found, limits) if any(record[1])), None)
    if first is None:
        raise ProblemError([_problem(path, "file-empty", "has no rows.", "Choose a file with a header row.")])
    cells = first[1]
    if options.header:
        columns, problems = header_names(cells)
    else:
        columns = options.columns or tuple(f"Column {number}" for number in range(1, len(cells) + 1))
        problems = ()
    if len(columns) > limits.columns:
        text = f"has {len(columns)} columns; at most {limits.columns} can be read."
        raise ProblemError([_problem(path, "columns-too-many", text, "Leave out columns you do not need.")])
    reason_at = columns.index(REASON_COLUMN) if returned else None
    kept = tuple(name for name in columns if not (returned and name == REASON_COLUMN))

    def open_rows() -> Iterator[RawRow]:
        return _rows(path, found, len(columns), reason_at, limits)

    return RawTable(path, found, kept, open_rows, problems)


def sniff_delimiter(sample: str) -> str:
    """The delimiter that divides the first lines most evenly; a comma where none does."""
    lines = [line for line in sample.splitlines()[:60] if line.strip()]
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(counts), key=counts.count) if counts else 0
        score = counts.count(usual) * 1000 // max(len(counts), 1) + usual if usual else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(
    path: Path, found: FileFormat, width: int, reason_at: int | None, limits: ReadLimits
) -> Iterator[RawRow]:
    records = _records(path, found, limits)
    if found.header:
        next((record for record in records if any(record[1])), None)
    count = 0
    for line, cells, problem in records:
        if not problem and not any(cells):
            continue  # an empty line is no row
        count += 1
        if count > limits.rows:
            raise ProblemError(
                [_problem(path, "rows-too-many", f"has more than {limits.rows:,} rows.", "Divide the file.")]
            )
        problem = problem or _row_problem(line, cells, width, limits)
        cells = [cell[: limits.cell_characters].replace("\x00", "") for cell in cells[:width]]
        cells += [""] * (width - len(cells))
        if reason_at is not None:
            del cells[reason_at]
            cells = [_without_guard(cell) for cell in cells]
        yield RawRow(line, tuple(cells), problem)


def _row_problem(line: int, cells: list[str], width: int, limits: ReadLimits) -> Problem | None:
    where = Location(line=line)
    if len(cells) != width:
        hint = "Put texts that contain the delimiter between double quotes."
        if len(cells) < width:
            hint = "Add the missing delimiters; an empty value needs its delimiter too."
        return Problem("row-ragged", f"The row has {len(cells)} values, the header {width}.", where, hint)
    for cell in cells:
        if len(cell) > limits.cell_characters:
            allowed = f"{limits.cell_characters:,}"
            text = f"A value of {len(cell):,} characters is longer than the {allowed} allowed."
            return Problem("value-too-long", text, where, "Shorten it. Is a closing quote missing?")
        if "\x00" in cell:
            text = "A value contains a NUL character, which is no text."
            return Problem("value-nul", text, where, "Export the file again as plain text.")
    return None


def _records(
    path: Path, found: FileFormat, limits: ReadLimits
) -> Iterator[tuple[int, list[str], Problem | None]]:
    """The records with the line on which each begins; unreadable ones with their problem."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.line_characters * 2))
    with _open_text(path, found, limits) as stream:
        overlong: set[int] = set()
        reader = csv.reader(_lines(stream, overlong, limits), delimiter=found.delimiter or ",")
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                text = f"The row cannot be divided into values: {error}."
                hint = "Check its quotes: each opening double quote needs a closing one."
                yield line, [], Problem("row-unreadable", text, Location(line=line), hint)
                continue
            except (UnicodeError, OSError, EOFError, zlib.error) as error:
                raise ProblemError([_unreadable(path, found, error)]) from None
            too_long = overlong and any(number in overlong for number in range(line, reader.line_num + 1))
            problem = None
            if too_long:
                text = f"The line is longer than the {limits.line_characters:,} characters allowed."
                problem = Problem("line-too-long", text, Location(line=line), "Is a line break missing?")
            yield line, cells, problem


def _lines(stream: IO[str], overlong: set[int], limits: ReadLimits) -> Iterator[str]:
    """The lines, cut where they are too long (their numbers go into ``overlong``)."""
    number = 0
    total = 0
    while line := stream.readline(limits.line_characters):
        number += 1
        total += len(line)
        if len(line) == limits.line_characters and not line.endswith("\n"):
            overlong.add(number)
            while rest := stream.readline(limits.line_characters):
                total += len(rest)
                if rest.endswith("\n"):
                    break
                _check_expansion(total, limits)
            line = line[:100].replace('"', "") + "\n"
        _check_expansion(total, limits)
        yield line


def _check_expansion(total: int, limits: ReadLimits) -> None:
    if total > limits.expanded_bytes:
        size = limits.expanded_bytes // (1024 * 1024)
        text = f"The file holds more than {size:,} MB of text."
        raise ProblemError([Problem("file-too-large", text, hint="Divide it into smaller files.")])


def _open_text(path: Path, found: FileFormat, limits: ReadLimits) -> IO[str]:
    opened = gzip.open(path, "rb") if found.compressed else path.open("rb")  # noqa: SIM115 - closed with the text
    binary = cast("IO[bytes]", opened)
    return io.TextIOWrapper(binary, encoding=found.encoding or "utf-8", newline="")


def _sample(path: Path, found: FileFormat, limits: ReadLimits) -> str:
    try:
        with _open_text(path, found, limits) as stream:
            return stream.read(SNIFF_BYTES).replace("\r\n", "\n")
    except (UnicodeError, OSError, EOFError, zlib.error) as error:
        raise ProblemError([_unreadable(path, found, error)]) from None


def _find_encoding(path: Path, found: FileFormat, limits: ReadLimits) -> str:
    """UTF-8 where the whole file is; else by byte order mark or pattern of zero bytes; else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    total = 0
    is_first = True
    try:
        with gzip.open(path, "rb") if found.compressed else path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if is_first:
                    is_first = False
                    if encoding := _marked_encoding(chunk):
                        return encoding
                total += len(chunk)
                _check_expansion(total, limits)
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except (OSError, EOFError, zlib.error) as error:
        raise ProblemError([_unreadable(path, found, error)]) from None
    return "utf-8"


def _marked_encoding(start: bytes) -> str:
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = start[:2000]
    if len(sample) >= 20 and sample[1::2].count(0) * 10 > len(sample) * 3:
        return "utf-16-le"
    if len(sample) >= 20 and sample[::2].count(0) * 10 > len(sample) * 3:
        return "utf-16-be"
    return ""


def _unreadable(path: Path, found: FileFormat, error: Exception) -> Problem:
    if isinstance(error, UnicodeError) and found.encoding == "cp1252":  # what is tried where UTF-8 fails
        hint = "Choose a CSV, Excel (.xlsx) or Parquet file, or save it as UTF-8."
        return _problem(path, "encoding-wrong", "is not text, neither in UTF-8 nor in Windows-1252.", hint)
    if isinstance(error, UnicodeError):
        text = f"is not text in {found.encoding.upper()}."
        return _problem(path, "encoding-wrong", text, "Save it as UTF-8, or name its encoding.")
    return _problem(path, "file-damaged", f"cannot be unpacked: {error}.", "Export or download it again.")


def _problem(path: Path, code: str, text: str, hint: str) -> Problem:
    return Problem(code, f"The file “{path.name}” {text}", Location(file=path.name), hint)


def _without_guard(cell: str) -> str:
    """A text as it was before ``write_rejected`` guarded it against being taken for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" and len(cell) > 1 else cell
