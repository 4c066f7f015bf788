"""The mapping page's form: a row for each column of the table, made from a mapping and read back into one."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from itertools import islice

from attain.connect import (
    DATE_FORMATS,
    ColumnTrial,
    Condition,
    FileOptions,
    Mapping,
    RawTable,
    Source,
    Target,
    try_columns,
)
from attain.connect.mapping import TEMPLATE_PART
from attain.kernel.rounding import RoundingMode
from attain.tables import Column, ColumnType, TableContract
from attain_web.datahub.display import show

CONSTANT, TEMPLATE, NOTHING = "=constant", "=template", ""
NUMBERS = (ColumnType.MONEY, ColumnType.INTEGER, ColumnType.RATE, ColumnType.QUANTITY)
TYPE_WORDS = {
    ColumnType.TEXT: "text",
    ColumnType.DATE: "date",
    ColumnType.INTEGER: "whole number",
    ColumnType.BOOLEAN: "yes or no",
    ColumnType.MONEY: "amount",
    ColumnType.RATE: "rate",
    ColumnType.QUANTITY: "quantity",
    ColumnType.CURRENCY: "currency code",
}


@dataclass(frozen=True, slots=True)
class ColumnField:
    """A row of the form: the column, what was chosen for it, what comes of it, and what is wrong with it."""

    column: Column
    source: Source | None
    samples: tuple[str, ...] = ()
    problem: str = ""

    @property
    def chosen(self) -> str:
        """The value of the select: a header, one of the special choices, or nothing."""
        if self.source is None:
            return NOTHING
        if self.source.column:
            return self.source.column
        return TEMPLATE if self.source.template else CONSTANT

    @property
    def text(self) -> str:
        """The constant or template."""
        return "" if self.source is None else self.source.constant or self.source.template

    @property
    def label(self) -> str:
        """The column's name in words."""
        words = (
            self.column.name.removesuffix("_minor").removesuffix("_on").removesuffix("_id").replace("_", " ")
        )
        if self.column.name.endswith("_id"):
            words += " identifier"
        if self.column.name.endswith("_on"):
            words += " on"
        return words[:1].upper() + words[1:]

    @property
    def type_words(self) -> str:
        """What kind of value it is."""
        return TYPE_WORDS[self.column.type]

    @property
    def is_date(self) -> bool:
        """Whether a date format can be chosen."""
        return self.column.type is ColumnType.DATE

    @property
    def is_number(self) -> bool:
        """Whether decimal mark, multiple and rounding can be chosen."""
        return self.column.type in NUMBERS

    @property
    def values_text(self) -> str:
        """The value map, a line for each text."""
        pairs = {} if self.source is None else self.source.values
        return "\n".join(f"{old} = {new}" for old, new in pairs.items())

    @property
    def has_details(self) -> bool:
        """Whether something is set that one should see at once."""
        source = self.source
        if source is None:
            return False
        return bool(self.problem or source.values or source.otherwise or source.round or source.times != 1)


@dataclass(frozen=True, slots=True)
class Tried:
    """The form with samples, and the columns of the file that nothing reads."""

    fields: tuple[ColumnField, ...]
    unused: tuple[str, ...]


def try_mapping(raw: RawTable, contract: TableContract, mapping: Mapping) -> Tried:
    """The form's rows, with what each column would get from the first rows of the file."""
    target = mapping.target(contract.name) or Target(contract.name, {})
    trials = try_columns(raw, mapping, contract.name)
    currency = next((trials[name].values for name in ("currency",) if name in trials), ())
    row = {"currency": currency[0] if currency else None}
    fields = []
    for column in contract.columns:
        trial = trials.get(column.name, ColumnTrial())
        samples = tuple(show(column, row | {column.name: value}) for value in trial.values)
        fields.append(ColumnField(column, target.columns.get(column.name), samples, _said(trial)))
    return Tried(tuple(fields), tuple(name for name in raw.columns if name not in mapping.columns))


def _said(trial: ColumnTrial) -> str:
    """The first problem of a column, without the column's name, which stands beside it."""
    problem = trial.problem
    if problem is None:
        return ""
    place = f"Line {problem.where.line}: " if problem.where.line else ""
    message = problem.message.partition("): ")[2] if problem.where.line else problem.message
    return f"{place}{message or problem.message} {problem.hint}".strip()


def read_mapping(post: MappingOf[str, str], contract: TableContract, raw: RawTable, name: str) -> Mapping:
    """The mapping that a posted form describes; what makes no sense is left at its default."""
    columns = {}
    for column in contract.columns:
        source = _read_source(post, column, raw)
        if source is not None:
            columns[column.name] = source
    where = []
    if post.get("where_column") in raw.columns:
        texts = tuple(line.strip() for line in post.get("where_is", "").splitlines() if line.strip())
        if texts:
            where.append(Condition(post["where_column"], any_of=texts))
    empty = tuple(text.strip() for text in post.get("empty", "").split(",") if text.strip())
    return Mapping(
        name, (Target(contract.name, columns, tuple(where)),), replace(file_options(raw), empty=empty)
    )


def file_options(raw: RawTable) -> FileOptions:
    """The options that read the file as it was read here."""
    found = raw.format
    return FileOptions(
        delimiter="" if found.header else found.delimiter,
        sheet=found.sheet if len(found.sheets) > 1 else "",
        header=found.header,
        columns=() if found.header else raw.columns,
    )


def _read_source(post: MappingOf[str, str], column: Column, raw: RawTable) -> Source | None:
    chosen = post.get(f"source.{column.name}", "")
    text = post.get(f"text.{column.name}", "").strip()
    if chosen == CONSTANT:
        source = Source(constant=text)
    elif chosen == TEMPLATE:
        source = Source(template=text if TEMPLATE_PART.search(text) else f"{{{raw.columns[0]}}}")
    elif chosen in raw.columns:
        source = Source(column=chosen)
    else:
        return None
    date_format = post.get(f"date_format.{column.name}", "")
    rounding = post.get(f"round.{column.name}", "")
    times = post.get(f"times.{column.name}", "")
    unit = post.get(f"unit.{column.name}", "")
    return replace(
        source,
        values=_read_pairs(post.get(f"values.{column.name}", "")),
        otherwise=post.get(f"otherwise.{column.name}", "").strip(),
        date_format=date_format if date_format in DATE_FORMATS else "",
        decimal="," if post.get(f"decimal.{column.name}") == "," else ".",
        round=RoundingMode(rounding) if rounding in list(RoundingMode) else None,
        times=int(times) if times.isascii() and times.isdigit() and 0 < len(times) <= 9 else 1,
        unit=unit if unit in ("percent", "fraction") else "",
    )


def _read_pairs(text: str) -> dict[str, str]:
    pairs = {}
    for line in islice(text.splitlines(), 2000):
        old, equals, new = line.partition("=")
        if equals and old.strip():
            pairs[old.strip()] = new.strip()
    return pairs
