"""A mapping says how the columns of a file become the columns of one or more tables.

It is a document that people keep, review and reuse: ``load_mapping`` reads it from YAML, ``dump_mapping``
writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from attain.kernel.rounding import RoundingMode

TEMPLATE_PART = re.compile(r"\{(#?)([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a column's value comes from: a column of the file, a constant, or a template of several columns.

    Steps, in this order: texts of ``empty`` count as no value; ``values`` replaces a text by another;
    ``lookup`` names a table of the mapping in which the text must be found; ``otherwise`` stands in for no
    value; then the text is read by the column's type (``date_format``, ``decimal`` mark, ``unit`` percent
    or fraction, ``times`` a whole number, ``round`` away extra decimal places) and a date is moved by
    ``shift_days``.
    """

    column: str = ""
    constant: str = ""
    template: str = ""
    values: MappingOf[str, str] = field(default_factory=dict)
    lookup: str = ""
    empty: tuple[str, ...] = ()
    otherwise: str = ""
    date_format: str = ""
    decimal: str = "."
    unit: str = ""
    times: int = 1
    round: RoundingMode | None = None
    shift_days: int = 0
    shift_months: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether it can never give a value."""
        return not (self.column or self.constant or self.template or self.otherwise)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file that it reads."""
        if self.column:
            return (self.column,)
        return tuple(match[2] for match in TEMPLATE_PART.finditer(self.template))


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows a target takes: those whose ``column`` is one of ``any_of``, none of ``none_of``, or
    (not) empty.
    """

    column: str
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    is_empty: bool | None = None

    def holds(self, text: str) -> bool:
        """Whether a row with this text is taken."""
        if self.is_empty is not None and (text == "") is not self.is_empty:
            return False
        if self.any_of and text not in self.any_of:
            return False
        return text not in self.none_of


@dataclass(frozen=True, slots=True)
class Target:
    """A table that the file feeds: which rows it takes, and where each of its columns comes from."""

    table: str
    columns: MappingOf[str, Source]
    where: tuple[Condition, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unpivot:
    """Columns that stand side by side become rows: one for each, its header in ``name``, its value in
    ``value``.
    """

    columns: tuple[str, ...]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How the file is to be read; what is empty is found out. ``name`` is a pattern such as
    ``sales_*.csv``.
    """

    name: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""
    header: bool = True
    columns: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unpivot: Unpivot | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A named mapping. ``order`` says when its file comes among several of a folder: lower ones first."""

    name: str
    targets: tuple[Target, ...]
    file: FileOptions = FileOptions()
    title: str = ""
    description: str = ""
    order: int = 100
    lookups: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)

    def target(self, table: str) -> Target | None:
        """The target of that table."""
        return next((target for target in self.targets if target.table == table), None)

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the file that it reads."""
        read = {
            name for target in self.targets for source in target.columns.values() for name in source.columns
        }
        return frozenset(read | {test.column for target in self.targets for test in target.where})
