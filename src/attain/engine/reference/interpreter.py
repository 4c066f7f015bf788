"""Relational nodes executed on lists of rows (dictionaries), independent of any SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attain.engine.reference.hierarchy import close_hierarchy
from attain.ir.evaluate import evaluator
from attain.ir.program import Program
from attain.ir.relation import (
    Aggregate,
    Closure,
    Filter,
    Join,
    JoinKind,
    Prefix,
    Previous,
    Project,
    Reduction,
    Relation,
    Scan,
    Share,
    UnionAll,
)
from attain.kernel.sharing import share

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]


def execute(program: Program, tables: Tables) -> dict[str, list[Row]]:
    """All steps of the program on these input tables, by name."""
    done: dict[str, Sequence[Row]] = dict(tables)
    results: dict[str, list[Row]] = {}
    for step in program.steps:
        results[step.name] = done[step.name] = evaluate_relation(step.relation, done)
    return results


def evaluate_relation(relation: Relation, tables: Tables) -> list[Row]:
    """The rows of a relation over these tables."""
    return _RULES[type(relation)](relation, tables)


def _scan(node: Scan, tables: Tables) -> list[Row]:
    return list(tables[node.table])


def _filter(node: Filter, tables: Tables) -> list[Row]:
    holds = evaluator(node.condition)
    return [row for row in evaluate_relation(node.source, tables) if holds(row) is True]


def _project(node: Project, tables: Tables) -> list[Row]:
    outputs = [(name, evaluator(value)) for name, value in node.outputs]
    return [{name: value(row) for name, value in outputs} for row in evaluate_relation(node.source, tables)]


def _join(node: Join, tables: Tables) -> list[Row]:
    left_names = [left for left, _ in node.on]
    partners = _grouped(evaluate_relation(node.right, tables), [right for _, right in node.on])
    holds = evaluator(node.where) if node.where is not None else None
    nothing = dict.fromkeys(node.right.columns)
    result: list[Row] = []
    for row in evaluate_relation(node.left, tables):
        key = tuple(row[name] for name in left_names)
        candidates = [] if None in key else partners.get(key, [])
        pairs = [pair for pair in ({**row, **other} for other in candidates) if holds is None or holds(pair)]
        result += _kept(node.how, row, pairs, nothing)
    return result


def _kept(how: JoinKind, row: Row, pairs: list[Row], nothing: Row) -> list[Row]:
    if how is JoinKind.SEMI:
        return [row] if pairs else []
    if how is JoinKind.ANTI:
        return [] if pairs else [row]
    if how is JoinKind.LEFT and not pairs:
        return [{**row, **nothing}]
    return pairs


def _grouped(rows: Sequence[Row], names: Sequence[str]) -> dict[tuple[Any, ...], list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return groups


_REDUCTIONS: dict[Reduction, Callable[[list[Any]], Any]] = {
    Reduction.SUM: sum,
    Reduction.COUNT: len,
    Reduction.MIN: lambda values: min(values, default=None),
    Reduction.MAX: lambda values: max(values, default=None),
}


def _aggregate(node: Aggregate, tables: Tables) -> list[Row]:
    result = []
    for key, rows in _grouped(evaluate_relation(node.source, tables), node.keys).items():
        row = dict(zip(node.keys, key, strict=True))
        for name, how, column in node.reductions:
            row[name] = _REDUCTIONS[how]([one[column] for one in rows if one[column] is not None])
        result.append(row)
    return result


def _partitions(node: Prefix | Previous | Share, tables: Tables) -> list[list[Row]]:
    """The rows of each partition in order."""
    groups = _grouped(evaluate_relation(node.source, tables), node.partition)
    return [sorted(rows, key=lambda row: [row[name] for name in node.order]) for rows in groups.values()]


def _prefix(node: Prefix, tables: Tables) -> list[Row]:
    result = []
    for rows in _partitions(node, tables):
        running = dict.fromkeys((name for name, _ in node.sums), 0)
        for row in rows:
            for name, column in node.sums:
                running[name] += row[column] or 0
            result.append({**row, **running})
    return result


def _previous(node: Previous, tables: Tables) -> list[Row]:
    result = []
    for rows in _partitions(node, tables):
        value: Any = 0
        for row in rows:
            result.append({**row, node.output: value})
            value = row[node.column]
    return result


def _share(node: Share, tables: Tables) -> list[Row]:
    result = []
    for rows in _partitions(node, tables):
        weights = [row[node.weight] for row in rows]
        total = rows[0][node.total]
        parts: Sequence[int | None] = [None] * len(rows)
        if total is not None:
            parts = share(total, weights) if sum(weights) else [0] * len(rows)
        result += [{**row, node.output: part} for row, part in zip(rows, parts, strict=True)]
    return result


def _union(node: UnionAll, tables: Tables) -> list[Row]:
    return [row for source in node.sources for row in evaluate_relation(source, tables)]


def _closure(node: Closure, tables: Tables) -> list[Row]:
    return close_hierarchy(node, evaluate_relation(node.source, tables))


_RULES: dict[type[Relation], Callable[[Any, Tables], list[Row]]] = {
    Scan: _scan,
    Filter: _filter,
    Project: _project,
    Join: _join,
    Aggregate: _aggregate,
    Prefix: _prefix,
    Previous: _previous,
    Share: _share,
    UnionAll: _union,
    Closure: _closure,
}
