"""Ancestors in a dated hierarchy, found by walking up from each node, one stretch of days at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from attain.ir.relation import MAX_DEPTH, Closure

Row = dict[str, Any]
Edges = dict[str, list[tuple[str, dt.date, dt.date]]]


def close_hierarchy(node: Closure, rows: Sequence[Row]) -> list[Row]:
    """A row for each node, ancestor and stretch of days on which the one is above the other."""
    edges: Edges = defaultdict(list)
    for row in rows:
        if row[node.parent] is not None:
            edges[row[node.node]].append((row[node.parent], row[node.days_from], row[node.days_to]))
    return [found for start in list(edges) for found in _walk(start, edges)]


def _walk(start: str, edges: Edges) -> Iterator[Row]:
    level = [(start, dt.date.min, dt.date.max)]
    for depth in range(1, MAX_DEPTH + 1):
        level = [
            (parent, max(days_from, edge_from), min(days_to, edge_to))
            for below, days_from, days_to in level
            for parent, edge_from, edge_to in edges.get(below, ())
            if max(days_from, edge_from) < min(days_to, edge_to)
        ]
        for ancestor, days_from, days_to in level:
            yield {
                "node": start,
                "ancestor": ancestor,
                "depth": depth,
                "days_from": days_from,
                "days_to": days_to,
            }
        if not level:
            return
