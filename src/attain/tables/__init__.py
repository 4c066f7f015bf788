"""Declared tables: what may come in, what is kept, what a calculation reads and writes."""

from __future__ import annotations

from attain.tables.contract import QUANTITY_SCALE, Column, ColumnType, TableContract
from attain.tables.fact import ACTIVITIES, OPPORTUNITIES, OPPORTUNITY_SNAPSHOTS, SPLITS, TRANSACTIONS
from attain.tables.record import (
    ACCOUNT_OWNERS,
    ACCOUNTS,
    ASSIGNMENTS,
    FX_RATES,
    PARAMETERS,
    PEOPLE,
    POSITIONS,
    PRODUCTS,
    QUOTAS,
    TERRITORIES,
)
from attain.tables.result import ATTAINMENTS, CREDITS, EARNINGS

RECORD_TABLES = {
    table.name: table
    for table in (
        PEOPLE, POSITIONS, ASSIGNMENTS, TERRITORIES, ACCOUNTS, ACCOUNT_OWNERS, PRODUCTS, QUOTAS,
        PARAMETERS, FX_RATES,
    )
}  # fmt: skip
FACT_TABLES = {
    table.name: table for table in (TRANSACTIONS, SPLITS, OPPORTUNITIES, OPPORTUNITY_SNAPSHOTS, ACTIVITIES)
}
RESULT_TABLES = {table.name: table for table in (CREDITS, ATTAINMENTS, EARNINGS)}
IMPORTABLE_TABLES = RECORD_TABLES | FACT_TABLES

__all__ = [
    "FACT_TABLES",
    "IMPORTABLE_TABLES",
    "QUANTITY_SCALE",
    "RECORD_TABLES",
    "RESULT_TABLES",
    "Column",
    "ColumnType",
    "TableContract",
]
