"""A formula in plain English, for plan documents and explanations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    TextLiteral,
    Unary,
)
from attain.expressions.text import render
from attain.kernel.day import day_words
from attain.kernel.scaled import format_rate, format_scaled

_OPERATORS = {
    "=": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "divided by",
}
_CALLS = {
    "min": "the smaller of {0} and {1}",
    "max": "the larger of {0} and {1}",
    "abs": "the size of {0}",
    "year": "the year of {0}",
    "month": "the month of {0}",
    "days_between": "the days from {0} to {1}",
    "lower": "{0} in small letters",
    "starts_with": "{0} starts with {1}",
    "contains": "{0} contains {1}",
    "if": "{1} if {0}, otherwise {2}",
    "coalesce": "{0}, or {1} where it is missing",
    "round": "{0}, rounded",
    "floor": "{0}, rounded down",
    "ceiling": "{0}, rounded up",
}
_OPEN_CALLS = {"if", "case", "coalesce", "min", "max", "round", "floor", "ceiling"}
_LOOSE = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}


def words(expression: Expression | Node, names: Mapping[str, str] | None = None) -> str:
    """The formula as a phrase: ``deal type is new or expansion and product category is not Services``.

    ``names`` gives a phrase for a name; otherwise its own words are used.
    """
    return _Wording(names or {}).phrase(expression.root if isinstance(expression, Expression) else expression)


class _Wording:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def phrase(self, node: Node) -> str:
        match node:
            case Name(name):
                return self._names.get(name) or name.replace(".", " ").replace("_", " ")
            case NumberLiteral(units, places):
                return _grouped(format_scaled(units, places))
            case RateLiteral(units):
                return format_rate(units)
            case TextLiteral(value):
                return f"“{value}”"
            case DateLiteral(value):
                return day_words(value)
            case BooleanLiteral(value):
                return "yes" if value else "no"
            case Binary(operator, left, right):
                return self._binary(operator, left, right)
            case Call(function, arguments):
                return self._call(function, arguments)
            case _:
                return self._test(node)

    def _binary(self, operator: str, left: Node, right: Node) -> str:
        here = _LOOSE.get(operator, 3)
        first, second = self._inside(left, here), self._inside(right, here + (here > 3))
        return f"{first} {_OPERATORS.get(operator, operator)} {second}"

    def _inside(self, node: Node, power: int) -> str:
        inner = _LOOSE.get(node.operator, 3) if isinstance(node, Binary) else 9
        if isinstance(node, Call) and node.function in _OPEN_CALLS:
            inner = 0  # its phrase has parts that would read as those of the whole
        return f"({self.phrase(node)})" if inner < power else self.phrase(node)

    def _test(self, node: Unary | Membership | Between | IsMissing) -> str:
        match node:
            case Unary("-", operand):
                return f"minus {self._inside(operand, 9)}"
            case Unary(_, operand):
                return f"not ({self.phrase(operand)})"
            case Membership(operand, choices, negated):
                last = "nor" if negated else "or"
                listed = self._listed(choices, last)
                return f"{self._inside(operand, 4)} is {'neither ' if negated else ''}{listed}"
            case Between(operand, low, high, negated):
                verb = "is not between" if negated else "is between"
                return f"{self._inside(operand, 4)} {verb} {self.phrase(low)} and {self.phrase(high)}"
            case IsMissing(operand, negated):
                return f"{self._inside(operand, 4)} is {'known' if negated else 'missing'}"

    def _listed(self, nodes: Sequence[Node], last: str) -> str:
        phrases = [self.phrase(node) for node in nodes]
        return phrases[0] if len(phrases) == 1 else ", ".join(phrases[:-1]) + f" {last} {phrases[-1]}"

    def _call(self, function: str, arguments: tuple[Node, ...]) -> str:
        if function == "case":
            pairs = zip(arguments[0:-1:2], arguments[1:-1:2], strict=False)
            choices = [f"{self.phrase(value)} if {self.phrase(condition)}" for condition, value in pairs]
            return f"{', '.join(choices)}, otherwise {self.phrase(arguments[-1])}" if arguments else "case"
        template = _CALLS.get(function)
        power = 9 if function in ("min", "max") else 0
        phrases = [self._inside(argument, power) for argument in arguments]
        if power and len(phrases) > 2:
            adjective = "smallest" if function == "min" else "largest"
            return f"the {adjective} of {', '.join(phrases[:-1])} and {phrases[-1]}"
        if template is None or len(phrases) < template.count("{"):
            return render(Call(function, arguments))
        return template.format(*phrases)


def _grouped(number: str) -> str:
    whole, point, fraction = number.partition(".")
    return f"{int(whole):,}{point}{fraction}"
