"""Writes the company's source files, byte for byte the same each time."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from attain.example.company import ExampleCompany
from attain.example.generate import generate
from attain.example.seat import Row
from attain.example.source import LATER, SOURCES, Source
from attain.kernel.money import Currency
from attain.kernel.scaled import RATE_SCALE, format_scaled
from attain.tables import IMPORTABLE_TABLES, QUANTITY_SCALE, Column, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A written file: its table, its mapping, and when it arrived (None: with the first ones)."""

    path: Path
    table: str
    mapping: str
    rows: int
    arrived_on: dt.date | None = None


def write_company(folder: Path, company: ExampleCompany | None = None) -> tuple[DeliveredFile, ...]:
    """Writes all source files below ``folder``, in the order in which they are best imported.

    What arrives later lies in ``later/<day>-<name>/`` and comes last. Without ``company`` it is generated.
    """
    company = company or generate()
    rows = {name: table.to_pylist() for name, table in company.tables.items()}
    files = [
        _write(folder, source, [row for row in rows[source.table] if source.wanted(row)])
        for source in SOURCES
    ]
    for later in company.later:
        below = folder / "later" / f"{later.arrived_on.isoformat()}-{later.name}"
        for name, table in later.tables.items():
            files.append(_write(below, LATER[name], table.to_pylist(), later.arrived_on))
    return tuple(files)


def write_truth(path: Path, company: ExampleCompany | None = None) -> None:
    """Writes what was planted as JSON; the company is generated if none is given."""
    truth = (company or generate()).truth
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(truth, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _write(folder: Path, source: Source, rows: list[Row], arrived_on: dt.date | None = None) -> DeliveredFile:
    path = folder / source.path
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = {"csv": _write_csv, "xlsx": _write_xlsx, "parquet": _write_parquet}[source.format]
    writer(path, source, rows)
    return DeliveredFile(path, source.table, source.mapping, len(rows), arrived_on)


def _columns(source: Source) -> Mapping[str, Column]:
    contract = IMPORTABLE_TABLES[source.table]
    return {header: contract.by_name[name] for header, name in source.columns.items()}


def _text(column: Column, row: Row, german: bool) -> str:
    """A value as the source system prints it."""
    value = row[column.name]
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}" if german else value.isoformat()
    if column.type is ColumnType.RATE and column.name == "share":
        return format_scaled(int(str(value)), RATE_SCALE - 2) + "%"
    text = format_scaled(int(str(value)), places) if (places := _places(column, row)) else str(value)
    return text.replace(".", ",") if german else text


def _places(column: Column, row: Row) -> int:
    """Decimal places of the integer that the tables keep; 0 where it is no scaled number."""
    if column.type is ColumnType.MONEY:
        return Currency(str(row[column.currency_column])).exponent
    return {ColumnType.RATE: RATE_SCALE, ColumnType.QUANTITY: QUANTITY_SCALE}.get(column.type, 0)


def _write_csv(path: Path, source: Source, rows: list[Row]) -> None:
    columns = _columns(source)
    with path.open("w", encoding="cp1252" if source.german else "utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";" if source.german else ",", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(column, row, source.german) for column in columns.values()] for row in rows)


def _write_xlsx(path: Path, source: Source, rows: list[Row]) -> None:
    import xlsxwriter

    columns = _columns(source)
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": False, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        book.set_properties({"title": path.stem, "created": dt.datetime(2026, 11, 20, tzinfo=dt.UTC)})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(path.stem.replace("_", " ").capitalize())
        sheet.write_row(0, 0, list(columns), bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 14)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns.values()):
                value = row[column.name]
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, place, dt.datetime.combine(value, dt.time()))
                elif isinstance(value, int):
                    sheet.write_number(number, place, Decimal(value).scaleb(-_places(column, row)))
                elif value is not None:
                    sheet.write_string(number, place, str(value))


def _write_parquet(path: Path, source: Source, rows: list[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    columns = _columns(source)
    arrays = [_array(column, rows) for column in columns.values()]
    parquet.write_table(pa.table(dict(zip(columns, arrays, strict=True))), path, compression="zstd")


def _array(column: Column, rows: list[Row]) -> pa.Array:
    """Money becomes decimals, as systems export it; the rest stays as the contract has it."""
    import pyarrow as pa

    if column.type is ColumnType.MONEY:
        values = [
            None if row[column.name] is None else Decimal(str(row[column.name])).scaleb(-_places(column, row))
            for row in rows
        ]
        return pa.array(values, pa.decimal128(18, 3))
    contract_type = pa.date32() if column.type is ColumnType.DATE else None
    return pa.array([row[column.name] for row in rows], contract_type)
