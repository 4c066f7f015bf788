"""Scalars evaluated in pure Python: each scalar becomes a function of a row.

The functions are the meaning of the scalar language; SQL backends must agree with them to the last unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attain.ir.scalar import Call, Column, Constant, Scalar, Value
from attain.kernel.rounding import divide_rounded

Row = Mapping[str, Any]
Evaluator = Callable[[Row], Any]


def evaluator(scalar: Scalar) -> Evaluator:
    """A function from a row to the scalar's value."""
    if isinstance(scalar, Column):
        name = scalar.name
        return lambda row: row[name]
    if isinstance(scalar, Constant):
        value = scalar.value
        return lambda row: value
    if not isinstance(scalar, Call):
        raise TypeError(f"no scalar: {scalar!r}")
    arguments = [evaluator(argument) for argument in scalar.arguments]
    if scalar.function in _LAZY:
        return _LAZY[scalar.function](arguments)
    return _strict(_strict_function(scalar), arguments)


def evaluate(scalar: Scalar, row: Row) -> Value:
    """The scalar's value in one row."""
    value: Value = evaluator(scalar)(row)
    return value


def _strict_function(call: Call) -> Callable[..., Any]:
    if call.function == "divide_rounded":
        mode = call.mode
        assert mode is not None
        return lambda numerator, denominator: divide_rounded(numerator, denominator, mode)
    if call.function == "bounded":
        return lambda value: _within(value, call.type.bound)
    return STRICT[call.function]


def _strict(function: Callable[..., Any], arguments: list[Evaluator]) -> Evaluator:
    """Empty where an argument is empty."""
    if len(arguments) == 2:
        first, second = arguments

        def of_two(row: Row) -> Any:
            left = first(row)
            right = second(row)
            return None if left is None or right is None else function(left, right)

        return of_two

    def of_all(row: Row) -> Any:
        values = [argument(row) for argument in arguments]
        return None if None in values else function(*values)

    return of_all


def _within(value: int, bound: int) -> int:
    if abs(value) > bound:
        raise OverflowError(f"{value} is beyond the proven bound {bound}")
    return value


_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

STRICT: dict[str, Callable[..., Any]] = {
    "add": lambda left, right: left + right,
    "subtract": lambda left, right: left - right,
    "multiply": lambda left, right: left * right,
    "negate": lambda value: -value,
    "units": lambda value: value,
    "magnitude": abs,
    "equal": lambda left, right: left == right,
    "not_equal": lambda left, right: left != right,
    "less": lambda left, right: left < right,
    "less_or_equal": lambda left, right: left <= right,
    "not": lambda value: not value,
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "days_between": lambda first, second: (second - first).days,
    "contains": lambda text, part: part in text,
    "starts_with": lambda text, part: text.startswith(part),
    "lower": lambda text: text.translate(_SMALL),
}


def _case(arguments: list[Evaluator]) -> Evaluator:
    branches = list(zip(arguments[0:-1:2], arguments[1:-1:2], strict=True))
    otherwise = arguments[-1]

    def choose(row: Row) -> Any:
        for condition, value in branches:
            if condition(row):
                return value(row)
        return otherwise(row)

    return choose


def _coalesce(arguments: list[Evaluator]) -> Evaluator:
    def first(row: Row) -> Any:
        for argument in arguments:
            value = argument(row)
            if value is not None:
                return value
        return None

    return first


def _present(choose: Callable[[list[Any]], Any]) -> Callable[[list[Evaluator]], Evaluator]:
    def build(arguments: list[Evaluator]) -> Evaluator:
        def extreme(row: Row) -> Any:
            values = [value for value in (argument(row) for argument in arguments) if value is not None]
            return choose(values) if values else None

        return extreme

    return build


def _decided(decisive: bool) -> Callable[[list[Evaluator]], Evaluator]:
    """Three-valued logic: one decisive value decides, else an empty value leaves it open."""

    def build(arguments: list[Evaluator]) -> Evaluator:
        def decide(row: Row) -> Any:
            is_open = False
            for argument in arguments:
                value = argument(row)
                if value is decisive:
                    return decisive
                if value is None:
                    is_open = True
            return None if is_open else not decisive

        return decide

    return build


_LAZY: dict[str, Callable[[list[Evaluator]], Evaluator]] = {
    "case": _case,
    "coalesce": _coalesce,
    "least": _present(min),
    "greatest": _present(max),
    "and": _decided(False),
    "or": _decided(True),
    "is_empty": lambda arguments: lambda row: arguments[0](row) is None,
}
