"""Relational nodes: what rows a step holds. Every node knows its columns and their static types.

Rows are a multiset; order exists only inside ``Prefix`` and ``Share``, whose order must be total within a
partition, so that no result depends on the order in which rows arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from attain.ir.scalar import Column, Scalar, Value, lift
from attain.ir.type import DATE, ScalarType, integer

Columns = Mapping[str, ScalarType]
MAX_ROWS = 10**8  # the most rows of one key that a sum runs over: bounds the digits of sums
MAX_MONTHS = 1_200  # months of a calculation
MAX_DEPTH = 64  # levels of a hierarchy


class JoinKind(StrEnum):
    """Which rows a join keeps."""

    INNER = "inner"
    LEFT = "left"
    SEMI = "semi"
    ANTI = "anti"


class Reduction(StrEnum):
    """How an aggregate combines values; empty values are left out, and a sum of none is 0."""

    SUM = "sum"
    COUNT = "count"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True)
class Relation:
    """Base of the relational nodes, with the verbs that build the next node."""

    columns: Columns = field(init=False, repr=False, compare=False, default_factory=dict)

    def _declare(self, columns: Columns) -> None:
        object.__setattr__(self, "columns", dict(columns))

    def __getitem__(self, name: str) -> Scalar:
        return Column(self.columns[name], name)

    def filter(self, condition: Scalar) -> Relation:
        """The rows for which the condition is true."""
        return Filter(self, condition)

    def project(self, **columns: Scalar | Value) -> Relation:
        """Rows of exactly these columns."""
        return Project(self, tuple((name, lift(value)) for name, value in columns.items()))

    def extend(self, **columns: Scalar | Value) -> Relation:
        """The rows with further (or replaced) columns."""
        kept = {name: self[name] for name in self.columns}
        return self.project(**{**kept, **columns})

    def select(self, *names: str, **renamed: str) -> Relation:
        """The named columns, and columns under a new name: ``select("a", b="old_b")``."""
        kept = {name: self[name] for name in names}
        return self.project(**kept, **{new: self[old] for new, old in renamed.items()})

    def without(self, *names: str) -> Relation:
        """All columns but these."""
        return self.select(*(name for name in self.columns if name not in names))

    def join(
        self,
        right: Relation,
        on: Iterable[tuple[str, str]],
        *,
        where: Scalar | None = None,
        how: JoinKind = JoinKind.INNER,
    ) -> Relation:
        """Pairs of rows whose key columns are equal and for which ``where`` holds."""
        return Join(self, right, tuple(on), where, how)

    def aggregate(
        self, keys: Iterable[str], max_rows: int = MAX_ROWS, /, **reductions: tuple[Reduction, str]
    ) -> Relation:
        """One row for each value of the keys, with reductions of columns over at most ``max_rows`` rows."""
        named = tuple((name, how, column) for name, (how, column) in reductions.items())
        return Aggregate(self, tuple(keys), named, max_rows)

    def distinct(self, *keys: str) -> Relation:
        """One row for each value of the keys."""
        return Aggregate(self, keys, ())


@dataclass(frozen=True)
class Scan(Relation):
    """The rows of an input table or of an earlier step."""

    table: str
    schema: tuple[tuple[str, ScalarType], ...]

    def __post_init__(self) -> None:
        self._declare(dict(self.schema))


@dataclass(frozen=True)
class Filter(Relation):
    """The rows for which a condition is true (neither false nor empty)."""

    source: Relation
    condition: Scalar

    def __post_init__(self) -> None:
        self._declare(self.source.columns)


@dataclass(frozen=True)
class Project(Relation):
    """Rows computed from rows."""

    source: Relation
    outputs: tuple[tuple[str, Scalar], ...]

    def __post_init__(self) -> None:
        self._declare({name: value.type for name, value in self.outputs})


@dataclass(frozen=True)
class Join(Relation):
    """Pairs of rows; a semi or anti join keeps left rows that have, or have no, partner."""

    left: Relation
    right: Relation
    on: tuple[tuple[str, str], ...]
    where: Scalar | None
    how: JoinKind

    def __post_init__(self) -> None:
        if self.how in (JoinKind.SEMI, JoinKind.ANTI):
            self._declare(self.left.columns)
            return
        common = set(self.left.columns) & set(self.right.columns)
        if common:
            raise TypeError(f"both sides of a join have the columns {sorted(common)}")
        self._declare({**self.left.columns, **self.right.columns})


@dataclass(frozen=True)
class Aggregate(Relation):
    """One row for each value of the keys."""

    source: Relation
    keys: tuple[str, ...]
    reductions: tuple[tuple[str, Reduction, str], ...]
    max_rows: int = MAX_ROWS

    def __post_init__(self) -> None:
        columns = {name: self.source.columns[name] for name in self.keys}
        for name, how, column in self.reductions:
            columns[name] = _reduced(how, self.source.columns[column], self.max_rows)
        self._declare(columns)


def _reduced(how: Reduction, source: ScalarType, max_rows: int) -> ScalarType:
    if how is Reduction.COUNT:
        return integer(max_rows)
    if how is Reduction.SUM:
        return sum_type(source, max_rows)
    return source


def sum_type(source: ScalarType, max_rows: int = MAX_ROWS) -> ScalarType:
    """The type of a sum over at most ``max_rows`` rows."""
    return integer(source.bound * max_rows, source.scale)


@dataclass(frozen=True)
class Prefix(Relation):
    """Running sums: each row gets the sum of ``column`` over the rows of its partition up to itself, in
    order.
    """

    source: Relation
    partition: tuple[str, ...]
    order: tuple[str, ...]
    sums: tuple[tuple[str, str], ...]
    max_rows: int = MAX_ROWS

    def __post_init__(self) -> None:
        sums = {name: sum_type(self.source.columns[column], self.max_rows) for name, column in self.sums}
        self._declare({**self.source.columns, **sums})


@dataclass(frozen=True)
class Previous(Relation):
    """Each row gets the value of ``column`` in the row before it in its partition, 0 in the first."""

    source: Relation
    partition: tuple[str, ...]
    order: tuple[str, ...]
    column: str
    output: str

    def __post_init__(self) -> None:
        self._declare({**self.source.columns, self.output: self.source.columns[self.column]})


@dataclass(frozen=True)
class Share(Relation):
    """The ``total`` of each partition divided by ``weight`` over its rows, by largest remainder.

    ``total`` is the same in all rows of a partition. Weights are not negative; where they sum to 0 every
    part is 0. Among equal remainders the earlier row in ``order`` gets the unit.
    """

    source: Relation
    partition: tuple[str, ...]
    order: tuple[str, ...]
    total: str
    weight: str
    output: str

    def __post_init__(self) -> None:
        total = self.source.columns[self.total]
        self._declare({**self.source.columns, self.output: total})


@dataclass(frozen=True)
class UnionAll(Relation):
    """All rows of relations that have the same columns."""

    sources: tuple[Relation, ...]

    def __post_init__(self) -> None:
        names = [tuple(source.columns) for source in self.sources]
        if len(set(names)) != 1:
            raise TypeError(f"a union needs the same columns everywhere: {names}")
        self._declare({name: self._widest(name) for name in names[0]})

    def _widest(self, name: str) -> ScalarType:
        types = [source.columns[name] for source in self.sources]
        if len({(one.kind, one.scale) for one in types}) != 1:
            raise TypeError(f"a union needs one type in column {name}: {types}")
        return max(types, key=lambda one: one.bound)


@dataclass(frozen=True)
class Closure(Relation):
    """All ancestors of each node of a dated hierarchy, at each depth from 1, and the days on which they are.

    ``source`` has a node, its parent (empty at the top) and the half-open days of that edge, not
    overlapping for a node. The result has ``node``, ``ancestor``, ``depth``, ``days_from``, ``days_to``.
    """

    source: Relation
    node: str
    parent: str
    days_from: str
    days_to: str

    def __post_init__(self) -> None:
        node = self.source.columns[self.node]
        self._declare(
            {
                "node": node,
                "ancestor": node,
                "depth": integer(MAX_DEPTH),
                "days_from": DATE,
                "days_to": DATE,
            }
        )
