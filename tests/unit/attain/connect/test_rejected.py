from __future__ import annotations

import csv
from pathlib import Path

from attain.connect import REASON_COLUMN, apply_mapping, read_file, rejected_rows, write_rejected
from tests.unit.attain.connect.support import convert, mapping

RULE = """
mapping: m
file: {delimiter: pipe, header: false, columns: [Id, Name, Price]}
targets:
  - table: products
    columns: {product_id: Id, name: Name, list_price_minor: Price, currency: {value: USD}}
"""


def test_rejected_rows_can_be_corrected_and_imported_again(tmp_path: Path) -> None:
    converted = convert(tmp_path, "1|A|2.50\n2|=cmd()|x\n3|'quoted|-1,5\n4|-D|many, too many\n", RULE)
    assert converted.target("products").accepted == 1

    path = tmp_path / "rejected.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        write_rejected(stream, converted.columns, rejected_rows(converted))
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))

    assert rows[0] == ["Id", "Name", "Price", REASON_COLUMN]
    assert rows[1][:3] == ["2", "'=cmd()", "x"]
    assert rows[1][3].startswith("Line 2: list_price_minor (from Price): “x” is not a number.")

    corrected = path.read_text(encoding="utf-8-sig").replace(",x,", ",9.99,")
    path.write_text(corrected, encoding="utf-8-sig")
    rule = mapping(RULE)
    again = apply_mapping(read_file(path, rule.file), rule)
    assert again.target("products").rows.to_pylist()[0]["name"] == "=cmd()"
    assert again.target("products").accepted == 1
    assert [row.values for row in again.target("products").rejected] == [
        ("3", "'quoted", "-1,5"),
        ("4", "-D", "many, too many"),
    ]


def test_a_line_rejected_for_two_tables_stands_once_with_both_reasons(tmp_path: Path) -> None:
    rule = """
mapping: m
targets:
  - {table: products, columns: {product_id: Id, name: Name}}
  - {table: accounts, columns: {account_id: Id, name: Other}}
"""
    converted = convert(tmp_path, "Id,Name,Other\n1,,\n", rule)
    rows = rejected_rows(converted)
    assert len(rows) == 1
    assert "Name" in rows[0][2]
    assert "Other" in rows[0][2]
