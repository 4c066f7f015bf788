"""The formula language of plans: small, typed, with familiar spreadsheet and SQL names.

A formula is text such as ``deal_type in ("new", "expansion") and amount >= 1000``. ``parse`` reads it into
a tree, ``check`` finds the type of every part in a ``Scope`` of names, ``render`` writes it canonically and
``words`` says it in plain English. Nothing here evaluates anything: a formula is data that the engine
lowers. The language has no loops, no assignments and only the functions in ``FUNCTIONS``; too long or too
deep a text is refused at once.
"""

from __future__ import annotations

from attain.expressions.checker import Typed, check
from attain.expressions.function import FUNCTIONS, Function
from attain.expressions.parser import parse
from attain.expressions.scope import Named, Scope, field_name, fields_of
from attain.expressions.suggestion import closest, did_you_mean, listed
from attain.expressions.syntax import (
    Between,
    Binary,
    BooleanLiteral,
    Call,
    DateLiteral,
    Expression,
    IsMissing,
    Membership,
    Name,
    Node,
    NumberLiteral,
    RateLiteral,
    Span,
    TextLiteral,
    Unary,
    children,
    names,
)
from attain.expressions.text import render
from attain.expressions.type import BOOLEAN, DATE, INTEGER, QUANTITY, RATE, TEXT, Kind, Type, money
from attain.expressions.wording import words

__all__ = [
    "BOOLEAN",
    "DATE",
    "FUNCTIONS",
    "INTEGER",
    "QUANTITY",
    "RATE",
    "TEXT",
    "Between",
    "Binary",
    "BooleanLiteral",
    "Call",
    "DateLiteral",
    "Expression",
    "Function",
    "IsMissing",
    "Kind",
    "Membership",
    "Name",
    "Named",
    "Node",
    "NumberLiteral",
    "RateLiteral",
    "Scope",
    "Span",
    "TextLiteral",
    "Type",
    "Typed",
    "Unary",
    "check",
    "children",
    "closest",
    "did_you_mean",
    "field_name",
    "fields_of",
    "listed",
    "money",
    "names",
    "parse",
    "render",
    "words",
]
