from __future__ import annotations

from pathlib import Path

import pytest

from attain.kernel.problem import ProblemError
from attain.store import FactStore
from tests.unit.attain.store.support import DEALS, deals, plain


@pytest.fixture
def store(tmp_path: Path) -> FactStore:
    return FactStore(tmp_path)


def test_it_reads_back_what_was_written_sorted_by_key(store: FactStore) -> None:
    state = store.upsert(DEALS, deals(("B", 1, 20), ("A", 2, 11), ("A", 1, 10)), None, source="first")

    assert plain(store.read(state.manifest)) == [("A", 1, 10), ("A", 2, 11), ("B", 1, 20)]
    assert (state.inserted, state.updated, state.unchanged) == (3, 0, 0)
    assert store.read(state.manifest).schema.equals(DEALS.arrow_schema().remove_metadata())


def test_the_same_rows_again_write_nothing_and_give_the_same_manifest(store: FactStore) -> None:
    rows = deals(("A", 1, 10), ("B", 1, None))
    first = store.upsert(DEALS, rows, None, source="first")
    files = set(store.root.rglob("*.parquet"))

    again = store.upsert(DEALS, rows, first.manifest, source="second")

    assert again.manifest == first.manifest
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 2)
    assert set(store.root.rglob("*.parquet")) == files


def test_only_new_and_changed_rows_are_written(store: FactStore) -> None:
    first = store.upsert(DEALS, deals(("A", 1, 10), ("B", 1, 20)), None, source="first").manifest

    state = store.upsert(DEALS, deals(("A", 1, 10), ("B", 1, 21), ("C", 1, 30)), first, source="second")

    assert (state.inserted, state.updated, state.unchanged) == (1, 1, 1)
    assert state.manifest.segments[-1].rows == 2
    assert state.manifest.row_count == 3
    assert plain(store.read(state.manifest)) == [("A", 1, 10), ("B", 1, 21), ("C", 1, 30)]


def test_an_earlier_manifest_still_reads_the_earlier_state(store: FactStore) -> None:
    first = store.upsert(DEALS, deals(("A", 1, 10)), None, source="first").manifest
    store.upsert(DEALS, deals(("A", 1, 99)), first, source="second")

    assert plain(store.read(first)) == [("A", 1, 10)]


def test_a_value_that_changes_there_and_back_reads_as_the_last_one(store: FactStore) -> None:
    manifest = store.upsert(DEALS, deals(("A", 1, 10)), None, source="0").manifest
    for number, amount in enumerate((11, 10, 11, 12, 11), start=1):
        manifest = store.upsert(DEALS, deals(("A", 1, amount)), manifest, source=str(number)).manifest

    assert plain(store.read(manifest)) == [("A", 1, 11)]
    versions = store.row_history(manifest, {"deal_id": "A", "line": 1})
    assert [(v.version, v.source, v.values["amount_minor"]) for v in versions] == [
        (1, "0", 10), (2, "1", 11), (3, "2", 10), (4, "3", 11), (5, "4", 12), (6, "5", 11),
    ]  # fmt: skip


def test_an_empty_part_of_a_key_is_a_value_like_any_other(store: FactStore) -> None:
    first = store.upsert(DEALS, deals(("A", None, 10), ("A", 1, 11)), None, source="first").manifest
    state = store.upsert(DEALS, deals(("A", None, 12)), first, source="second")

    assert (state.inserted, state.updated) == (0, 1)
    assert plain(store.read(state.manifest)) == [("A", 1, 11), ("A", None, 12)]
    assert len(store.row_history(state.manifest, {"deal_id": "A", "line": None})) == 2


def test_many_small_changes_are_gathered_without_losing_a_version(store: FactStore) -> None:
    manifest = store.upsert(DEALS, deals(("A", 1, 0), ("B", 1, 0)), None, source="0").manifest
    for amount in range(1, 60):
        manifest = store.upsert(DEALS, deals(("A", 1, amount)), manifest, source=str(amount)).manifest

    assert len(manifest.current) < 30
    assert plain(store.read(manifest)) == [("A", 1, 59), ("B", 1, 0)]
    history = store.row_history(manifest, {"deal_id": "A", "line": 1})
    assert [version.values["amount_minor"] for version in history] == list(range(60))


def test_a_key_given_twice_is_refused(store: FactStore) -> None:
    with pytest.raises(ProblemError, match="two rows of one key"):
        store.upsert(DEALS, deals(("A", 1, 10), ("A", 1, 11)), None, source="first")


def test_an_empty_required_value_is_refused(store: FactStore) -> None:
    with pytest.raises(ProblemError, match="rows without deal_id"):
        store.upsert(DEALS, deals((None, 1, 10)), None, source="first")


def test_a_missing_column_is_refused(store: FactStore) -> None:
    with pytest.raises(ProblemError, match="no column amount_minor"):
        store.replace(DEALS, deals(("A", 1, 10)).drop_columns(["amount_minor"]))


def test_a_table_without_rows_can_be_kept_and_read(store: FactStore) -> None:
    manifest = store.replace(DEALS, deals())

    assert store.read(manifest).num_rows == 0
    assert store.upsert(DEALS, deals(("A", 1, 1)), manifest, source="x").inserted == 1
