"""Rows of a table as JSON brings them: every value checked against the contract, all problems told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import CharField

from attain.kernel.money import is_currency
from attain.kernel.problem import Location, Problem
from attain.tables import RECORD_TABLES, Column, ColumnType, TableContract
from attain_web.datahub.records import RECORD_MODELS

INT64 = 2**63
LONGEST_TEXT = 10_000
MAX_PROBLEMS = 1_000
_TEXTS = (ColumnType.TEXT, ColumnType.CURRENCY)
_EXPECTED = {
    ColumnType.DATE: "a date such as 2026-11-30",
    ColumnType.BOOLEAN: "true or false",
    ColumnType.TEXT: "a text",
    ColumnType.CURRENCY: "a currency code such as USD",
    ColumnType.INTEGER: "an integer",
    ColumnType.MONEY: "an integer of minor units (48,000.00 USD is 4800000)",
    ColumnType.RATE: "an integer at eight decimal places (10 % is 10000000)",
    ColumnType.QUANTITY: "an integer at four decimal places (1.5 is 15000)",
}


def read_rows(
    contract: TableContract, rows: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows in the types of the contract, and what is wrong with them (then the rows are of no use)."""
    limits = _text_limits(contract)
    problems: list[Problem] = []
    seen: dict[tuple[Any, ...], int] = {}
    read: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        values, found = _read_row(contract, row, limits)
        key = tuple(values.get(name) for name in contract.key)
        if not found and seen.setdefault(key, number) != number:
            found = [("", "key-twice", f"It has the key of row {seen[key]}.", "Send each row once.")]
        problems += [
            Problem(code, message, Location(path=f"body.rows[{number}]{name and '.'}{name}"), hint)
            for name, code, message, hint in found
        ]
        if len(problems) >= MAX_PROBLEMS:
            break
        read.append(values)
    return read, problems[:MAX_PROBLEMS]


Found = list[tuple[str, str, str, str]]


def _read_row(
    contract: TableContract, row: Mapping[str, Any], limits: Mapping[str, int]
) -> tuple[dict[str, Any], Found]:
    known = ", ".join(contract.by_name)
    found: Found = [
        (name[:80], "column-unknown", f"{contract.title} has no column “{name[:80]}”.", f"It has {known}.")
        for name in row
        if name not in contract.by_name
    ]
    values: dict[str, Any] = {}
    for column in contract.columns:
        value, problem = _read_value(column, row.get(column.name), limits.get(column.name, LONGEST_TEXT))
        values[column.name] = value
        if problem:
            found.append((column.name, *problem))
    return values, found or _across(contract, values)


def _across(contract: TableContract, values: Mapping[str, Any]) -> Found:
    """What is wrong with a row whose values are right one by one."""
    found: Found = []
    for column in contract.columns:
        if column.type is ColumnType.MONEY and values[column.name] is not None:
            currency = column.currency_column
            if currency and not values[currency]:
                text = f"{column.name} is an amount, and {currency} is empty."
                found.append((currency, "currency-missing", text, "Give the currency of the amount."))
    start, end = values.get("valid_from"), values.get("valid_to")
    if contract.effective and start and end and end <= start:
        text = f"The row would end on {end}, not after it starts on {start}."
        found.append(
            ("valid_to", "range-backwards", text, "valid_to is the first day on which it no longer holds.")
        )
    return found


def _read_value(column: Column, value: Any, longest: int) -> tuple[Any, tuple[str, str, str] | None]:
    if value is None or value == "":
        if column.required:
            hint = f"Give {_EXPECTED[column.type]}."
            if column.choices:
                hint = f"Give one of {', '.join(column.choices)}."
            return None, ("value-required", f"{column.name} is empty.", hint)
        return None, None
    typed = typed_value(column, value)
    if typed is None:
        shown = str(value)[:60]
        return None, ("value-type", f"{column.name} is “{shown}”.", f"It must be {_EXPECTED[column.type]}.")
    if column.choices and typed not in column.choices:
        text = f"{column.name} is “{typed[:60]}”."
        return None, ("value-not-allowed", text, f"Give one of {', '.join(column.choices)}.")
    if isinstance(typed, str) and len(typed) > longest:
        return None, (
            "text-too-long",
            f"{column.name} has {len(typed)} characters.",
            f"At most {longest} fit.",
        )
    return typed, None


def typed_value(column: Column, value: Any) -> Any:
    """A JSON value as one of the column; None where it cannot be one."""
    match column.type:
        case ColumnType.TEXT:
            return value if isinstance(value, str) else None
        case ColumnType.CURRENCY:
            return value if isinstance(value, str) and is_currency(value) else None
        case ColumnType.BOOLEAN:
            return value if isinstance(value, bool) else None
        case ColumnType.DATE:
            return _date(value)
    is_number = isinstance(value, int) and not isinstance(value, bool) and -INT64 <= value < INT64
    return value if is_number else None


def typed_text(column: Column, text: str) -> Any:
    """The text of an address as a value of the column; None where it cannot be one."""
    if column.type in _TEXTS:
        return text
    if column.type is ColumnType.DATE:
        return _date(text)
    if column.type is ColumnType.BOOLEAN:
        return {"true": True, "false": False}.get(text.lower())
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def expected(column: Column) -> str:
    """What a value of the column looks like, in words."""
    return _EXPECTED[column.type]


def _date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _text_limits(contract: TableContract) -> dict[str, int]:
    """The longest text of each column that the records database has room for."""
    if contract.name not in RECORD_TABLES:
        return {}
    fields = {field.name: field for field in RECORD_MODELS[contract.name]._meta.get_fields()}
    return {
        name: field.max_length
        for name in contract.by_name
        if isinstance(field := fields.get(name), CharField) and field.max_length
    }
