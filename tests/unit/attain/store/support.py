"""A small table of deals to store."""

from __future__ import annotations

import pyarrow as pa

from attain.tables import Column, ColumnType, TableContract

DEALS = TableContract(
    "deals",
    "Deals",
    "a deal",
    (
        Column("deal_id", ColumnType.TEXT, "Identifier.", required=True),
        Column("line", ColumnType.INTEGER, "Line of the deal."),
        Column("amount_minor", ColumnType.MONEY, "Amount."),
        Column("won_on", ColumnType.DATE, "Day."),
    ),
    ("deal_id", "line"),
)


def deals(*rows: tuple[object, ...]) -> pa.Table:
    """Rows of (deal_id, line, amount_minor)."""
    return DEALS.table([{"deal_id": row[0], "line": row[1], "amount_minor": row[2]} for row in rows])


def plain(table: pa.Table) -> list[tuple[object, ...]]:
    """The rows as (deal_id, line, amount_minor)."""
    return [(row["deal_id"], row["line"], row["amount_minor"]) for row in table.to_pylist()]
