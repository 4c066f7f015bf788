"""A table contract says what a table holds: its columns with types and units, its key, what a row means.

Imports map files onto contracts, the store keeps tables that fulfil them, and the engine reads nothing else.
Integers carry the unit in the column's type: money in minor units of the currency in ``currency_column``,
rates at eight decimal places, quantities at four.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

QUANTITY_SCALE = 4


class ColumnType(StrEnum):
    """What a column's values are, and the unit of its integers."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    MONEY = "money"  # integer, minor units of the row's currency
    RATE = "rate"  # integer at RATE_SCALE (8): 10 % is 10_000_000
    QUANTITY = "quantity"  # integer at QUANTITY_SCALE (4): 1.5 is 15_000
    CURRENCY = "currency"  # ISO 4217 code


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a contract.

    ``required`` forbids empty values. ``choices`` is the closed list of allowed texts. ``currency_column``
    names the column that holds the currency of a money column. ``references`` names the table whose key the
    value must be found in. ``aliases`` are headers under which files commonly bring it.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()
    currency_column: str = ""
    references: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableContract:
    """A table: its name, what one row is, its columns in order, and the columns that make a row unique.

    ``effective`` tables hold a row for a half-open range of days, ``valid_from`` to before ``valid_to``
    (empty means until further notice); ``valid_from`` is part of their key. ``kind`` is ``record`` (kept row
    by row in the records database) or ``fact`` (kept in columnar snapshots).
    """

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    kind: str = "fact"
    effective: bool = field(default=False)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema of a table that fulfils the contract, columns in contract order."""
        import pyarrow as pa

        types = {
            ColumnType.TEXT: pa.string(),
            ColumnType.CURRENCY: pa.string(),
            ColumnType.DATE: pa.date32(),
            ColumnType.BOOLEAN: pa.bool_(),
        }
        return pa.schema(
            [
                pa.field(column.name, types.get(column.type, pa.int64()), nullable=not column.required)
                for column in self.columns
            ]
        )

    def table(self, rows: Iterable[Mapping[str, object]]) -> pa.Table:
        """An Arrow table of these rows (contract types; a missing column is null)."""
        import pyarrow as pa

        return pa.Table.from_pylist(list(rows), schema=self.arrow_schema())
