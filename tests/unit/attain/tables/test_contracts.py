from __future__ import annotations

import pytest

from attain.tables import IMPORTABLE_TABLES, RESULT_TABLES, ColumnType, TableContract

TABLES = list((IMPORTABLE_TABLES | RESULT_TABLES).values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_currencies_and_references_name_what_exists(table: TableContract) -> None:
    assert set(table.key) <= set(table.by_name)
    for column in table.columns:
        assert column.description.endswith(".")
        assert not column.references or column.references in IMPORTABLE_TABLES
        if column.type is ColumnType.MONEY:
            assert table.by_name[column.currency_column].type is ColumnType.CURRENCY


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_effective_table_has_its_range_and_the_start_in_its_key(table: TableContract) -> None:
    if table.effective:
        assert {"valid_from", "valid_to"} <= set(table.by_name)
        assert "valid_from" in table.key


def test_a_table_of_rows_has_the_columns_in_contract_order() -> None:
    splits = IMPORTABLE_TABLES["splits"]
    table = splits.table([{"share": 1, "person_id": "P", "transaction_id": "T", "split_role": "owner"}])
    assert table.schema.equals(splits.arrow_schema())
    assert table.to_pylist() == [{"transaction_id": "T", "person_id": "P", "split_role": "owner", "share": 1}]
