"""Formulas lowered to scalars of the intermediate representation.

Money literals are written in major units: they are multiplied with the minor units of the currency of the row
they stand in. A division by zero has no value. What a missing value does is said in
``attain.expressions.checker``.
"""

from __future__ import annotations

from collections.abc import Callable

from attain.expressions import (
    Between,
    Binary,
    BooleanLiteral,
    Call,
    DateLiteral,
    IsMissing,
    Kind,
    Membership,
    Name,
    NumberLiteral,
    RateLiteral,
    TextLiteral,
    Typed,
    Unary,
)
from attain.ir import scalar as ir
from attain.ir.scalar import Scalar
from attain.ir.type import BOOLEAN, TEXT, integer
from attain.kernel.rounding import RoundingMode, power_of_ten
from attain.kernel.scaled import RATE_SCALE

Resolve = Callable[[str], Scalar]  # from a name of the formula to its value in the row
Factor = Callable[[str], Scalar]  # from a currency tag to the minor units in one unit of that currency
CURRENCY_EXPONENTS = (0, 2, 3)


def lower_formula(typed: Typed, resolve: Resolve, factor: Factor) -> Scalar:
    """The scalar of a checked formula."""
    return _Lowering(resolve, factor).lower(typed)


class _Lowering:
    def __init__(self, resolve: Resolve, factor: Factor) -> None:
        self._resolve = resolve
        self._factor = factor

    def lower(self, typed: Typed) -> Scalar:
        node = typed.node
        match node:
            case NumberLiteral(units, places):
                plain = ir.scaled(units, places)
                return plain * self._factor(typed.type.currency) if typed.type.kind is Kind.MONEY else plain
            case RateLiteral(units):
                return ir.scaled(units, RATE_SCALE)
            case TextLiteral(value) | DateLiteral(value) | BooleanLiteral(value):
                return ir.lift(value)
            case Name(name):
                return self._resolve(name)
            case _:
                return self._compound(typed)

    def _compound(self, typed: Typed) -> Scalar:
        node, parts = typed.node, [self.lower(part) for part in typed.parts]
        match node:
            case Unary(operator):
                return ir.negated(parts[0]) if operator == "not" else -parts[0]
            case Binary(operator):
                return self._binary(operator, parts, typed)
            case Membership(_, _, negated):
                return _maybe_not(negated, ir.either(*(_holds(parts[0].eq(one)) for one in parts[1:])))
            case Between(_, _, _, negated):
                inside = ir.both(_holds(parts[1].le(parts[0])), _holds(parts[0].le(parts[2])))
                return _maybe_not(negated, inside)
            case IsMissing(_, negated):
                return _maybe_not(negated, parts[0].is_empty())
            case Call(function):
                return self._call(function, parts, typed)
        raise TypeError(f"no formula: {node!r}")

    def _binary(self, operator: str, parts: list[Scalar], typed: Typed) -> Scalar:
        left, right = parts
        if operator in _COMPARISONS:
            return _COMPARISONS[operator](left, right)
        if operator == "/":
            return divide(left, right, typed.type.scale)
        return _OPERATORS[operator](left, right)

    def _call(self, function: str, parts: list[Scalar], typed: Typed) -> Scalar:
        if function in ("if", "case"):
            branches = list(zip(parts[0:-1:2], parts[1:-1:2], strict=True))
            return ir.case(branches, parts[-1])
        if function in ("round", "floor", "ceiling"):
            return self._rounded(function, parts[0], typed)
        return _FUNCTIONS[function](*parts)

    def _rounded(self, function: str, value: Scalar, typed: Typed) -> Scalar:
        options = [part.node for part in typed.parts[1:]]
        places = options[0].units if options and isinstance(options[0], NumberLiteral) else None
        mode = {"floor": RoundingMode.FLOOR, "ceiling": RoundingMode.CEILING}.get(
            function, RoundingMode.HALF_EVEN
        )
        if len(options) > 1 and isinstance(options[1], TextLiteral):
            mode = RoundingMode(options[1].value)
        if typed.type.kind is Kind.MONEY:
            return self._rounded_money(value, places, mode, typed.type.currency)
        return ir.rescale(value, min(places or 0, value.type.scale), mode)

    def _rounded_money(self, value: Scalar, places: int | None, mode: RoundingMode, currency: str) -> Scalar:
        """Rounds to decimal places of the currency; its minor unit is the finest."""
        if places is None:
            return ir.rescale(value, 0, mode)
        factor = self._factor(currency)
        branches = []
        for exponent in CURRENCY_EXPONENTS:
            step = power_of_ten(max(exponent - places, 0))
            divisor = step * power_of_ten(value.type.scale)
            rounded = ir.divide_rounded(value, divisor, mode) * step
            branches.append((factor.eq(power_of_ten(exponent)), rounded))
        return ir.case(branches[1:], branches[0][1])


def divide(left: Scalar, right: Scalar, scale: int) -> Scalar:
    """The quotient at ``scale``, rounded half even; no value where the divisor is 0."""
    places = scale + right.type.scale - left.type.scale
    numerator = left * power_of_ten(max(places, 0))
    denominator = right * power_of_ten(max(-places, 0))
    quotient = ir.divide_rounded(numerator, denominator, RoundingMode.HALF_EVEN, scale)
    return ir.case([(right.eq(0), ir.lift(None, quotient.type))], quotient)


def _holds(condition: Scalar) -> Scalar:
    return ir.coalesce(condition, ir.lift(False))


def _maybe_not(negated: bool, condition: Scalar) -> Scalar:
    return ir.negated(condition) if negated else condition


_COMPARISONS: dict[str, Callable[[Scalar, Scalar], Scalar]] = {
    "=": lambda left, right: _holds(left.eq(right)),
    "!=": lambda left, right: ir.negated(_holds(left.eq(right))),
    "<": lambda left, right: _holds(left.lt(right)),
    "<=": lambda left, right: _holds(left.le(right)),
    ">": lambda left, right: _holds(left.gt(right)),
    ">=": lambda left, right: _holds(left.ge(right)),
}


_OPERATORS: dict[str, Callable[[Scalar, Scalar], Scalar]] = {
    "+": ir.add,
    "-": ir.subtract,
    "*": ir.multiply,
    "and": ir.both,
    "or": ir.either,
}


def _complete(choose: Callable[..., Scalar]) -> Callable[..., Scalar]:
    """A choice that has no value where one of its values is missing."""

    def build(*values: Scalar) -> Scalar:
        chosen = choose(*values)
        return ir.case([(value.is_empty(), ir.lift(None, chosen.type)) for value in values], chosen)

    return build


def _text(function: str) -> Callable[..., Scalar]:
    return lambda *arguments: _holds(ir.Call(BOOLEAN, function, arguments))


_FUNCTIONS: dict[str, Callable[..., Scalar]] = {
    "coalesce": ir.coalesce,
    "min": _complete(ir.least),
    "max": _complete(ir.greatest),
    "abs": ir.magnitude,
    "year": lambda day: ir.Call(integer(9999), "year", (day,)),
    "month": lambda day: ir.Call(integer(12), "month", (day,)),
    "days_between": lambda first, last: ir.Call(integer(4_000_000), "days_between", (first, last)),
    "lower": lambda text: ir.Call(TEXT, "lower", (text,)),
    "starts_with": _text("starts_with"),
    "contains": _text("contains"),
}
