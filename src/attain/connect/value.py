"""One text of a file as a value of a column's type, or the problem with it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from difflib import get_close_matches

from attain.connect.date_format import parse_date
from attain.connect.mapping import Source
from attain.connect.number import parse_units
from attain.kernel.money import Currency, is_currency
from attain.kernel.problem import Problem
from attain.kernel.scaled import RATE_SCALE
from attain.tables import QUANTITY_SCALE, Column, ColumnType

Value = str | int | bool | dt.date
Parse = Callable[[str], Value | Problem]
MAX_TEXT_CHARACTERS = 300
_TRUE = {"true", "yes", "y", "t", "1", "wahr", "ja", "oui", "x"}
_FALSE = {"false", "no", "n", "f", "0", "falsch", "nein", "non"}


def parser(
    column: Column, source: Source, date_format: str, max_characters: int = MAX_TEXT_CHARACTERS
) -> Parse:
    """A function that reads texts of this column; money is read by ``parse_money``, which needs a
    currency.
    """
    match column.type:
        case ColumnType.DATE:
            return lambda text: _shifted(parse_date(text, date_format), source)
        case ColumnType.INTEGER:
            return lambda text: parse_units(
                text, 0, decimal=source.decimal, rounding=source.round, times=source.times
            )
        case ColumnType.RATE:
            return lambda text: _rate(text, source)
        case ColumnType.QUANTITY:
            return lambda text: parse_units(
                text, QUANTITY_SCALE, decimal=source.decimal, rounding=source.round, times=source.times
            )
        case ColumnType.BOOLEAN:
            return _boolean
        case ColumnType.CURRENCY:
            return _currency
        case _ if column.choices:
            return lambda text: _choice(text, column.choices)
        case _:
            return lambda text: _plain_text(text, max_characters)


def parse_money(text: str, currency: str, source: Source) -> int | Problem:
    """An amount in minor units of ``currency``."""
    exponent = Currency(currency).exponent
    return parse_units(text, exponent, decimal=source.decimal, rounding=source.round, times=source.times)


def _shifted(day: dt.date | Problem, source: Source) -> dt.date | Problem:
    if isinstance(day, Problem) or not (source.shift_days or source.shift_months):
        return day
    day += dt.timedelta(days=source.shift_days)
    months = day.year * 12 + day.month - 1 + source.shift_months
    first = dt.date(months // 12, months % 12 + 1, 1)
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last))


def _rate(text: str, source: Source) -> int | Problem:
    if source.unit == "percent" and not text.rstrip().endswith("%"):
        text += "%"
    return parse_units(text, RATE_SCALE, decimal=source.decimal, rounding=source.round)


def _boolean(text: str) -> bool | Problem:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    return Problem("boolean-invalid", f"“{text[:40]}” is neither yes nor no.", hint="Write yes or no.")


def _currency(text: str) -> str | Problem:
    code = text.upper()
    if is_currency(code):
        return code
    return Problem(
        "currency-unknown",
        f"“{text[:40]}” is not a currency code.",
        hint="Use a code of ISO 4217 such as USD, EUR or GBP, or map the text to one.",
    )


def _choice(text: str, choices: tuple[str, ...]) -> str | Problem:
    wanted = "-".join(text.lower().replace("_", " ").replace("-", " ").split())
    if wanted in choices:
        return wanted
    near = get_close_matches(wanted, choices, 1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return Problem(
        "choice-unknown",
        f"“{text[:40]}” is not one of the allowed values.",
        hint=f"Allowed: {', '.join(choices)}.{meant} A value map can translate it.",
    )


def _plain_text(text: str, max_characters: int) -> str | Problem:
    if len(text) > max_characters:
        return Problem(
            "text-too-long",
            f"The text has {len(text):,} characters; at most {max_characters} are kept.",
            hint="Shorten it in the file.",
        )
    return text
