from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from attain_web.core.exports import ExportColumn, table_response, to_csv, to_xlsx

COLUMNS = [
    ExportColumn("Name", "name"),
    ExportColumn("Amount", "amount_minor", "money", "currency"),
    ExportColumn("Rate", "rate", "rate"),
    ExportColumn("On", "on", "date"),
    ExportColumn("Active", "active", "boolean"),
]
ROW = {
    "name": "=1+1",
    "amount_minor": -123456,
    "currency": "USD",
    "rate": 12_250_000,
    "on": dt.date(2026, 11, 20),
    "active": True,
}


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_calculate_is_marked_as_text(start):
    assert rows_of(to_csv(COLUMNS, [ROW | {"name": f"{start}cmd"}]))[1][0] == f"'{start}cmd"


def test_a_negative_amount_stays_a_number():
    assert rows_of(to_csv(COLUMNS, [ROW]))[1][1:] == ["-1234.56", "0.12250000", "2026-11-20", "true"]


def test_a_yen_has_no_decimals():
    assert rows_of(to_csv(COLUMNS, [ROW | {"currency": "JPY"}]))[1][1] == "-123456"


def test_xlsx_cells_are_typed_and_formulas_stay_text():
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(COLUMNS, [ROW], "people"))).get_sheet_by_index(
        0
    )
    assert sheet.to_python()[1] == ["=1+1", -1234.56, 0.1225, dt.date(2026, 11, 20), True]


def test_only_an_address_that_asks_for_a_file_gets_one():
    assert table_response(RequestFactory().get("/people/"), "people", COLUMNS, []) is None
    answer = table_response(RequestFactory().get("/people/?format=csv"), "people", COLUMNS, [ROW])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
