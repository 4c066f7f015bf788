"""A statement as a file: CSV for programs, XLSX for people. Text can never become a formula."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from typing import IO

import xlsxwriter

from attain.kernel.money import Currency
from attain.kernel.scaled import RATE_SCALE, format_scaled
from attain.statements.line import StatementLine
from attain.statements.statement import Statement

COLUMNS = (
    "section",
    "component",
    "earned_period",
    "date",
    "account",
    "transaction",
    "kind",
    "credited",
    "credited_currency",
    "rate",
    "amount",
    "currency",
    "note",
)
_NUMBERS = frozenset({"credited", "rate", "amount"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def statement_rows(statement: Statement) -> Iterator[dict[str, str]]:
    """The rows of a statement under ``COLUMNS``: lines, adjustments, balances. Numbers are exact text."""
    for line in statement.lines:
        yield _line_row(line)
    for adjustment in statement.adjustments:
        for change in adjustment.changes:
            amount = _money(change.amount_minor, adjustment.currency)
            row = _line_row(change.line) | {"section": "adjustment", "amount": amount, "rate": ""}
            yield row | {"credited": "", "credited_currency": "", "note": change.cause.words}
    for balance in statement.balances:
        for name, amount_minor in (
            ("opening", balance.opening_minor),
            ("earned", balance.earned_minor),
            ("adjusted", balance.adjusted_minor),
            ("other", balance.other_minor),
            ("paid", -balance.paid_minor),
            ("closing", balance.closing_minor),
        ):
            if amount_minor or name in ("opening", "closing"):
                amount = _money(amount_minor, balance.currency)
                yield {"section": "balance", "kind": name, "amount": amount, "currency": balance.currency}


def write_csv(statement: Statement, stream: IO[str]) -> None:
    """Writes the rows as CSV with a header; text that a spreadsheet would run gets a leading apostrophe."""
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in statement_rows(statement):
        writer.writerow({name: text if name in _NUMBERS else _defuse(text) for name, text in row.items()})


def write_xlsx(statement: Statement, stream: IO[bytes], *, title: str) -> None:
    """Writes the rows as one sheet under ``title``, numbers as numbers, text as text."""
    workbook = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    # The time of writing is not part of a statement: the same statement is the same file.
    workbook.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    bold = workbook.add_format({"bold": True})
    number = workbook.add_format({"num_format": "#,##0.00######"})
    sheet = workbook.add_worksheet("Statement")
    sheet.write_string(0, 0, title, bold)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(2, column, name.replace("_", " ").capitalize(), bold)
    sheet.freeze_panes(3, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    for index, row in enumerate(statement_rows(statement), start=3):
        for column, name in enumerate(COLUMNS):
            text = row.get(name, "")
            if name in _NUMBERS and text:
                # A spreadsheet knows no other number; the exact text is in the CSV.
                sheet.write_number(index, column, float(text), number)
            else:
                sheet.write_string(index, column, text)
    workbook.close()


def _line_row(line: StatementLine) -> dict[str, str]:
    credited = _money(line.base_units, line.base_currency) if line.base_currency else line.base_quantity
    rate = line.effective_rate
    return {
        "section": "line",
        "component": line.title,
        "earned_period": line.period,
        "date": line.credited_on.isoformat(),
        "account": line.description,
        "transaction": line.transaction_id,
        "kind": line.line_kind,
        "credited": credited,
        "credited_currency": line.base_currency,
        "rate": "" if rate is None else format_scaled(rate, RATE_SCALE),
        "amount": _money(line.amount_minor, line.currency),
        "currency": line.currency,
    }


def _money(amount_minor: int, currency: str) -> str:
    exponent = Currency(currency).exponent
    return format_scaled(amount_minor, exponent, minimum_places=exponent)


def _defuse(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
