"""Turns what a case writes into the values of table contracts: 50000 becomes 5000000 cents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from attain.expressions import did_you_mean, listed
from attain.kernel.money import Currency, is_currency
from attain.kernel.period import FiscalCalendar, Period
from attain.kernel.problem import Problem
from attain.kernel.scaled import RATE_SCALE
from attain.plans.document import DocumentNode
from attain.plans.reader import Reader
from attain.tables import QUANTITY_SCALE, Column, ColumnType, TableContract

Row = dict[str, object]
FIRST_YEAR, LAST_YEAR = 1950, 2150
MAX_UNITS = 10**18  # what is below fits into 64 bits


def read_row(
    reader: Reader, contract: TableContract, nodes: Mapping[str, DocumentNode], currency: str, **fixed: object
) -> Row:
    """A row of a contract from nodes by column name (money with or without ``_minor``), and fixed values.

    ``currency`` is what holds where the row names none.
    """
    row: Row = dict(fixed)
    for column in contract.columns:
        if column.type is ColumnType.CURRENCY:
            node = nodes.get(column.name)
            row.setdefault(column.name, currency if node is None else read_currency(reader, node))
    for column in contract.columns:
        node = nodes.get(column.name, nodes.get(column.name.removesuffix("_minor")))
        if node is not None and column.type is not ColumnType.CURRENCY:
            row[column.name] = read_value(
                reader, column, node, str(row.get(column.currency_column) or currency)
            )
    return row


def read_value(reader: Reader, column: Column, node: DocumentNode, currency: str) -> object:
    """The value of one column, in its unit."""
    match column.type:
        case ColumnType.MONEY:
            return read_money(reader, node, currency)
        case ColumnType.RATE:
            return read_number(reader, node, RATE_SCALE)
        case ColumnType.QUANTITY:
            return read_number(reader, node, QUANTITY_SCALE)
        case ColumnType.INTEGER:
            return read_number(reader, node, 0)
        case ColumnType.DATE:
            return read_day(reader, node)
        case ColumnType.BOOLEAN:
            return reader.text(node) == "true"
        case _:
            text = reader.text(node)
            if column.choices and text not in column.choices:
                hint = did_you_mean(text, column.choices, otherwise=f"Possible: {listed(column.choices)}.")
                reader.refuse("choice-unknown", f"“{text[:80]}” is not possible here.", node.where, hint)
            return text


def read_money(reader: Reader, node: DocumentNode, currency: str) -> int | None:
    """An amount as minor units of a currency."""
    return read_number(reader, node, Currency(currency).exponent if is_currency(currency) else 2)


def read_number(reader: Reader, node: DocumentNode, scale: int) -> int | None:
    """A number as integer units that fit into the tables."""
    units = reader.number(node, scale)
    if units is not None and abs(units) >= MAX_UNITS:
        reader.refuse("number-too-large", "The number is larger than any amount can be.", node.where)
        return None
    return units


def read_day(reader: Reader, node: DocumentNode) -> dt.date | None:
    """A day within the years that calendars reach."""
    day = reader.date(node)
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        hint = f"Write a year from {FIRST_YEAR} to {LAST_YEAR}."
        reader.refuse("date-invalid", f"{day} is too far away.", node.where, hint)
        return None
    return day


def read_period(reader: Reader, calendar: FiscalCalendar, node: DocumentNode) -> Period | None:
    """A named period within the years that calendars reach."""
    text = reader.text(node)
    year = re.search(r"[0-9]{4}", text)
    if year is None or FIRST_YEAR <= int(year[0]) <= LAST_YEAR:
        period = calendar.parse(text)
    else:
        period = Problem("period-invalid", f"“{text[:40]}” is too far away.")
    if isinstance(period, Problem):
        reader.refuse(period.code, period.message, node.where, period.hint)
        return None
    return period


def read_currency(reader: Reader, node: DocumentNode) -> str:
    """A currency code; an unknown one is a problem, and USD is read on with."""
    code = reader.text(node)
    if is_currency(code):
        return code
    message = f"“{code[:20]}” is not a currency code."
    reader.refuse("currency-unknown", message, node.where, "Use a code of ISO 4217 such as USD, EUR or GBP.")
    return "USD"
