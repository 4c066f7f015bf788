from __future__ import annotations

import csv
import io

from python_calamine import CalamineWorkbook

from attain.ledger import Movement
from attain.statements import Statement, write_csv, write_xlsx
from tests.unit.attain.statements.build import lines, row, statement

FORMULA = "=HYPERLINK(1)"


def sample() -> Statement:
    now = lines(row("T1", 1000), row("T2", -500, "2026-02"), row(FORMULA, 123_456, "2026-02"))
    movement = Movement(
        "alice",
        "USD",
        "2026-02",
        opening_minor=9000,
        earned_minor=122_956,
        adjusted_minor=1000,
        paid_minor=9000,
    )
    return statement(now, movement=movement)


def read_back() -> list[dict[str, str]]:
    stream = io.StringIO()
    write_csv(sample(), stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def test_a_csv_holds_lines_adjustments_and_the_balance() -> None:
    rows = read_back()
    assert [one["section"] for one in rows] == ["line", "line", "adjustment", *["balance"] * 5]
    assert rows[-1]["kind"] == "closing"
    assert rows[-1]["amount"] == "1239.56"
    assert rows[2]["note"] == "Came in after the period was closed"


def test_amounts_are_plain_numbers_negative_ones_too() -> None:
    assert {one["amount"] for one in read_back() if one["section"] == "line"} == {"-5.00", "1234.56"}


def test_text_that_a_spreadsheet_would_run_is_defused() -> None:
    assert {one["transaction"] for one in read_back()} >= {"T1", f"'{FORMULA}"}


def test_a_workbook_holds_the_same_amounts_as_numbers_and_formulas_as_text() -> None:
    stream = io.BytesIO()
    write_xlsx(sample(), stream, title="Statement of Alice")
    found = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue())).get_sheet_by_index(0).to_python()
    assert found[0][0] == "Statement of Alice"
    amount = found[2].index("Amount")
    assert [one[amount] for one in found[3:5]] == [1234.56, -5.0]
    assert FORMULA in [one[found[2].index("Transaction")] for one in found[3:]]


def test_the_same_statement_is_the_same_workbook() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_xlsx(sample(), first, title="Statement")
    write_xlsx(sample(), second, title="Statement")
    assert first.getvalue() == second.getvalue()
