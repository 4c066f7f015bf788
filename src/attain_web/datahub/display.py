"""Values of contract columns as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attain.kernel.scaled import format_rate, format_scaled
from attain.tables import QUANTITY_SCALE, Column, ColumnType, TableContract
from attain_web.core.exports import ExportColumn
from attain_web.ui.formats import format_amount, format_day

_KINDS = {
    ColumnType.DATE: "date",
    ColumnType.INTEGER: "integer",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.MONEY: "money",
    ColumnType.RATE: "rate",
    ColumnType.QUANTITY: "quantity",
}


def show(column: Column, row: Mapping[str, Any]) -> str:
    """The value of a column in a row, in words; empty where there is none."""
    value = row.get(column.name)
    if value is None or value == "":
        return ""
    match column.type:
        case ColumnType.MONEY:
            currency = row.get(column.currency_column)
            return format_amount(value, currency) if currency else str(value)
        case ColumnType.RATE:
            return format_rate(value)
        case ColumnType.QUANTITY:
            return format_scaled(value, QUANTITY_SCALE)
        case ColumnType.BOOLEAN:
            return "yes" if value else "no"
        case ColumnType.DATE if isinstance(value, dt.date):
            return format_day(value)
    return str(value)


def label_of(column: Column) -> str:
    """The heading of a column."""
    name = column.name.removesuffix("_minor")
    return (name[:1].upper() + name[1:]).replace("_id", "").replace("_", " ")


def is_numeric(column: Column) -> bool:
    """Whether a column's values are set flush right."""
    return column.type in (ColumnType.MONEY, ColumnType.INTEGER, ColumnType.RATE, ColumnType.QUANTITY)


def export_columns(contract: TableContract) -> list[ExportColumn]:
    """The columns of a download: named as in the contract, so that the file can be imported again."""
    return [
        ExportColumn(column.name, column.name, _KINDS.get(column.type, "text"), column.currency_column)
        for column in contract.columns
    ]
