from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from attain.store import FactStore, Manifest
from tests.unit.attain.store.support import DEALS, deals, plain


@pytest.fixture
def store(tmp_path: Path) -> FactStore:
    return FactStore(tmp_path / "it's a folder")


@pytest.fixture
def manifest(store: FactStore) -> Manifest:
    first = store.upsert(DEALS, deals(("A", 1, 10), ("B", 1, 20), ("C", 1, None)), None, source="a").manifest
    return store.upsert(DEALS, deals(("B", 1, 21)), first, source="b").manifest


def test_a_filter_picks_rows_by_a_value(store: FactStore, manifest: Manifest) -> None:
    assert plain(store.read(manifest, filters={"amount_minor": 21})) == [("B", 1, 21)]


def test_a_filter_never_sees_a_replaced_value(store: FactStore, manifest: Manifest) -> None:
    assert plain(store.read(manifest, filters={"amount_minor": 20})) == []


def test_a_filter_picks_rows_by_several_values_and_by_none(store: FactStore, manifest: Manifest) -> None:
    assert len(store.read(manifest, filters={"amount_minor": [10, None]})) == 2
    assert len(store.read(manifest, filters={"amount_minor": None})) == 1
    assert len(store.read(manifest, filters={"amount_minor": []})) == 0


def test_only_the_columns_asked_for_are_read(store: FactStore, manifest: Manifest) -> None:
    assert store.read(manifest, columns=["amount_minor"]).column_names == ["amount_minor"]


def test_an_unknown_column_is_named(store: FactStore, manifest: Manifest) -> None:
    with pytest.raises(KeyError, match="amount"):
        store.read(manifest, filters={"amount": 1})


def test_a_hostile_value_is_a_value(store: FactStore, manifest: Manifest) -> None:
    assert len(store.read(manifest, filters={"deal_id": "A' OR '1'='1"})) == 0


def test_the_relation_is_open_to_any_query(store: FactStore, manifest: Manifest) -> None:
    sql = f"SELECT sum(amount_minor) FROM ({store.relation_sql(manifest)})"
    assert duckdb.sql(sql).fetchall() == [(31,)]


def test_a_manifest_survives_its_text(manifest: Manifest) -> None:
    again = Manifest.from_json(manifest.to_json())
    assert again == manifest
    assert again.id == manifest.id


def test_a_manifest_of_another_format_is_refused(manifest: Manifest) -> None:
    with pytest.raises(ValueError, match="format 9"):
        Manifest.from_json(manifest.to_json().replace('"format":1', '"format":9'))


def test_the_files_are_plain_parquet_with_the_columns_of_the_table(
    store: FactStore, manifest: Manifest
) -> None:
    assert [pq.read_schema(path).names for path in store.files(manifest)] == [
        ["deal_id", "line", "amount_minor", "won_on"]
    ] * 2


def test_the_same_rows_in_another_order_make_the_same_bytes(tmp_path: Path) -> None:
    one = FactStore(tmp_path / "one")
    two = FactStore(tmp_path / "two")
    rows = [(f"D{number}", number % 7, number) for number in range(500)]

    first = one.replace(DEALS, deals(*rows))
    second = two.replace(DEALS, deals(*reversed(rows)))

    assert first == second
    assert one.files(first)[0].read_bytes() == two.files(second)[0].read_bytes()
