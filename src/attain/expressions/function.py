"""The functions of the formula language: one table, from which the checker and the reference are made.

A function that is not listed here does not exist. ``result`` gives the type of a call from the types of its
arguments, or says in a sentence why it cannot be; literals among the arguments have then taken the type of
the others (``min(amount, 5000)`` compares money with money).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from attain.expressions.syntax import Node, NumberLiteral, TextLiteral
from attain.expressions.type import BOOLEAN, DATE, INTEGER, TEXT, Kind, Type
from attain.kernel.rounding import RoundingMode

MAX_ROUND_PLACES = 8
Argument = tuple[Node, Type]
Result = Callable[[Sequence[Argument]], "Type | str"]


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how it is written, what it does, an example with its answer, and how its type follows.

    ``most`` None means any number of arguments. ``alike`` gives the positions (a slice) of arguments that
    must be of one type.
    """

    name: str
    signature: str
    summary: str
    example: str
    answer: str
    group: str
    least: int
    most: int | None
    result: Result
    alike: Callable[[int], Sequence[int]] = lambda count: ()


def _common(arguments: Sequence[Argument], positions: Sequence[int]) -> Type:
    types = [arguments[position][1] for position in positions]
    kind = Kind.QUANTITY if any(one.kind is Kind.QUANTITY for one in types) else types[0].kind
    scale = max(one.scale for one in types)
    return Type(kind, scale, types[0].currency)


def _wrong(arguments: Sequence[Argument], *wanted: Type) -> str:
    for number, ((_, found), want) in enumerate(zip(arguments, wanted, strict=False), start=1):
        if found.kind is not want.kind:
            return f"argument {number} must be {want.words}, but is {found.words}"
    return ""


def _fixed(result: Type, *wanted: Type) -> Result:
    return lambda arguments: _wrong(arguments, *wanted) or result


def _if_result(arguments: Sequence[Argument]) -> Type | str:
    return _wrong(arguments, BOOLEAN) or _common(arguments, (1, 2))


def _case_values(count: int) -> Sequence[int]:
    return (*range(1, count - 1, 2), count - 1)


def _case_result(arguments: Sequence[Argument]) -> Type | str:
    count = len(arguments)
    if count % 2 == 0:
        return "it takes pairs of condition and value and then one value for all else"
    for position in range(0, count - 1, 2):
        if arguments[position][1].kind is not Kind.BOOLEAN:
            return f"argument {position + 1} must be a condition, but is {arguments[position][1].words}"
    return _common(arguments, _case_values(count))


def _extreme_result(arguments: Sequence[Argument]) -> Type | str:
    kind = arguments[0][1].kind
    if not kind.is_numeric and kind is not Kind.DATE:
        return f"it compares numbers, money or dates, not {arguments[0][1].words}"
    return _common(arguments, range(len(arguments)))


def _numeric_result(arguments: Sequence[Argument]) -> Type | str:
    type_ = arguments[0][1]
    return type_ if type_.kind.is_numeric else f"it takes a number, not {type_.words}"


def _rounded_result(arguments: Sequence[Argument]) -> Type | str:
    type_ = arguments[0][1]
    if not type_.kind.is_numeric:
        return f"it takes a number, not {type_.words}"
    places = 0
    if len(arguments) > 1:
        node = arguments[1][0]
        if not isinstance(node, NumberLiteral) or node.places or node.units > MAX_ROUND_PLACES:
            return f"the number of decimal places must be written out, from 0 to {MAX_ROUND_PLACES}"
        places = node.units
    if len(arguments) > 2:
        mode = arguments[2][0]
        if not isinstance(mode, TextLiteral) or mode.value not in {one.value for one in RoundingMode}:
            return "the mode must be one of " + ", ".join(f'"{one.value}"' for one in RoundingMode)
    return type_.at_scale(0 if type_.kind is Kind.MONEY else min(type_.scale, places))


def _values(start: int) -> Callable[[int], Sequence[int]]:
    return lambda count: range(start, count)


_CHOOSE, _NUMBERS, _DATES, _TEXTS = "Choosing", "Numbers and money", "Dates", "Text"
_PLACES = (
    "For money, places count decimal places of the currency and end at its minor unit, which is the default."
)
_ALL = (
    Function(
        "if",
        "if(condition, value, otherwise)",
        "The value where the condition holds, the other one where it does not.",
        "if(term_months >= 24, 10%, 8%)",
        "10% for a contract of 36 months",
        _CHOOSE,
        3,
        3,
        _if_result,
        _values(1),
    ),
    Function(
        "case",
        "case(condition, value, condition, value, …, otherwise)",
        "The value after the first condition that holds, or the last value where none does.",
        "case(term_months >= 36, 12%, term_months >= 24, 10%, 8%)",
        "10% for a contract of 24 months",
        _CHOOSE,
        3,
        None,
        _case_result,
        _case_values,
    ),
    Function(
        "coalesce",
        "coalesce(value, value, …)",
        "The first value that is not missing.",
        "coalesce(cost, 0)",
        "0 where no cost is known",
        _CHOOSE,
        2,
        None,
        lambda arguments: _common(arguments, range(len(arguments))),
        _values(0),
    ),
    Function(
        "min",
        "min(value, value, …)",
        "The smallest of the values; missing where one of them is.",
        "min(amount, 50000)",
        "50000 for an amount of 80000",
        _NUMBERS,
        2,
        None,
        _extreme_result,
        _values(0),
    ),
    Function(
        "max",
        "max(value, value, …)",
        "The largest of the values; missing where one of them is.",
        "max(amount - cost, 0)",
        "0 for a sale below cost",
        _NUMBERS,
        2,
        None,
        _extreme_result,
        _values(0),
    ),
    Function(
        "abs",
        "abs(value)",
        "The value without its sign.",
        "abs(amount)",
        "300 for a cancellation of -300",
        _NUMBERS,
        1,
        1,
        _numeric_result,
    ),
    Function(
        "round",
        "round(value, places, mode)",
        "The value at that many decimal places (0 if left out), by a rounding mode: "
        '"half-even" (the default), "half-up", "down", "up", "floor" or "ceiling". ' + _PLACES,
        'round(amount * 33.333%, 2, "half-up")',
        "33.33 for an amount of 100",
        _NUMBERS,
        1,
        3,
        _rounded_result,
    ),
    Function(
        "floor",
        "floor(value, places)",
        "The value rounded towards minus infinity. " + _PLACES,
        "floor(quantity / 10)",
        "2 for 25 units",
        _NUMBERS,
        1,
        2,
        _rounded_result,
    ),
    Function(
        "ceiling",
        "ceiling(value, places)",
        "The value rounded towards plus infinity. " + _PLACES,
        "ceiling(quantity / 10)",
        "3 for 25 units",
        _NUMBERS,
        1,
        2,
        _rounded_result,
    ),
    Function(
        "year",
        "year(date)",
        "The calendar year of a date.",
        "year(starts_on)",
        "2026 for 2026-03-01",
        _DATES,
        1,
        1,
        _fixed(INTEGER, DATE),
    ),
    Function(
        "month",
        "month(date)",
        "The month of a date, 1 to 12.",
        "month(occurred_on)",
        "3 for 2026-03-31",
        _DATES,
        1,
        1,
        _fixed(INTEGER, DATE),
    ),
    Function(
        "days_between",
        "days_between(from, to)",
        "Days from the first date to the second; negative if it is earlier.",
        "days_between(occurred_on, starts_on)",
        "30 from 2026-03-01 to 2026-03-31",
        _DATES,
        2,
        2,
        _fixed(INTEGER, DATE, DATE),
    ),
    Function(
        "lower",
        "lower(text)",
        "The text in small letters (A to Z), for comparing without regard to case.",
        "lower(product.category)",
        '"bikes" for "Bikes"',
        _TEXTS,
        1,
        1,
        _fixed(TEXT, TEXT),
    ),
    Function(
        "starts_with",
        "starts_with(text, beginning)",
        "Whether a text begins with another; false where it is missing.",
        'starts_with(product_id, "HW-")',
        'true for "HW-100"',
        _TEXTS,
        2,
        2,
        _fixed(BOOLEAN, TEXT, TEXT),
    ),
    Function(
        "contains",
        "contains(text, part)",
        "Whether a text has another inside it; false where it is missing.",
        'contains(account.name, "Bank")',
        'true for "First Bank"',
        _TEXTS,
        2,
        2,
        _fixed(BOOLEAN, TEXT, TEXT),
    ),
)
FUNCTIONS: dict[str, Function] = {function.name: function for function in _ALL}
