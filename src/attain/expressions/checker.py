"""Checks a formula against a scope: every name is known, every function exists, every unit fits.

The answer is a tree of the same shape in which each node has its type. A plain number takes the unit of
what it meets: in ``amount > 10000`` the literal is money in the amount's currency.

What a formula means, for every backend: arithmetic with a missing value is missing; a comparison (``=``,
``<``, ``in``, ``between``) with a missing value does not hold, and ``!=``, ``not in`` and ``not between``
are the opposite of ``=``, ``in`` and ``between``; so conditions are never missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attain.expressions import operator
from attain.expressions.function import FUNCTIONS, Function
from attain.expressions.scope import Scope
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
    TextLiteral,
    Unary,
    locate,
)
from attain.expressions.type import BOOLEAN, DATE, INTEGER, RATE, TEXT, Kind, Type
from attain.kernel.problem import Problem
from attain.kernel.rounding import power_of_ten
from attain.kernel.scaled import format_scaled


@dataclass(frozen=True, slots=True)
class Typed:
    """A node, its type, and its typed parts in the order of ``syntax.children``."""

    node: Node
    type: Type
    parts: tuple[Typed, ...] = ()


def check(expression: Expression, scope: Scope, expected: Type | None = None) -> Typed | tuple[Problem, ...]:
    """The formula with its types, or everything that is wrong with it.

    ``expected`` is the type that the place wants; its scale does not matter, the caller rescales.
    """
    checker = _Checker(expression, scope)
    typed = checker.typed(expression.root)
    if typed is not None and expected is not None:
        typed = checker.fitted(typed, expected)
    if checker.problems or typed is None:
        return tuple(checker.problems)
    return typed


class _Checker:
    """Walks the tree; None stands for a part that already has a problem, so that one mistake is told once."""

    def __init__(self, expression: Expression, scope: Scope) -> None:
        self._expression = expression
        self._scope = scope
        self.problems: list[Problem] = []

    def typed(self, node: Node) -> Typed | None:
        match node:
            case NumberLiteral(_, places):
                return Typed(node, INTEGER.at_scale(places))
            case RateLiteral():
                return Typed(node, RATE)
            case TextLiteral():
                return Typed(node, TEXT)
            case DateLiteral():
                return Typed(node, DATE)
            case BooleanLiteral():
                return Typed(node, BOOLEAN)
            case Name():
                return self._name(node)
            case Unary():
                return self._unary(node)
            case Binary():
                return self._binary(node)
            case Membership(operand, choices):
                return self._compared(node, (operand, *choices), "=")
            case Between(operand, low, high):
                return self._compared(node, (operand, low, high), "<=")
            case IsMissing(operand):
                part = self.typed(operand)
                return part and Typed(node, BOOLEAN, (part,))
            case Call():
                return self._call(node)

    def fitted(self, typed: Typed, expected: Type) -> Typed | None:
        """The formula as the type that its place wants."""
        fitted = _adapted(typed, expected)
        if not expected.accepts(fitted.type):
            hint = operator.incompatible("", expected, fitted.type)[2]
            if expected.kind is Kind.RATE and isinstance(typed.node, NumberLiteral):
                hint = f"Write {_percentage(typed.node)}, if that is the rate that is meant."
            if expected.kind is Kind.MONEY and fitted.type.kind is Kind.MONEY:
                hint = f"The result must be in {expected.currency} currency."
            wanted = expected.words[0].upper() + expected.words[1:]
            message = f"{wanted} is needed here, but this is {fitted.type.words}."
            return self._refused(typed.node, "formula-result", message, hint)
        return fitted

    # ------------------------------------------------------------ names and operators

    def _name(self, node: Name) -> Typed | None:
        named = self._scope.names.get(node.name)
        if named is not None:
            return Typed(node, named.type)
        if node.name.lower() in FUNCTIONS:
            hint = f"It is a function: {FUNCTIONS[node.name.lower()].signature}."
        else:
            known = f"Known names: {listed(self._scope.names)}."
            hint = did_you_mean(node.name, self._scope.names, otherwise=known)
        message = f"“{node.name}” is not a name that {self._scope.subject} knows."
        return self._refused(node, "formula-name-unknown", message, hint)

    def _unary(self, node: Unary) -> Typed | None:
        part = self.typed(node.operand)
        if part is None:
            return None
        if node.operator == "not":
            return self._condition(part) and Typed(node, BOOLEAN, (part,))
        if not part.type.kind.is_numeric:
            return self._refused(node, "formula-types", f"There is no negative of {part.type.words}.", "")
        return Typed(node, part.type, (part,))

    def _binary(self, node: Binary) -> Typed | None:
        if node.operator in ("and", "or"):
            sides = [self.typed(side) for side in (node.left, node.right)]
            known = [side for side in sides if side is not None and self._condition(side)]
            return Typed(node, BOOLEAN, tuple(known)) if len(known) == 2 else None
        if node.operator not in "+-*/":
            return self._compared(node, (node.left, node.right), node.operator)
        left, right = self.typed(node.left), self.typed(node.right)
        if left is None or right is None:
            return None
        if node.operator in "+-":
            left, right = _alike((left, right))
        result = operator.arithmetic(node.operator, left.type, right.type)
        if not isinstance(result, Type):
            return self._refused(node, *result)
        return Typed(node, result, (left, right))

    def _condition(self, part: Typed) -> Typed | None:
        if part.type.kind is Kind.BOOLEAN:
            return part
        hint = "Compare it with something: =, <, in (…)." if isinstance(part.node, Name) else ""
        return self._refused(
            part.node, "formula-types", f"A condition is needed here, but this is {part.type.words}.", hint
        )

    def _compared(self, node: Node, nodes: Sequence[Node], sign: str) -> Typed | None:
        found = [self.typed(one) for one in nodes]
        parts = tuple(one for one in found if one is not None)
        if len(parts) != len(found):
            return None
        first, *others = _alike(parts)
        for other in others:
            refusal = operator.comparison(sign, first.type, other.type)
            if refusal is not None:
                return self._refused(node if isinstance(node, Binary) else other.node, *refusal)
        for one, other in ((first, other) for other in others):
            self._check_choice(one.node, other.node)
            self._check_choice(other.node, one.node)
        return Typed(node, BOOLEAN, (first, *others))

    def _check_choice(self, name: Node, text: Node) -> None:
        if not isinstance(name, Name) or not isinstance(text, TextLiteral):
            return
        choices = self._scope.names[name.name].choices
        if choices and text.value not in choices:
            hint = did_you_mean(text.value, choices, otherwise=f"Possible values: {listed(choices)}.")
            message = f"{name.name} is never “{text.value}”, so this never holds."
            self._refused(text, "formula-choice-unknown", message, hint)

    # ------------------------------------------------------------ functions

    def _call(self, node: Call) -> Typed | None:
        function = FUNCTIONS.get(node.function)
        if function is None:
            hint = did_you_mean(node.function, FUNCTIONS, otherwise=f"Functions: {listed(FUNCTIONS, 20)}.")
            if closest(node.function, FUNCTIONS) is None and node.function in self._scope.names:
                hint = f"“{node.function}” is a name, not a function."
            return self._refused(
                node, "formula-function-unknown", f"There is no function “{node.function}”.", hint
            )
        found = [self.typed(argument) for argument in node.arguments]
        parts = tuple(part for part in found if part is not None)
        if len(parts) != len(found) or not self._count_fits(node, function):
            return None
        alike = function.alike(len(parts))
        parts = self._same(node, parts, alike)
        if parts == () and node.arguments:
            return None
        result = function.result([(part.node, part.type) for part in parts])
        if isinstance(result, str):
            hint = f"It is written {function.signature}."
            return self._refused(
                node, "formula-arguments", f"{function.name} cannot be used like this: {result}.", hint
            )
        return Typed(node, result, parts)

    def _count_fits(self, node: Call, function: Function) -> bool:
        count = len(node.arguments)
        if function.least <= count and (function.most is None or count <= function.most):
            return True
        wanted = str(function.least) if function.least == function.most else f"at least {function.least}"
        if function.most is not None and function.most > function.least:
            wanted = f"{function.least} to {function.most}"
        message = (
            f"{function.name} takes {wanted} {'argument' if wanted == '1' else 'arguments'}, not {count}."
        )
        self._refused(node, "formula-arguments", message, f"It is written {function.signature}.")
        return False

    def _same(self, node: Call, parts: tuple[Typed, ...], positions: Sequence[int]) -> tuple[Typed, ...]:
        """The arguments with those at ``positions`` made one type; nothing where they cannot be."""
        if not positions or max(positions) >= len(parts):
            return parts
        changed = list(parts)
        for position, part in zip(positions, _alike([parts[one] for one in positions]), strict=True):
            changed[position] = part
        first = changed[positions[0]]
        for position in positions[1:]:
            one = changed[position]
            if not (first.type.accepts(one.type) or one.type.accepts(first.type)):
                _, message, hint = operator.incompatible("mixed with", first.type, one.type)
                self._refused(one.node, "formula-types", f"In {node.function}: {message}", hint)
                return ()
        return tuple(changed)

    def _refused(self, node: Node, code: str, message: str, hint: str) -> Typed | None:
        """Notes a problem; None, for the part that has no type because of it."""
        place = locate(self._expression.text, self._expression.where, node.span.start)
        self.problems.append(Problem(code, message, place, hint))
        return None


def _alike(parts: Sequence[Typed]) -> list[Typed]:
    """The parts, with plain number literals as the unit of the first part that is not one."""
    models = [part.type for part in parts if not _is_plain(part)]
    return [_adapted(part, models[0]) for part in parts] if models else list(parts)


def _adapted(part: Typed, model: Type) -> Typed:
    """Plain numbers in the unit of ``model``; everything else as it is.

    Zero is zero in every unit, other numbers become money or a quantity but never a rate: 5 could mean 5 %.
    """
    if not _is_plain(part) or model.kind is Kind.NUMBER or not model.kind.is_numeric:
        return part
    if model.kind is Kind.RATE and not _is_zero(part.node):
        return part
    values = _values(part)
    parts = tuple(_adapted(one, model) if one in values else one for one in part.parts)
    return Typed(part.node, model.at_scale(part.type.scale), parts)


def _is_plain(part: Typed) -> bool:
    """Whether a part is a number without a unit: a literal, or a choice between literals."""
    if isinstance(part.node, NumberLiteral):
        return True
    values = _values(part)
    return bool(values) and all(_is_plain(one) for one in values)


def _values(part: Typed) -> tuple[Typed, ...]:
    """The parts that have the unit of the whole: both branches of if(…), the number behind a sign."""
    match part.node:
        case Unary("-"):
            return part.parts
        case Call(function):
            return tuple(part.parts[position] for position in FUNCTIONS[function].alike(len(part.parts)))
    return ()


def _percentage(number: NumberLiteral) -> str:
    """What someone who wrote a plain number as a rate meant: 8 and 0.08 are both 8%."""
    is_part = number.units < power_of_ten(number.places)
    places = number.places - 2 if is_part else number.places
    units = number.units * power_of_ten(max(-places, 0))
    return format_scaled(units, max(places, 0)) + "%"


def _is_zero(node: Node) -> bool:
    return isinstance(node, NumberLiteral) and node.units == 0
