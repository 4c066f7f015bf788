"""Tables as files: CSV for programs, XLSX for people; numbers stay numbers, and text cannot become a formula.

columns = [ExportColumn("Name", "name"), ExportColumn("Target", "target_minor", "money", "currency")]
return table_response(request, "people", columns, rows) or render(…)
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from attain.kernel.money import Currency
from attain.kernel.scaled import RATE_SCALE
from attain.tables import QUANTITY_SCALE

# A spreadsheet takes text that starts with one of these for a formula; an apostrophe in front makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX_TEXT_LIMIT = 32_767
SCALES = {"rate": RATE_SCALE, "quantity": QUANTITY_SCALE}
Value = str | int | bool | Decimal | dt.date | dt.datetime | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of an export.

    ``source`` is the attribute or key of a row, or a function of it. ``kind`` is ``text``, ``integer``,
    ``date``, ``moment``, ``boolean``, ``money`` (minor units; ``currency`` is the attribute, key or function
    that gives the code), ``rate`` (scale 8) or ``quantity`` (scale 4).
    """

    label: str
    source: str | Callable[[Any], Any]
    kind: str = "text"
    currency: str | Callable[[Any], Any] = ""

    def value(self, row: Any) -> Value:
        """The typed value of this column in a row."""
        raw = _read(row, self.source)
        if raw is None:
            return None
        if self.kind == "money":
            code = _read(row, self.currency)
            return Decimal(int(raw)).scaleb(-Currency(str(code)).exponent) if code else int(raw)
        if self.kind in SCALES:
            return Decimal(int(raw)).scaleb(-SCALES[self.kind])
        if self.kind == "moment":
            return timezone.localtime(raw)
        return raw if self.kind in ("integer", "date", "boolean") else str(raw)


def table_response(
    request: HttpRequest, name: str, columns: Sequence[ExportColumn], rows: Iterable[Any]
) -> HttpResponse | None:
    """The rows as a download if the address asks for ``?format=csv`` or ``xlsx``; None when it does not."""
    wanted = request.GET.get("format", "")
    if wanted == "csv":
        return _download(to_csv(columns, rows), f"{name}.csv", "text/csv; charset=utf-8")
    if wanted == "xlsx":
        return _download(to_xlsx(columns, rows, name), f"{name}.xlsx", XLSX_TYPE)
    return None


def to_csv(columns: Sequence[ExportColumn], rows: Iterable[Any]) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheets read it right; dates in ISO 8601, plain numbers."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([neutral(column.label) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column.value(row)) for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def to_xlsx(columns: Sequence[ExportColumn], rows: Iterable[Any], name: str) -> bytes:
    """One sheet with typed cells, a frozen heading and a filter; text is never read as formula or link."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name[:31] or "Table")
        formats = {
            "head": book.add_format({"bold": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "rate": book.add_format({"num_format": "0.00######%"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.label, formats["head"])
        last = 0
        for last, row in enumerate(rows, start=1):
            for index, column in enumerate(columns):
                _write_cell(sheet, last, index, column, column.value(row), formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
        sheet.autofit()
    return stream.getvalue()


def neutral(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would calculate it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, int) else neutral(value)


def _write_cell(
    sheet: Any, row: int, index: int, column: ExportColumn, value: Value, formats: Mapping[str, Any]
) -> None:
    style = formats.get(column.kind)
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, index, value)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, index, value, style)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, index, value.replace(tzinfo=None), style)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, index, dt.datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    else:
        sheet.write_string(row, index, value[:XLSX_TEXT_LIMIT])


def _read(row: Any, source: str | Callable[[Any], Any]) -> Any:
    if callable(source):
        return source(row)
    return row.get(source) if isinstance(row, Mapping) else getattr(row, source)


def _download(content: bytes, file_name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
