"""Scalar nodes: a column, a constant, or a call of a function that every executor implements exactly.

Builders and operators compute the static type, so that a node that exists is well typed. An empty value
(None) makes arithmetic and comparisons empty; ``either`` and ``both`` follow three-valued logic; ``least``
and ``greatest`` leave empty values out. Division truncates nowhere: it is ``divide_rounded`` with a mode.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from attain.ir.type import BOOLEAN, DATE, TEXT, ScalarType, ValueKind, integer
from attain.kernel.rounding import RoundingMode, power_of_ten

Value = int | str | dt.date | bool | None


@dataclass(frozen=True, slots=True, eq=True)
class Scalar:
    """Base of the three scalar nodes; ``+ - *`` and the comparison methods build calls."""

    type: ScalarType

    def __add__(self, other: Scalar | int) -> Scalar:
        return add(self, other)

    def __sub__(self, other: Scalar | int) -> Scalar:
        return subtract(self, other)

    def __mul__(self, other: Scalar | int) -> Scalar:
        return multiply(self, other)

    def __neg__(self) -> Scalar:
        return Call(self.type, "negate", (self,))

    def eq(self, other: Scalar | Value) -> Scalar:
        """Whether the two are equal."""
        return _compare("equal", self, other)

    def ne(self, other: Scalar | Value) -> Scalar:
        """Whether they differ."""
        return _compare("not_equal", self, other)

    def lt(self, other: Scalar | Value) -> Scalar:
        """Whether this is less."""
        return _compare("less", self, other)

    def le(self, other: Scalar | Value) -> Scalar:
        """Whether this is less or equal."""
        return _compare("less_or_equal", self, other)

    def gt(self, other: Scalar | Value) -> Scalar:
        """Whether this is greater."""
        return _compare("less", lift(other, self.type), self)

    def ge(self, other: Scalar | Value) -> Scalar:
        """Whether this is greater or equal."""
        return _compare("less_or_equal", lift(other, self.type), self)

    def is_empty(self) -> Scalar:
        """Whether there is no value."""
        return Call(BOOLEAN, "is_empty", (self,))

    def is_in(self, values: Sequence[Scalar | Value]) -> Scalar:
        """Whether it equals one of the values."""
        return either(*(self.eq(value) for value in values))


@dataclass(frozen=True, slots=True)
class Column(Scalar):
    """The value of a column of the row."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant(Scalar):
    """A fixed value; None is the empty value of its type."""

    value: Value


@dataclass(frozen=True, slots=True)
class Call(Scalar):
    """A function of other scalars; ``mode`` is the rounding mode of a division."""

    function: str
    arguments: tuple[Scalar, ...]
    mode: RoundingMode | None = None


def lift(value: Scalar | Value, like: ScalarType | None = None) -> Scalar:
    """A constant of a Python value; an empty value takes the type of ``like``."""
    if isinstance(value, Scalar):
        return value
    if value is None:
        if like is None:
            raise TypeError("an empty constant needs a type")
        return Constant(like, None)
    if isinstance(value, bool):
        return Constant(BOOLEAN, value)
    if isinstance(value, int):
        return Constant(integer(abs(value), like.scale if like is not None else 0), value)
    return Constant(TEXT if isinstance(value, str) else DATE, value)


def scaled(units: int, scale: int) -> Scalar:
    """A constant number: integer units at a scale."""
    return Constant(integer(abs(units), scale), units)


def add(left: Scalar | int, right: Scalar | int) -> Scalar:
    """The sum; the operand of the smaller scale is raised to the larger."""
    left, right = aligned(lift(left), lift(right))
    return Call(integer(left.type.bound + right.type.bound, left.type.scale), "add", (left, right))


def subtract(left: Scalar | int, right: Scalar | int) -> Scalar:
    """The difference; scales as ``add``."""
    left, right = aligned(lift(left), lift(right))
    return Call(integer(left.type.bound + right.type.bound, left.type.scale), "subtract", (left, right))


def multiply(left: Scalar | int, right: Scalar | int) -> Scalar:
    """The product; scales add up."""
    left, right = lift(left), lift(right)
    bound = left.type.bound * right.type.bound
    return Call(integer(bound, left.type.scale + right.type.scale), "multiply", (left, right))


def aligned(left: Scalar, right: Scalar) -> tuple[Scalar, Scalar]:
    """Two integers at the larger of their scales; raising a scale is exact."""
    scale = max(left.type.scale, right.type.scale)
    return raised(left, scale), raised(right, scale)


def raised(value: Scalar, scale: int) -> Scalar:
    """An integer at a larger scale: exact."""
    places = scale - value.type.scale
    if places == 0:
        return value
    factor = power_of_ten(places)
    if isinstance(value, Constant) and isinstance(value.value, int):
        return scaled(value.value * factor, scale)
    return Call(integer(value.type.bound * factor, scale), "multiply", (value, lift(factor)))


def divide_rounded(
    numerator: Scalar, denominator: Scalar | int, mode: RoundingMode, scale: int = 0
) -> Scalar:
    """The quotient of two integers' units rounded by ``mode``; the caller states the ``scale`` it stands
    at.
    """
    denominator = lift(denominator)
    bound = numerator.type.bound
    if isinstance(denominator, Constant) and isinstance(denominator.value, int):
        bound = bound // max(abs(denominator.value), 1) + 1
    return Call(integer(bound, scale), "divide_rounded", (numerator, denominator), mode)


def rescale(value: Scalar, scale: int, mode: RoundingMode = RoundingMode.HALF_EVEN) -> Scalar:
    """The value at another scale; lowering the scale rounds by ``mode``."""
    if scale >= value.type.scale:
        return raised(value, scale)
    return divide_rounded(value, power_of_ten(value.type.scale - scale), mode, scale)


def bounded(value: Scalar, bound: int) -> Scalar:
    """The value with a smaller bound, checked when it runs: an executor raises where it is exceeded."""
    if value.type.bound <= bound:
        return value
    return Call(integer(bound, value.type.scale), "bounded", (value,))


def magnitude(value: Scalar) -> Scalar:
    """The value without its sign."""
    return Call(value.type, "magnitude", (value,))


def least(*values: Scalar) -> Scalar:
    """The smallest of the values that are there."""
    return _extreme("least", values)


def greatest(*values: Scalar) -> Scalar:
    """The largest of the values that are there."""
    return _extreme("greatest", values)


def coalesce(*values: Scalar) -> Scalar:
    """The first value that is there."""
    return _extreme("coalesce", values)


def case(branches: Sequence[tuple[Scalar, Scalar]], otherwise: Scalar) -> Scalar:
    """The value of the first branch whose condition is true, else ``otherwise``."""
    values = _alike([*(value for _, value in branches), otherwise])
    arguments: list[Scalar] = []
    for (condition, _), value in zip(branches, values, strict=False):
        arguments += [condition, value]
    return Call(_joined_type(values), "case", (*arguments, values[-1]))


def both(*conditions: Scalar) -> Scalar:
    """Whether all conditions hold; no condition at all holds."""
    return _logic("and", True, conditions)


def either(*conditions: Scalar) -> Scalar:
    """Whether one of the conditions holds; no condition at all does not."""
    return _logic("or", False, conditions)


def negated(condition: Scalar) -> Scalar:
    """Whether the condition does not hold."""
    return Call(BOOLEAN, "not", (condition,))


def _logic(function: str, neutral: bool, conditions: tuple[Scalar, ...]) -> Scalar:
    if not conditions:
        return lift(neutral)
    return conditions[0] if len(conditions) == 1 else Call(BOOLEAN, function, conditions)


def _compare(function: str, left: Scalar, right: Scalar | Value) -> Scalar:
    right = lift(right, left.type)
    if left.type.kind is not right.type.kind:
        raise TypeError(f"a {left.type.kind} cannot be compared with a {right.type.kind}")
    if left.type.kind is ValueKind.INTEGER:
        left, right = aligned(left, right)
    return Call(BOOLEAN, function, (left, right))


def _extreme(function: str, values: Sequence[Scalar]) -> Scalar:
    alike = _alike(values)
    return alike[0] if len(alike) == 1 else Call(_joined_type(alike), function, tuple(alike))


def _alike(values: Sequence[Scalar]) -> list[Scalar]:
    """The values at one scale."""
    scale = max(value.type.scale for value in values)
    return [raised(value, scale) if value.type.kind is ValueKind.INTEGER else value for value in values]


def _joined_type(values: Sequence[Scalar]) -> ScalarType:
    kinds = {value.type.kind for value in values}
    if len(kinds) != 1:
        raise TypeError(f"one value cannot be {' and '.join(sorted(kinds))}")
    first = values[0].type
    return ScalarType(first.kind, first.scale, max(value.type.bound for value in values))
