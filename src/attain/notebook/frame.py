"""A table with its contract, handed out as Arrow, pandas or Polars."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attain.kernel.money import Currency, is_currency
from attain.kernel.problem import Problem, ProblemError
from attain.kernel.scaled import RATE_SCALE
from attain.tables import IMPORTABLE_TABLES, QUANTITY_SCALE, ColumnType, TableContract

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

SHOWN_ROWS = 10
_UNIT_CURRENCY = {"base_units": "base_currency", "source_units": "source_currency"}


class Frame:
    """Rows that fulfil a table contract.

    Amounts (``*_minor``) are integers of minor units of the currency beside them, rates integers at eight
    decimal places, quantities at four. ``decimals=True`` adds, for reading, a decimal column beside each of
    them: ``amount`` beside ``amount_minor``, ``attainment_decimal`` beside ``attainment``.
    """

    def __init__(self, table: pa.Table, contract: TableContract | None = None) -> None:
        self._table = table
        self._contract = contract

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self._table.column_names)

    def to_arrow(self, *, decimals: bool = False) -> pa.Table:
        """A ``pyarrow.Table``."""
        return self._with_decimals if decimals else self._table

    def to_pandas(self, *, decimals: bool = False) -> pd.DataFrame:
        """A pandas frame with Arrow types, in which an integer with gaps stays an integer."""
        pandas = _installed("pandas")
        frame: pd.DataFrame = self.to_arrow(decimals=decimals).to_pandas(types_mapper=pandas.ArrowDtype)
        return frame

    def to_polars(self, *, decimals: bool = False) -> pl.DataFrame:
        """A Polars frame."""
        frame: pl.DataFrame = _installed("polars").from_arrow(self.to_arrow(decimals=decimals))
        return frame

    def to_dicts(self, *, decimals: bool = False) -> list[dict[str, Any]]:
        """A dictionary for each row."""
        rows: list[dict[str, Any]] = self.to_arrow(decimals=decimals).to_pylist()
        return rows

    def where(self, **values: Any) -> Frame:
        """The rows in which these columns have these values: ``earnings.where(period="2026-11")``."""
        import pyarrow.compute as pc

        table = self._table
        for name, value in values.items():
            if name not in table.column_names:
                hint = f"It has {', '.join(table.column_names)}."
                raise ProblemError([Problem("column-unknown", f"There is no column “{name}”.", hint=hint)])
            column = table[name]
            table = table.filter(pc.is_null(column) if value is None else pc.equal(column, value))
        return Frame(table, self._contract)

    @cached_property
    def _with_decimals(self) -> pa.Table:
        import pyarrow as pa

        columns = dict(zip(self._table.column_names, self._table.columns, strict=True))
        shown: dict[str, Any] = {}
        for name, values in columns.items():
            shown[name] = values
            places = self._places(name, columns)
            if places is not None:
                scaled = _decimals(values.to_pylist(), places)
                label = name.removesuffix("_minor") if name.endswith("_minor") else f"{name}_decimal"
                shown[label] = pa.array(scaled, pa.decimal128(38, max(places, default=0)))
        return pa.table(shown)

    def _places(self, name: str, columns: Mapping[str, Any]) -> list[int] | None:
        """The decimal places of each value of a column; None for one that is no scaled integer."""
        column = self._contract.by_name.get(name) if self._contract else None
        if column is None:
            return None
        count = len(self)
        match column.type:
            case ColumnType.RATE:
                return [RATE_SCALE] * count
            case ColumnType.QUANTITY:
                return [QUANTITY_SCALE] * count
            case ColumnType.MONEY:
                return _exponents(columns[column.currency_column].to_pylist())
            case ColumnType.INTEGER if name.endswith("units"):
                return _exponents(columns[_UNIT_CURRENCY.get(name, "currency")].to_pylist())
        return None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        title = self._contract.title if self._contract else "Rows"
        head = self._table.slice(0, SHOWN_ROWS).to_pylist()
        lines = [f"{title}: {len(self):,} rows × {len(self.columns)} columns"]
        for row in head:
            lines.append(
                "  " + ", ".join(f"{name}={value}" for name, value in row.items() if value is not None)
            )
        more = len(self) - len(head)
        return "\n".join([*lines, f"  … {more:,} more"] if more else lines)


def frame_of(value: Any, name: str = "") -> Frame:
    """Rows in any form as a Frame: a Frame, an Arrow table, a pandas or Polars frame, or dictionaries.

    ``name`` is the table whose contract they fulfil. Raises ProblemError where they do not: an unknown table,
    or a column whose values are not of its type.
    """
    if isinstance(value, Frame):
        return value
    import pyarrow as pa

    contract = IMPORTABLE_TABLES.get(name)
    if contract is None:
        hint = f"Tables are {', '.join(IMPORTABLE_TABLES)}."
        raise ProblemError([Problem("table-unknown", f"There is no table “{name}”.", hint=hint)])
    try:
        if isinstance(value, list):
            return Frame(contract.table(value), contract)
        return Frame(_contracted(pa.table(value), contract), contract)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        hint = "Amounts are integers of minor units, days are dates. See attain.tables for the columns."
        text = f"The table {name} does not fulfil its contract: {error}"
        raise ProblemError([Problem("table-invalid", text, hint=hint, subject=name)]) from error


def _contracted(table: pa.Table, contract: TableContract) -> pa.Table:
    import pyarrow as pa

    schema = contract.arrow_schema()
    missing = [
        column.name
        for column in contract.columns
        if column.required and column.name not in table.column_names
    ]
    if missing:
        raise ValueError(f"it has no column {', '.join(missing)}")
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _exponents(codes: list[str | None]) -> list[int]:
    """The places of amounts in these currencies; without a currency they are quantities."""
    known = {code: Currency(code).exponent for code in set(codes) if code and is_currency(code)}
    return [known.get(code or "", QUANTITY_SCALE) for code in codes]


def _decimals(values: list[int | None], places: list[int]) -> list[Decimal | None]:
    return [
        None if value is None else Decimal(value).scaleb(-place)
        for value, place in zip(values, places, strict=True)
    ]


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        hint = "Run: pip install 'attain[frames]'"
        raise ProblemError([Problem("package-missing", f"{name} is not installed.", hint=hint)]) from error
