from __future__ import annotations

from pathlib import Path

from attain.connect import guess_mapping, guess_tables, read_file, seems_without_header
from attain.connect.raw import RawTable
from attain.tables import IMPORTABLE_TABLES


def raw(folder: Path, content: str) -> RawTable:
    path = folder / "file.csv"
    path.write_text(content, encoding="utf-8")
    return read_file(path)


def guessed(table: RawTable, name: str) -> dict[str, str]:
    rule = guess_mapping(table, IMPORTABLE_TABLES[name], currency="USD")
    return {column: source.column or source.constant for column, source in rule.targets[0].columns.items()}


def test_headers_are_matched_by_name_and_usual_aliases(tmp_path: Path) -> None:
    table = raw(tmp_path, "OrderID,Order Date,customer,SalesAmount,Qty,Remark\nA,2026-01-31,C1,12.50,3,x\n")
    assert guessed(table, "transactions") == {
        "transaction_id": "OrderID",
        "occurred_on": "Order Date",
        "account_id": "customer",
        "amount_minor": "SalesAmount",
        "quantity": "Qty",
        "currency": "USD",
    }


def test_a_header_whose_values_do_not_fit_is_not_chosen(tmp_path: Path) -> None:
    table = raw(tmp_path, "transaction_id,amount,date\nA,unknown,soon\n")
    assert "amount_minor" not in guessed(table, "transactions")
    assert "occurred_on" not in guessed(table, "transactions")


def test_decimal_commas_percentages_and_empty_texts_are_noticed(tmp_path: Path) -> None:
    table = raw(tmp_path, "transaction_id;person_id;share;split_role\nA;P;50;owner\nB;P;33,5;NULL\n")
    rule = guess_mapping(table, IMPORTABLE_TABLES["splits"])
    assert rule.targets[0].columns["share"].decimal == ","
    assert rule.targets[0].columns["share"].unit == "percent"
    assert rule.file.empty == ("NULL",)


def test_a_clear_date_format_is_written_down_and_an_ambiguous_one_left_open(tmp_path: Path) -> None:
    clear = raw(tmp_path, "activity_id,date\nA,10/25/2016\n")
    assert guess_mapping(clear, IMPORTABLE_TABLES["activities"]).targets[0].columns["occurred_on"].date_format
    unclear = raw(tmp_path, "activity_id,date\nA,10/11/2016\n")
    source = guess_mapping(unclear, IMPORTABLE_TABLES["activities"]).targets[0].columns["occurred_on"]
    assert source.date_format == ""


def test_a_first_row_of_numbers_and_dates_is_no_header(tmp_path: Path) -> None:
    assert seems_without_header(raw(tmp_path, "1|272|28000.0000|2010-12-29\n2|281|1|2010-12-29\n"))
    assert seems_without_header(raw(tmp_path, "1,North,0,0\n2,South,0,0\n"))
    assert not seems_without_header(raw(tmp_path, "Rep,Region,Notes,2025,2026\nA,B,,1,2\n"))


def test_the_table_that_a_file_is_for_comes_first(tmp_path: Path) -> None:
    assert (
        guess_tables(raw(tmp_path, "opportunity_id,deal_stage,status\nA,Won,won\n"))[0].table
        == "opportunities"
    )
    splits = raw(tmp_path, "transaction_id,person_id,split_role,share\nA,P,owner,1\n")
    assert guess_tables(splits)[0].table == "splits"
