"""A tree as canonical text: parsed again it gives the same tree."""

from __future__ import annotations

from attain.expressions.syntax import (
    POWERS,
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
    TextLiteral,
    Unary,
)
from attain.kernel.scaled import format_rate, format_scaled

_NOT, _COMPARE, _SIGN, _ATOM = 3, 4, 7, 8


def render(expression: Expression | Node) -> str:
    """The formula in its canonical form: one space around operators, only the parentheses that it needs."""
    return _text(expression.root if isinstance(expression, Expression) else expression)


def _text(node: Node) -> str:
    match node:
        case Unary(operator, operand):
            return f"not {_at(operand, _NOT)}" if operator == "not" else f"-{_at(operand, _SIGN)}"
        case Binary(operator, left, right):
            power = POWERS[operator]
            return f"{_at(left, power + (power == _COMPARE))} {operator} {_at(right, power + 1)}"
        case Membership(operand, choices, negated):
            inside = ", ".join(_text(choice) for choice in choices)
            return f"{_at(operand, _COMPARE + 1)} {'not in' if negated else 'in'} ({inside})"
        case Between(operand, low, high, negated):
            verb = "not between" if negated else "between"
            ends = f"{_at(low, _COMPARE + 1)} and {_at(high, _COMPARE + 1)}"
            return f"{_at(operand, _COMPARE + 1)} {verb} {ends}"
        case IsMissing(operand, negated):
            return f"{_at(operand, _COMPARE + 1)} {'is not missing' if negated else 'is missing'}"
        case Call(function, arguments):
            return f"{function}({', '.join(_text(argument) for argument in arguments)})"
        case _:
            return _atom(node)


def _atom(node: NumberLiteral | RateLiteral | TextLiteral | DateLiteral | BooleanLiteral | Name) -> str:
    match node:
        case NumberLiteral(units, places):
            return format_scaled(units, places)
        case RateLiteral(units):
            return format_rate(units)
        case TextLiteral(value):
            return '"' + value.replace('"', '""') + '"'
        case DateLiteral(value):
            return value.isoformat()
        case BooleanLiteral(value):
            return "true" if value else "false"
        case Name(name):
            return name


def _at(node: Node, power: int) -> str:
    return _text(node) if _power(node) >= power else f"({_text(node)})"


def _power(node: Node) -> int:
    match node:
        case Binary(operator):
            return POWERS[operator]
        case Unary(operator):
            return _NOT if operator == "not" else _SIGN
        case Membership() | Between() | IsMissing():
            return _COMPARE
        case _:
            return _ATOM
