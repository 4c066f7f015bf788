"""Dates as people write them in files, and finding out a column's format from all of its values.

One date alone often has two readings (03/04/2025); a whole column seldom does. Where it still has two,
Attain asks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from attain.kernel.problem import Problem

FORMATS = {
    "%Y-%m-%d": "2026-11-22",
    "%m/%d/%Y": "11/22/2026, month first",
    "%d/%m/%Y": "22/11/2026, day first",
    "%d.%m.%Y": "22.11.2026",
    "%m-%d-%Y": "11-22-2026, month first",
    "%d-%m-%Y": "22-11-2026, day first",
    "%Y/%m/%d": "2026/11/22",
    "%Y.%m.%d": "2026.11.22",
    "%Y%m%d": "20261122",
    "%d %b %Y": "22 Nov 2026",
    "%d-%b-%Y": "22-Nov-2026",
    "%b %d, %Y": "Nov 22, 2026",
    "%d %B %Y": "22 November 2026",
    "%B %d, %Y": "November 22, 2026",
    "%m/%d/%y": "11/22/26, month first",
    "%d/%m/%y": "22/11/26, day first",
    "%d.%m.%y": "22.11.26",
}
"""The formats that are known, each with an example in words."""

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_TIME = re.compile(
    r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d{2}:?\d{2})?\Z"
)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?\Z", re.ASCII)


def parse_date(text: str, date_format: str) -> dt.date | Problem:
    """The day; a time of day after it is left away, as written, without any change of time zone."""
    day = _day(text, date_format)
    if day is None:
        return Problem(
            "date-invalid",
            f"“{text[:40]}” is not a date like {FORMATS.get(date_format, date_format)}.",
            hint=_hint(text),
        )
    if not EARLIEST <= day <= LATEST:
        return Problem(
            "date-implausible",
            f"“{text}” is a day in the year {day.year}.",
            hint=f"Days from {EARLIEST.year} to {LATEST.year} are taken; correct the year.",
        )
    return day


def find_formats(values: Iterable[str]) -> tuple[str, ...]:
    """The formats that read the most of these values; one if the column is clear, two or more if it is
    ambiguous.

    Empty where no format reads at least half of them.
    """
    distinct = set(values)
    if not distinct:
        return ()
    scores = {name: sum(_plausible(value, name) for value in distinct) for name in FORMATS}
    best = max(scores.values())
    if best * 2 < len(distinct):
        return ()
    return tuple(name for name, score in scores.items() if score == best)


def ambiguous(column: str, formats: tuple[str, ...]) -> Problem:
    """The problem of a column that can be read in more than one way."""
    ways = " or ".join(FORMATS[name] for name in formats)
    names = ", ".join(f"“{name}”" for name in formats)
    return Problem(
        "date-ambiguous",
        f"The dates in “{column}” can be read as {ways}; no value decides which.",
        hint=f"Choose the date format of the column ({names}).",
        subject=column,
    )


def _plausible(text: str, date_format: str) -> bool:
    day = _day(text, date_format)
    return day is not None and EARLIEST <= day <= LATEST


def _day(text: str, date_format: str) -> dt.date | None:
    text = _TIME.sub("", text.strip()[:60]).strip()
    try:
        return dt.datetime.strptime(text, date_format).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None


def _hint(text: str) -> str:
    if _SERIAL.match(text):
        return "It looks like a day number of Excel: format the column as a date and export again."
    found = find_formats([text])
    if found:
        return f"It would be one in the format “{found[0]}”; a column has one format."
    if text.upper() in ("NULL", "NA", "N/A", "NONE", "-", "TBD"):
        return f"If it means “no date”, add it to the mapping's list of empty texts (empty: [{text}])."
    return "Correct it in the file, or choose another date format."
