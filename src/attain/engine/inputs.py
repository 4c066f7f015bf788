"""What a calculation reads: tables that fulfil their contracts, plans, a fiscal calendar and a stretch of
time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attain.kernel.period import FiscalCalendar, Period
from attain.plans.definition import Plan
from attain.tables import IMPORTABLE_TABLES

if TYPE_CHECKING:
    import pyarrow as pa

INPUT_TABLES = (
    "people",
    "positions",
    "assignments",
    "accounts",
    "products",
    "transactions",
    "splits",
    "quotas",
    "parameters",
    "fx_rates",
)


@dataclass(frozen=True)
class CalculationInput:
    """Pinned inputs.

    ``tables`` holds tables by name (``INPUT_TABLES``); one that is absent is empty, a column that is absent
    has no values. ``plans`` are versions of plans. History is computed from ``start``, best the first day
    of a fiscal year, to the end of ``through``.
    """

    tables: Mapping[str, pa.Table]
    plans: tuple[Plan, ...]
    calendar: FiscalCalendar
    start: dt.date
    through: Period

    @property
    def end(self) -> dt.date:
        """The first day after the calculation."""
        return self.through.end

    def table(self, name: str) -> pa.Table:
        """The table of that name in its contract's columns and types."""
        import pyarrow as pa

        schema = IMPORTABLE_TABLES[name].arrow_schema()
        table = self.tables.get(name)
        if table is None:
            return schema.empty_table()
        columns = [
            table[field.name].cast(field.type)
            if field.name in table.column_names
            else pa.nulls(table.num_rows, field.type)
            for field in schema
        ]
        return pa.table(columns, schema=pa.schema([field.with_nullable(True) for field in schema]))

    def with_tables(self, **tables: pa.Table) -> CalculationInput:
        """The same inputs with some tables replaced."""
        return replace(self, tables={**self.tables, **tables})
