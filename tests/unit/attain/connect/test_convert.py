from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.unit.attain.connect.support import convert, reasons

SALES = """
mapping: sales
file: {empty: ["NULL"]}
targets:
  - table: transactions
    columns:
      transaction_id: Order
      kind: {from: Kind, otherwise: booking}
      occurred_on: Day
      amount_minor: Amount
      cost_minor: Cost
      currency: {from: Currency, otherwise: USD}
      quantity: Units
      starts_on: {from: Start, date_format: "%Y-%m-%d"}
"""
HEADER = "Order,Kind,Day,Amount,Cost,Currency,Units,Start\n"


def test_each_value_takes_the_type_of_its_column(tmp_path: Path) -> None:
    row = 'A-1,Cash Receipt,2026-03-04,"1,234.50",NULL,jpy,1.5,\n'
    converted = convert(tmp_path, HEADER + row.replace('"1,234.50"', '"1,234"'), SALES)

    assert converted.target("transactions").rows.to_pylist()[0] == {
        "transaction_id": "A-1",
        "kind": "cash-receipt",
        "occurred_on": dt.date(2026, 3, 4),
        "account_id": None,
        "opportunity_id": None,
        "product_id": None,
        "deal_type": None,
        "amount_minor": 1234,
        "cost_minor": None,
        "currency": "JPY",
        "quantity": 15_000,
        "term_months": None,
        "starts_on": None,
        "related_transaction_id": None,
    }


def test_the_minor_unit_is_that_of_the_rows_currency(tmp_path: Path) -> None:
    rows = "A,,2026-01-01,1.5,,USD,,\nB,,2026-01-01,1.5,,KWD,,\nC,,2026-01-01,1.5,,JPY,,\n"
    converted = convert(tmp_path, HEADER + rows, SALES)

    assert converted.target("transactions").rows["amount_minor"].to_pylist() == [150, 1500]
    assert reasons(converted, "transactions") == [(4, "number-too-precise")]


def test_all_that_is_wrong_with_a_row_is_said_at_once(tmp_path: Path) -> None:
    converted = convert(tmp_path, HEADER + ",gift,yesterday,1e9999999,=A1,USD,many,\n", SALES)

    assert [code for _, code in reasons(converted, "transactions")] == [
        "value-missing", "choice-unknown", "date-invalid", *["number-invalid"] * 3,
    ]  # fmt: skip
    problem = converted.target("transactions").rejected[0].problems[1]
    assert "gift" in problem.message
    assert "cash-receipt" in problem.hint
    assert problem.where.line == 2


def test_rows_in_are_accepted_rejected_and_duplicate(tmp_path: Path) -> None:
    good = "A,,2026-01-01,1,,,,\n"
    rows = (
        good
        + good
        + "A,,2026-01-01,2,,,,\n"
        + "B,,2026-01-01,x,,,,\n"
        + "C,,2026-01-01,3\n"
        + "D,,2026-01-01,4,,,,\n"
    )
    target = convert(tmp_path, HEADER + rows, SALES).target("transactions")

    assert (target.rows_in, target.accepted, len(target.rejected), len(target.duplicates)) == (6, 2, 3, 1)
    assert target.lines == (2, 7)
    assert (target.duplicates[0].line, target.duplicates[0].first_line) == (3, 2)
    assert [row.problems[0].code for row in target.rejected] == ["key-twice", "number-invalid", "row-ragged"]


def test_an_unknown_currency_is_said_once(tmp_path: Path) -> None:
    converted = convert(tmp_path, HEADER + "A,,2026-01-01,1,2,EURO,,\n", SALES)
    assert reasons(converted, "transactions") == [(2, "currency-unknown")]


def test_dates_that_can_be_read_in_two_ways_stop_the_import_with_a_question(tmp_path: Path) -> None:
    converted = convert(tmp_path, HEADER + "A,,03/04/2025,1,,,,\nB,,05/06/2025,1,,,,\n", SALES)

    assert not converted.ok
    assert [problem.code for problem in converted.problems] == ["date-ambiguous"]
    assert "month first" in converted.problems[0].message


def test_dates_are_read_in_the_format_of_the_whole_column(tmp_path: Path) -> None:
    converted = convert(tmp_path, HEADER + "A,,03/04/2025,1,,,,\nB,,25/06/2025,1,,,,\n", SALES)
    days = converted.target("transactions").rows["occurred_on"].to_pylist()
    assert days == [dt.date(2025, 4, 3), dt.date(2025, 6, 25)]


def test_a_missing_column_stops_the_import_and_names_the_nearest(tmp_path: Path) -> None:
    converted = convert(tmp_path, HEADER.replace("Amount", "Amounts") + "A,,2026-01-01,1,,,,\n", SALES)

    assert not converted.ok
    assert "Did you mean “Amounts”?" in converted.problems[0].hint


def test_a_required_column_without_source_stops_the_import(tmp_path: Path) -> None:
    text = "mapping: m\ntargets:\n  - table: products\n    columns: {name: Name}\n"
    converted = convert(tmp_path, "Name\nA\n", text)
    assert [problem.code for problem in converted.problems] == ["column-unmapped"]


PIPELINE = """
mapping: pipeline
lookups: {owner: {"7": P7}}
targets:
  - table: opportunities
    columns:
      opportunity_id: Deal
      stage: Stage
      status: {from: Stage, values: {Won: won, Talking: open}}
      product_id: {from: Product, values: {GTXPro: GTX Pro}}
  - table: transactions
    where: {Stage: Won, Value: {empty: false, not: ["0"]}}
    columns:
      transaction_id: {template: "{Deal}-{#Deal}"}
      kind: {value: booking}
      occurred_on: {value: 2026-01-31, date_format: "%Y-%m-%d"}
      amount_minor: {from: Value, times: 1000}
      currency: {value: USD}
  - table: splits
    where: {Stage: [Won]}
    columns:
      transaction_id: Deal
      person_id: {from: Owner, lookup: owner}
      split_role: {value: owner}
      share: {from: Share, unit: percent}
"""


def test_one_file_feeds_several_tables(tmp_path: Path) -> None:
    rows = "A,Won,GTXPro,5,7,50\nB,Talking,X,,7,\nC,Won,Y,0,9,100\n"
    converted = convert(tmp_path, "Deal,Stage,Product,Value,Owner,Share\n" + rows, PIPELINE)

    assert converted.target("opportunities").rows["product_id"].to_pylist() == ["GTX Pro", "X", "Y"]
    transactions = converted.target("transactions")
    assert (transactions.rows_in, transactions.left_out) == (1, 2)
    assert transactions.rows.to_pylist()[0]["transaction_id"] == "A-1"
    assert transactions.rows.to_pylist()[0]["amount_minor"] == 500_000
    assert converted.target("splits").rows["share"].to_pylist() == [50_000_000]
    assert reasons(converted, "splits") == [(4, "lookup-missing")]


def test_columns_side_by_side_become_rows(tmp_path: Path) -> None:
    text = """
mapping: wide
file:
  unpivot: {columns: [M01, M02, M12], name: Month, value: Target}
targets:
  - table: quotas
    where: {Target: {empty: false}}
    columns:
      position_id: Seat
      measure: {value: bookings}
      amount_minor: {from: Target, times: 1000}
      currency: {value: EUR}
      valid_from: {template: "{Year}-{Month}-01", date_format: "%Y-M%m-%d"}
      valid_to: {template: "{Year}-{Month}-01", date_format: "%Y-M%m-%d", shift_months: 1}
"""
    target = convert(tmp_path, "Seat,Year,M01,M02,M12\nS1,2026,5,,7\n", text).target("quotas")

    assert [(r["valid_from"], r["valid_to"], r["amount_minor"]) for r in target.rows.to_pylist()] == [
        (dt.date(2026, 1, 1), dt.date(2026, 2, 1), 500_000),
        (dt.date(2026, 12, 1), dt.date(2027, 1, 1), 700_000),
    ]
    assert target.left_out == 1


def test_a_range_that_ends_before_it_starts_is_rejected(tmp_path: Path) -> None:
    text = "mapping: m\ntarget: assignments\ncolumns: {person_id: P, position_id: S, valid_from: F, "
    text += "valid_to: T}\n"
    converted = convert(tmp_path, "P,S,F,T\nA,B,2026-02-01,2026-01-01\nA,C,2026-02-01,\n", text)
    assert reasons(converted, "assignments") == [(2, "range-empty")]
    assert converted.target("assignments").accepted == 1


@pytest.mark.parametrize(("text", "share"), [("40%", 40_000_000), ("0.4", 40_000_000), ("1", 100_000_000)])
def test_a_rate_is_a_fraction_unless_it_says_percent(tmp_path: Path, text: str, share: int) -> None:
    rule = "mapping: m\ntarget: splits\ncolumns:\n  {transaction_id: T, person_id: P, "
    rule += "split_role: {value: owner}, share: S}\n"
    converted = convert(tmp_path, f"T,P,S\nA,B,{text}\n", rule)
    assert converted.target("splits").rows["share"].to_pylist() == [share]
