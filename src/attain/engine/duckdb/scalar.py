"""Scalars as DuckDB SQL: integers of 64 or 128 bits by their proven bound, division only as whole quotients.

``//`` and ``%`` are exact here because both sides are integers; ``/`` and DOUBLE never appear.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from attain.ir.scalar import Call, Column, Constant, Scalar
from attain.ir.type import ScalarType, ValueKind
from attain.kernel.rounding import RoundingMode

_ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*"}
_COMPARISONS = {"equal": "=", "not_equal": "<>", "less": "<", "less_or_equal": "<="}
_CAPITALS, _SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def sql_type(kind: ScalarType) -> str:
    """The SQL type that holds values of a static type."""
    if kind.kind is ValueKind.INTEGER:
        return "HUGEINT" if kind.is_wide else "BIGINT"
    return {ValueKind.TEXT: "VARCHAR", ValueKind.DATE: "DATE", ValueKind.BOOLEAN: "BOOLEAN"}[kind.kind]


def scalar_sql(scalar: Scalar) -> str:
    """The SQL expression of a scalar over the columns of one relation."""
    if isinstance(scalar, Column):
        return quoted(scalar.name)
    if isinstance(scalar, Constant):
        return _constant(scalar)
    assert isinstance(scalar, Call)
    return _call(scalar)


def _constant(constant: Constant) -> str:
    value, kind = constant.value, sql_type(constant.type)
    if value is None:
        return f"CAST(NULL AS {kind})"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return f"CAST({value} AS {kind})"
    if isinstance(value, dt.date):
        return f"CAST('{value.isoformat()}' AS DATE)"
    return text_literal(value)


def _call(call: Call) -> str:
    name, arguments = call.function, call.arguments
    if name in _ARITHMETIC:
        left, right = (_as_wide_as(one, call.type) for one in arguments)
        return f"({left} {_ARITHMETIC[name]} {right})"
    if name in _COMPARISONS:
        left, right = (scalar_sql(one) for one in arguments)
        return f"({left} {_COMPARISONS[name]} {right})"
    if name in ("and", "or"):
        return "(" + f" {name.upper()} ".join(scalar_sql(one) for one in arguments) + ")"
    if name == "divide_rounded":
        assert call.mode is not None
        return _divided(call, call.mode)
    return _OTHERS[name](call, [scalar_sql(one) for one in arguments])


def _as_wide_as(scalar: Scalar, kind: ScalarType) -> str:
    """The scalar, cast where its own width is smaller than that of the result."""
    text = scalar_sql(scalar)
    if sql_type(scalar.type) == sql_type(kind):
        return text
    return f"CAST({text} AS {sql_type(kind)})"


def _divided(call: Call, mode: RoundingMode) -> str:
    """The quotient of truncating division, corrected by the remainder."""
    wide = any(argument.type.is_wide for argument in call.arguments)
    kind = "HUGEINT" if wide else "BIGINT"
    top, bottom = (f"CAST({scalar_sql(one)} AS {kind})" for one in call.arguments)
    quotient, rest = f"({top} // {bottom})", f"({top} % {bottom})"
    away = f"CAST(CASE WHEN ({top} < 0) = ({bottom} < 0) THEN 1 ELSE -1 END AS {kind})"
    is_rounded = _ROUNDS_AWAY[mode](quotient, rest, bottom, f"(({top} < 0) = ({bottom} < 0))")
    result = f"({quotient} + CASE WHEN {rest} <> 0 AND {is_rounded} THEN {away} ELSE CAST(0 AS {kind}) END)"
    return f"CAST({result} AS {sql_type(call.type)})"


def _half_even(quotient: str, rest: str, bottom: str, _: str) -> str:
    twice, size = f"(abs({rest}) - (abs({bottom}) - abs({rest})))", f"({quotient} % 2)"
    return f"({twice} > 0 OR ({twice} = 0 AND {size} <> 0))"


def _half_up(quotient: str, rest: str, bottom: str, _: str) -> str:
    return f"(abs({rest}) >= abs({bottom}) - abs({rest}))"


_ROUNDS_AWAY: dict[RoundingMode, Callable[[str, str, str, str], str]] = {
    RoundingMode.HALF_EVEN: _half_even,
    RoundingMode.HALF_UP: _half_up,
    RoundingMode.DOWN: lambda quotient, rest, bottom, is_positive: "FALSE",
    RoundingMode.UP: lambda quotient, rest, bottom, is_positive: "TRUE",
    RoundingMode.FLOOR: lambda quotient, rest, bottom, is_positive: f"(NOT {is_positive})",
    RoundingMode.CEILING: lambda quotient, rest, bottom, is_positive: is_positive,
}


def _case(call: Call, arguments: list[str]) -> str:
    values = [_as_wide_as(one, call.type) for one in (*call.arguments[1:-1:2], call.arguments[-1])]
    branches = "".join(
        f" WHEN {condition} THEN {value}"
        for condition, value in zip(arguments[0:-1:2], values[:-1], strict=True)
    )
    return f"CASE{branches} ELSE {values[-1]} END"


def _choice(function: str) -> Callable[[Call, list[str]], str]:
    return lambda call, _: f"{function}({', '.join(_as_wide_as(one, call.type) for one in call.arguments)})"


def _whole(function: str) -> Callable[[Call, list[str]], str]:
    """A function of DuckDB whose answer is a whole number of its own type."""
    return lambda call, arguments: f"CAST({function}({', '.join(arguments)}) AS {sql_type(call.type)})"


_OTHERS: dict[str, Callable[[Call, list[str]], str]] = {
    "case": _case,
    "coalesce": _choice("coalesce"),
    "least": _choice("least"),
    "greatest": _choice("greatest"),
    "negate": lambda call, arguments: f"(-{arguments[0]})",
    "magnitude": lambda call, arguments: f"abs({arguments[0]})",
    "bounded": lambda call, arguments: f"CAST({arguments[0]} AS {sql_type(call.type)})",
    "units": lambda call, arguments: arguments[0],
    "not": lambda call, arguments: f"(NOT {arguments[0]})",
    "is_empty": lambda call, arguments: f"({arguments[0]} IS NULL)",
    "year": _whole("year"),
    "month": _whole("month"),
    "days_between": lambda call, arguments: f"CAST(date_diff('day', {', '.join(arguments)}) AS BIGINT)",
    "lower": lambda call, arguments: f"translate({arguments[0]}, '{_CAPITALS}', '{_SMALL}')",
    "starts_with": lambda call, arguments: f"starts_with({arguments[0]}, {arguments[1]})",
    "contains": lambda call, arguments: f"contains({arguments[0]}, {arguments[1]})",
}
