"""The mapping page's form: a row for each column of the table, made from a mapping and read back into one."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from itertools import islice

from attain.connect import (
    DATE_FORMATS,
    Condition,
    Converted,
    FileOptions,
    Mapping,
    RawTable,
    Source,
    Target,
    apply_mapping,
)
from attain.kernel.problem import Problem
from attain.kernel.rounding import RoundingMode
from attain.tables import Column, ColumnType, TableContract
from attain_web.datahub.display import show

SAMPLE_ROWS = 200
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
        """Whether something beyond the source is set."""
        source = self.source
        return source is not None and replace(source, column="", constant="", template="") != Source()


@dataclass(frozen=True, slots=True)
class Tried:
    """The form with samples, what a first try over some rows said, and the columns that nothing reads."""

    fields: tuple[ColumnField, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    rows_tried: int
    rows_rejected: int


def try_mapping(raw: RawTable, contract: TableContract, mapping: Mapping) -> Tried:
    """Apply the mapping to the first rows, for its samples."""
    target = mapping.target(contract.name) or Target(contract.name, {})
    converted = apply_mapping(raw.head(SAMPLE_ROWS), replace(mapping, targets=(target,)))
    wrong: dict[str, str] = {}
    rejected = 0
    for part in converted.targets:
        rejected = len(part.rejected)
        for row in part.rejected:
            for problem in row.problems:
                wrong.setdefault(problem.subject, f"Line {row.line}: {problem.message} {problem.hint}")
    for problem in converted.problems:
        if problem.subject:
            wrong.setdefault(problem.subject, f"{problem.message} {problem.hint}")
    fields = []
    for column in contract.columns:
        source = target.columns.get(column.name)
        by_header = wrong.get(source.column, "") if source and source.column else ""
        problem_text = wrong.get(column.name) or by_header
        fields.append(ColumnField(column, source, _samples(converted, column), problem_text))
    unused = tuple(name for name in raw.columns if name not in mapping.columns)
    problems = tuple(problem for problem in converted.problems if not problem.subject)
    return Tried(tuple(fields), problems, unused, min(converted.rows_read, SAMPLE_ROWS), rejected)


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
    if chosen in (CONSTANT, TEMPLATE):
        if not text:
            return None
        source = Source(constant=text) if chosen == CONSTANT else Source(template=text)
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


def _samples(converted: Converted, column: Column) -> tuple[str, ...]:
    """Up to three different values that the column would get."""
    if not converted.targets:
        return ()
    rows = converted.targets[0].rows.slice(0, 50).to_pylist()
    shown = (show(column, row) for row in rows)
    return tuple(islice(dict.fromkeys(text for text in shown if text), 3))
