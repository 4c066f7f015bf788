"""Positions that report to themselves, directly or in a circle, are found and taken out of the hierarchy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from attain.kernel.problem import Problem

Row = dict[str, Any]


def cut_cycles(positions: list[Row], problems: list[Problem]) -> list[Row]:
    """The rows of positions; those that take part in a circle on some day lose their manager, and are
    reported.
    """
    suspects = _in_a_circle({(row["position_id"], row["manager_position_id"]) for row in positions})
    if not suspects:
        return positions
    days = sorted({row["days_from"] for row in positions if row["position_id"] in suspects})
    guilty: dict[tuple[str, dt.date], dt.date] = {}
    for day in days:
        rows = [row for row in positions if row["days_from"] <= day < row["days_to"]]
        circle = _in_a_circle({(row["position_id"], row["manager_position_id"]) for row in rows})
        for row in rows:
            if row["position_id"] in circle:
                guilty.setdefault((row["position_id"], row["days_from"]), day)
    problems += [_problem(position, day) for (position, _), day in sorted(guilty.items())]
    return [
        {**row, "manager_position_id": None} if (row["position_id"], row["days_from"]) in guilty else row
        for row in positions
    ]


def _in_a_circle(edges: Iterable[tuple[str, str | None]]) -> set[str]:
    """The nodes left when nodes without a way up, and nodes without anyone below, are taken away again and
    again.
    """
    left = {(node, parent) for node, parent in edges if parent is not None}
    while True:
        nodes = {node for node, _ in left}
        parents = {parent for _, parent in left}
        kept = {(node, parent) for node, parent in left if parent in nodes and node in parents}
        if kept == left:
            return nodes
        left = kept


def _problem(position: str, day: dt.date) -> Problem:
    return Problem(
        "hierarchy-cycle",
        f"On {day} the position {position} reports to itself through its managers.",
        hint="Give one of the positions in the circle another manager. Until then it has none.",
        subject=position,
    )
