"""What names a formula may use: fields of a row, parameters, components, each with its type and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attain.expressions.type import BOOLEAN, DATE, INTEGER, QUANTITY, RATE, TEXT, Type, money
from attain.tables import Column, ColumnType, TableContract

_TYPES = {
    ColumnType.TEXT: TEXT,
    ColumnType.CURRENCY: TEXT,
    ColumnType.DATE: DATE,
    ColumnType.INTEGER: INTEGER,
    ColumnType.BOOLEAN: BOOLEAN,
    ColumnType.RATE: RATE,
    ColumnType.QUANTITY: QUANTITY,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name's type, what it means in a phrase, and the closed list of its texts where it has one."""

    type: Type
    words: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a formula may use; ``subject`` says in words what it is about (``a transaction``)."""

    names: Mapping[str, Named] = field(default_factory=dict)
    subject: str = "this formula"

    def with_names(self, more: Mapping[str, Named]) -> Scope:
        """This scope and more names; a new name hides an old one."""
        return Scope({**self.names, **more}, self.subject)


def fields_of(contract: TableContract, *, prefix: str = "", currency: str = "source") -> dict[str, Named]:
    """The columns of a table as names: ``amount_minor`` becomes ``amount``, after ``prefix`` (``product.``).

    ``currency`` says whose currency the table's money is in.
    """
    return {
        prefix + field_name(column): Named(
            money(currency) if column.type is ColumnType.MONEY else _TYPES[column.type],
            column.description.rstrip("."),
            column.choices,
        )
        for column in contract.columns
    }


def field_name(column: Column) -> str:
    """The name of a column in formulas: money without its unit."""
    return column.name.removesuffix("_minor")
