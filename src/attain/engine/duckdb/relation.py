# ruff: noqa: S608 (names are quoted and literals escaped; no text of a user becomes SQL)
"""Relations as DuckDB SQL: nested SELECTs, a statement for each step.

A numerator of ``divide_rounded`` is mentioned several times by its SQL, so a projection first computes it
as a column of its own in an inner SELECT; nested divisions become nested SELECTs and text stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from attain.engine.duckdb.scalar import quoted, scalar_sql, sql_type
from attain.ir.program import Program
from attain.ir.relation import (
    MAX_DEPTH,
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
from attain.ir.scalar import Call, Column, Constant, Scalar


def compile_program(program: Program) -> list[tuple[str, str]]:
    """The SELECT of each step, in order."""
    return [(step.name, relation_sql(step.relation)) for step in program.steps]


def relation_sql(relation: Relation) -> str:
    """The SELECT that gives the rows of a relation."""
    return _RULES[type(relation)](relation)


def _from(relation: Relation) -> str:
    if isinstance(relation, Scan):
        return quoted(relation.table)
    return f"({relation_sql(relation)}) AS t"


def _scan(node: Scan) -> str:
    return f"SELECT {_names(node.columns)} FROM {quoted(node.table)}"


def _filter(node: Filter) -> str:
    return f"SELECT * FROM {_from(node.source)} WHERE {scalar_sql(node.condition)}"


# ---------------------------------------------------------------- projections


def _project(node: Project) -> str:
    outputs = [value for _, value in node.outputs]
    hoisted: dict[Scalar, str] = {}
    outputs = [_hoist(value, hoisted) for value in outputs]
    source = _from(node.source)
    for layer in _layers(hoisted):
        extra = ", ".join(f"{scalar_sql(value)} AS {quoted(name)}" for value, name in layer)
        source = f"(SELECT *, {extra} FROM {source}) AS t"
    names = [name for name, _ in node.outputs]
    columns = (f"{scalar_sql(value)} AS {quoted(name)}" for name, value in zip(names, outputs, strict=True))
    return f"SELECT {', '.join(columns)} FROM {source}"


def _hoist(scalar: Scalar, hoisted: dict[Scalar, str]) -> Scalar:
    """The scalar with the operands of its divisions replaced by columns; inner ones are hoisted first."""
    if not isinstance(scalar, Call):
        return scalar
    call = replace(scalar, arguments=tuple(_hoist(argument, hoisted) for argument in scalar.arguments))
    if call.function != "divide_rounded":
        return call
    return replace(call, arguments=tuple(_as_column(argument, hoisted) for argument in call.arguments))


def _as_column(scalar: Scalar, hoisted: dict[Scalar, str]) -> Scalar:
    if isinstance(scalar, Column | Constant):
        return scalar
    name = hoisted.setdefault(scalar, f"hoisted {len(hoisted)}")
    return Column(scalar.type, name)


def _layers(hoisted: dict[Scalar, str]) -> list[list[tuple[Scalar, str]]]:
    """The hoisted columns in layers: a layer refers only to layers before it."""
    levels: dict[str, int] = {}
    for scalar, name in hoisted.items():
        levels[name] = 1 + max((levels[used] for used in _hoisted_names(scalar)), default=0)
    layers: list[list[tuple[Scalar, str]]] = [[] for _ in range(max(levels.values(), default=0))]
    for scalar, name in hoisted.items():
        layers[levels[name] - 1].append((scalar, name))
    return layers


def _hoisted_names(scalar: Scalar) -> set[str]:
    if isinstance(scalar, Column):
        return {scalar.name} if scalar.name.startswith("hoisted ") else set()
    if isinstance(scalar, Call):
        return set().union(*(_hoisted_names(argument) for argument in scalar.arguments))
    return set()


# ---------------------------------------------------------------- joins and groups


def _join(node: Join) -> str:
    conditions = [f"l.{quoted(left)} = r.{quoted(right)}" for left, right in node.on]
    if node.where is not None:
        conditions.append(scalar_sql(node.where))
    kind = {JoinKind.INNER: "INNER", JoinKind.LEFT: "LEFT", JoinKind.SEMI: "SEMI", JoinKind.ANTI: "ANTI"}
    left = f"({relation_sql(node.left)}) AS l"
    right = f"({relation_sql(node.right)}) AS r"
    columns = "l.*" if node.how in (JoinKind.SEMI, JoinKind.ANTI) else "*"
    return (
        f"SELECT {columns} FROM {left} {kind[node.how]} JOIN {right} ON {' AND '.join(conditions) or 'TRUE'}"
    )


def _aggregate(node: Aggregate) -> str:
    keys = _names(node.keys)
    columns = [keys]
    for name, how, column in node.reductions:
        columns.append(f"{_reduction(node, name, how, column)} AS {quoted(name)}")
    return f"SELECT {', '.join(columns)} FROM {_from(node.source)} GROUP BY {keys}"


def _reduction(node: Aggregate, name: str, how: Reduction, column: str) -> str:
    kind = sql_type(node.columns[name])
    if how is Reduction.SUM:
        return f"CAST(coalesce(sum({quoted(column)}), 0) AS {kind})"
    if how is Reduction.COUNT:
        return f"CAST(count({quoted(column)}) AS {kind})"
    return f"{how.value}({quoted(column)})"


def _union(node: UnionAll) -> str:
    return " UNION ALL ".join(
        "SELECT " + ", ".join(_cast(source, node, name) for name in node.columns) + f" FROM {_from(source)}"
        for source in node.sources
    )


def _cast(source: Relation, node: UnionAll, name: str) -> str:
    if sql_type(source.columns[name]) == sql_type(node.columns[name]):
        return quoted(name)
    return f"CAST({quoted(name)} AS {sql_type(node.columns[name])}) AS {quoted(name)}"


# ---------------------------------------------------------------- ordered


def _over(partition: Sequence[str], order: Sequence[str]) -> str:
    return f"PARTITION BY {_names(partition)} ORDER BY {_names(order)}"


def _prefix(node: Prefix) -> str:
    frame = f"{_over(node.partition, node.order)} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    sums = []
    for name, column in node.sums:
        total = f"coalesce(sum({quoted(column)}) OVER ({frame}), 0)"
        sums.append(f"CAST({total} AS {sql_type(node.columns[name])}) AS {quoted(name)}")
    return f"SELECT *, {', '.join(sums)} FROM {_from(node.source)}"


def _previous(node: Previous) -> str:
    nothing = f"CAST(0 AS {sql_type(node.columns[node.output])})"
    before = f"lag({quoted(node.column)}, 1, {nothing}) OVER ({_over(node.partition, node.order)})"
    return f"SELECT *, {before} AS {quoted(node.output)} FROM {_from(node.source)}"


# ---------------------------------------------------------------- shares


def _share(node: Share) -> str:
    """The floor of each exact share, and one more for as many of the largest remainders as are left."""
    total, weight = quoted(node.total), quoted(node.weight)
    partition = f"PARTITION BY {_names(node.partition)}"
    product = f"(CAST(abs({total}) AS HUGEINT) * CAST({weight} AS HUGEINT))"
    whole = f"nullif(CAST(sum({weight}) OVER ({partition}) AS HUGEINT), 0)"
    floors = f"{product} // {whole} AS share_floor, {product} % {whole} AS share_rest"
    floored = f"SELECT *, {floors} FROM {_from(node.source)}"
    rank = f"row_number() OVER ({partition} ORDER BY share_rest DESC, {_names(node.order)}) AS share_rank"
    left = f"abs({total}) - CAST(sum(share_floor) OVER ({partition}) AS HUGEINT) AS share_left"
    ranked = f"SELECT *, {rank}, {left} FROM ({floored}) AS t"
    part = "coalesce(share_floor + CASE WHEN share_rank <= share_left THEN 1 ELSE 0 END, 0)"
    signed = f"CASE WHEN {total} IS NULL THEN NULL WHEN {total} < 0 THEN -{part} ELSE {part} END"
    value = f"CAST({signed} AS {sql_type(node.columns[node.output])}) AS {quoted(node.output)}"
    return f"SELECT {_names(node.source.columns)}, {value} FROM ({ranked}) AS t"


# ---------------------------------------------------------------- hierarchies


def _closure(node: Closure) -> str:
    edges = f"({relation_sql(node.source)}) AS e"
    child, parent, start, end = (
        quoted(name) for name in (node.node, node.parent, node.days_from, node.days_to)
    )
    columns = "node, ancestor, depth, days_from, days_to"
    first = (
        f"SELECT {child}, {parent}, CAST(1 AS BIGINT), {start}, {end} FROM {edges} WHERE {parent} IS NOT NULL"
    )
    later, sooner = f"greatest(up.days_from, e.{start})", f"least(up.days_to, e.{end})"
    met = f"e.{parent} IS NOT NULL AND {later} < {sooner} AND up.depth < {MAX_DEPTH}"
    above = f"SELECT up.node, e.{parent}, up.depth + 1, {later}, {sooner}"
    step = f"{above} FROM up INNER JOIN {edges} ON e.{child} = up.ancestor WHERE {met}"
    return f"WITH RECURSIVE up({columns}) AS ({first} UNION ALL {step}) SELECT {columns} FROM up"


def _names(names: Sequence[str] | Any) -> str:
    return ", ".join(quoted(name) for name in names)


_RULES: dict[type[Relation], Callable[[Any], str]] = {
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
