"""Sensible first guesses: which table a file is for, and which of its columns is which.

A guess compares headers with column names and their usual aliases, and looks at the values: a column of
dates is no amount. People see the guess and change it; nothing is imported on a guess alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from difflib import SequenceMatcher

from attain.connect.date_format import find_formats
from attain.connect.mapping import FileOptions, Mapping, Source, Target
from attain.connect.number import parse_number, uses_decimal_comma
from attain.connect.raw import RawTable
from attain.kernel.money import is_currency
from attain.kernel.problem import Problem
from attain.tables import IMPORTABLE_TABLES, Column, ColumnType, TableContract

ENOUGH = 72  # of 100: a header that matches less is not chosen
_EMPTY_TEXTS = ("NULL", "N/A", "#N/A", "NaN", "None")
_NUMBERS = (ColumnType.MONEY, ColumnType.INTEGER, ColumnType.RATE, ColumnType.QUANTITY)
_COPY = re.compile(r" \(\d+\)$")  # what reading adds to a header that stands twice
_SUFFIXES = re.compile(r"_(minor|on)$")


@dataclass(frozen=True, slots=True)
class TableGuess:
    """How well a file fits a table: the share, of 100, of its required columns and of the file's headers."""

    table: str
    score: int


def guess_mapping(raw: RawTable, contract: TableContract, *, name: str = "", currency: str = "") -> Mapping:
    """A mapping of the file onto one table; ``currency`` is the constant for amounts without a currency
    column.
    """
    samples = raw.samples()
    columns: dict[str, Source] = {}
    for column in contract.columns:
        header = _best_header(column, raw.columns, samples)
        if header:
            columns[column.name] = _source(column, header, samples[header])
        elif column.type is ColumnType.CURRENCY and currency:
            columns[column.name] = Source(constant=currency)
    for column in contract.columns:
        if column.choices and column.required and column.name not in columns:
            header = _header_by_choices(column, raw.columns, samples)
            if header:
                columns[column.name] = Source(column=header)
    used = [text for text in _EMPTY_TEXTS if any(text in values for values in samples.values())]
    header_given = raw.format.header
    options = FileOptions(
        delimiter="" if header_given else raw.format.delimiter,
        sheet=raw.format.sheet if len(raw.format.sheets) > 1 else "",
        header=header_given,
        columns=() if header_given else raw.columns,
        empty=tuple(used),
    )
    return Mapping(name or contract.name, (Target(contract.name, columns),), options)


def guess_tables(raw: RawTable) -> tuple[TableGuess, ...]:
    """All tables, the one that fits best first."""
    samples = raw.samples(50)
    guesses = []
    for contract in IMPORTABLE_TABLES.values():
        chosen = {column.name: _best_header(column, raw.columns, samples) for column in contract.columns}
        required = [column for column in contract.columns if column.required]
        found = sum(bool(chosen[column.name]) for column in required)
        covered = len({header for header in chosen.values() if header})
        score = found * 50 // max(len(required), 1) + covered * 50 // max(len(raw.columns), 1)
        guesses.append(TableGuess(contract.name, score))
    return tuple(sorted(guesses, key=lambda guess: -guess.score))


def seems_without_header(raw: RawTable) -> bool:
    """Whether the first row, read as the header, looks like data: most of it are numbers and dates."""
    if not raw.format.header:
        return True
    data = sum(
        not isinstance(parse_number(_COPY.sub("", name)), Problem) or bool(find_formats([name]))
        for name in raw.columns
    )
    return data * 2 >= len(raw.columns)


def _best_header(column: Column, headers: tuple[str, ...], samples: MappingOf[str, list[str]]) -> str:
    scored = [(_similarity(column, header), -place, header) for place, header in enumerate(headers)]
    for score, _, header in sorted(scored, reverse=True):
        if score < ENOUGH:
            return ""
        if _fits(column, samples[header]):
            return header
    return ""


def _header_by_choices(column: Column, headers: tuple[str, ...], samples: MappingOf[str, list[str]]) -> str:
    """A header whatever its name, under which mostly allowed values of the column stand."""
    for header in headers:
        values = samples[header]
        allowed = sum("-".join(value.lower().split()) in column.choices for value in values)
        if values and allowed * 2 > len(values):
            return header
    return ""


def _similarity(column: Column, header: str) -> int:
    """How alike a header is to a column's name (best) or one of its aliases, of 100."""
    wanted = _words(header)
    names = [(_words(column.name), 100), (_words(_SUFFIXES.sub("", column.name)), 98)]
    names += [(_words(alias), 95) for alias in column.aliases]
    best = 0
    for name, weight in names:
        if name == wanted:
            best = max(best, weight)
        else:
            likeness = int(SequenceMatcher(None, name, wanted).ratio() * 1000)
            best = max(best, likeness * (weight - 5) // 1000 if likeness >= 850 else 0)
    return best


def _words(text: str) -> str:
    """``SalesOrderNumber``, ``sales_order_number`` and ``Sales order no.`` in one form."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return " ".join(re.findall(r"[a-z0-9]+", spaced.lower()))


def _fits(column: Column, values: list[str]) -> bool:
    """Whether most of the sample could be values of the column's type; an empty sample could be anything."""
    values = [value for value in values if value not in _EMPTY_TEXTS][:100]
    if not values:
        return True
    if column.type is ColumnType.DATE:
        return bool(find_formats(values))
    if column.type is ColumnType.CURRENCY:
        return sum(is_currency(value.upper()) for value in values) * 2 >= len(values)
    if column.type in _NUMBERS:
        numbers = sum(
            not (isinstance(parse_number(value), Problem) and isinstance(parse_number(value, ","), Problem))
            for value in values
        )
        return numbers * 2 >= len(values)
    return True


def _source(column: Column, header: str, values: list[str]) -> Source:
    if column.type is ColumnType.DATE:
        formats = find_formats(value for value in values if value not in _EMPTY_TEXTS)
        return Source(column=header, date_format=formats[0] if len(formats) == 1 else "")
    if column.type in _NUMBERS:
        decimal = "," if uses_decimal_comma(values) else "."
        is_percent = column.type is ColumnType.RATE and _reads_as_percent(values, decimal)
        return Source(column=header, decimal=decimal, unit="percent" if is_percent else "")
    return Source(column=header)


def _reads_as_percent(values: list[str], decimal: str) -> bool:
    """Whether bare numbers of a rate column are percentages: some are larger than 1.5."""
    for value in values:
        parsed = parse_number(value, decimal)
        if (
            not isinstance(parsed, Problem)
            and "%" not in value
            and abs(parsed[0]) * 2 > 3 * 10 ** max(parsed[1], 0)
        ):
            return True
    return False
