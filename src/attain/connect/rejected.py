"""Rejected rows as a CSV that can be corrected and imported again: the file's own columns and the reason.

Texts that a spreadsheet would take for a formula are guarded with an apostrophe; reading such a file takes
the guard off again and ignores the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import IO

from attain.connect.converted import Converted
from attain.connect.number import parse_number
from attain.connect.raw import REASON_COLUMN
from attain.kernel.problem import Problem


def rejected_rows(converted: Converted) -> list[tuple[int, tuple[str, ...], str]]:
    """Each rejected line once, with its texts and all reasons, of whatever table, in file order."""
    found: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for target in converted.targets:
        for row in target.rejected:
            reasons = found.setdefault((row.line, row.values), [])
            reasons.extend(text for text in map(reason_text, row.problems) if text not in reasons)
    return [(line, values, " ".join(reasons)) for (line, values), reasons in sorted(found.items())]


def reason_text(problem: Problem) -> str:
    """What is wrong and what to do, in one text."""
    return f"{problem.message} {problem.hint}".strip()


def write_rejected(
    stream: IO[str], columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str], str]]
) -> None:
    """Write the CSV: header, then a line for each (line, values, reason)."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*map(guard, columns), REASON_COLUMN])
    for line, values, reason in rows:
        writer.writerow([*map(guard, values), f"Line {line}: {reason}"])


def guard(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; numbers such as -12.50 stay as they are."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text and isinstance(parse_number(text), Problem):
        return "'" + text
    return text
