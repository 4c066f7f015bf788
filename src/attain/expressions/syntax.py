"""The tree of a formula: frozen nodes that know where in the text they stand.

Nodes compare by meaning: their spans do not count, so a formula equals its canonical text parsed again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from attain.kernel.problem import Location


@dataclass(frozen=True, slots=True)
class Span:
    """Characters from ``start`` to before ``end`` of the formula's text."""

    start: int = 0
    end: int = 0


_NO_SPAN = Span()


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A plain number: ``units`` at ``places`` decimal places, without trailing zeros. 2.50 is (25, 1)."""

    units: int
    places: int
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class RateLiteral:
    """A percentage: ``units`` at RATE_SCALE. 10 % is 10_000_000."""

    units: int
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class TextLiteral:
    """Text in quotes."""

    value: str
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class DateLiteral:
    """A day written as 2026-01-31."""

    value: dt.date
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class BooleanLiteral:
    """``true`` or ``false``."""

    value: bool
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name:
    """A field, parameter or component: ``amount``, ``product.category``."""

    name: str
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Unary:
    """``-x`` or ``not x``."""

    operator: str
    operand: Node
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Binary:
    """``left operator right``; operators are + - * / = != < <= > >= and or."""

    operator: str
    left: Node
    right: Node
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Membership:
    """``operand in (choices)``, or ``not in``."""

    operand: Node
    choices: tuple[Node, ...]
    negated: bool = False
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Between:
    """``operand between low and high``, both ends included, or ``not between``."""

    operand: Node
    low: Node
    high: Node
    negated: bool = False
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class IsMissing:
    """``operand is missing``, or ``is not missing``."""

    operand: Node
    negated: bool = False
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the allow-list with its arguments."""

    function: str
    arguments: tuple[Node, ...]
    span: Span = field(default=_NO_SPAN, compare=False, kw_only=True)


Literal: TypeAlias = NumberLiteral | RateLiteral | TextLiteral | DateLiteral | BooleanLiteral
Node: TypeAlias = Literal | Name | Unary | Binary | Membership | Between | IsMissing | Call


# How tightly an operator binds its two sides; ``not`` stands between ``and`` and the comparisons.
POWERS = {"or": 1, "and": 2, **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), 4), "+": 5, "-": 5}
POWERS |= {"*": 6, "/": 6}


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed formula: its tree, the text it was read from and where that text begins."""

    root: Node
    text: str = field(default="", compare=False)
    where: Location = field(default=Location(), compare=False)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order in which they are written."""
    match node:
        case Unary(_, operand) | IsMissing(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Membership(operand, choices):
            return (operand, *choices)
        case Between(operand, low, high):
            return (operand, low, high)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def names(node: Node) -> frozenset[str]:
    """Every name that the tree refers to."""
    own = frozenset((node.name,)) if isinstance(node, Name) else frozenset[str]()
    return own.union(*(names(child) for child in children(node)))


def locate(text: str, where: Location, offset: int) -> Location:
    """The place of a character of a formula in the file that the formula stands in."""
    before = text[:offset]
    breaks = before.count("\n")
    if breaks:
        line = None if where.line is None else where.line + breaks
        return Location(where.file, line, offset - before.rfind("\n"), where.path)
    column = (where.column or 1) + offset
    return Location(where.file, 1 if where.line is None else where.line, column, where.path)
