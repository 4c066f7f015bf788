"""Dated rows of one key are closed against each other: no two hold on one day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from attain.kernel.problem import Problem, Severity

Row = dict[str, Any]


def close_ranges(
    rows: Sequence[Row], key: Sequence[str], subject: str, far: dt.date, problems: list[Problem]
) -> list[Row]:
    """The rows with ``days_from`` and ``days_to``; of two that overlap the later one ends the earlier one."""
    series: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        series[tuple(row[name] for name in key)].append(row)
    result: list[Row] = []
    for names, members in series.items():
        members.sort(key=lambda row: row["valid_from"])
        for row, following in zip(members, [*members[1:], None], strict=True):
            days_from, days_to = row["valid_from"], row["valid_to"] or far
            if following is not None and following["valid_from"] < days_to:
                if row["valid_to"] is not None:
                    problems.append(_overlap(subject, names, row, following))
                days_to = following["valid_from"]
            if days_from < days_to:
                result.append({**row, "days_from": days_from, "days_to": days_to})
    return result


def _overlap(subject: str, names: tuple[Any, ...], row: Row, following: Row) -> Problem:
    name = " ".join(str(part) for part in names if part)
    return Problem(
        "effective-overlap",
        f"The {subject} {name} has a row until {row['valid_to']} and another one from "
        f"{following['valid_from']}: the later one counts from its first day.",
        hint="End the earlier row on the day the later one starts.",
        severity=Severity.WARNING,
        subject=name,
    )
