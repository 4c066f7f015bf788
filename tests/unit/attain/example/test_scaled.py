"""A company of any size: five levels, 1.3 splits, four currencies, the same rows however it is written."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from attain.example import ScaledFiles, write_scaled
from attain.example.scaled import level_sizes
from attain.kernel.fingerprint import fingerprint_file
from attain.tables import IMPORTABLE_TABLES

PAYEES, TRANSACTIONS = 200, 100_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ScaledFiles:
    return write_scaled(tmp_path_factory.mktemp("scaled"), PAYEES, TRANSACTIONS, seed=7)


def _table(files: ScaledFiles, name: str) -> pa.Table:
    return pa.concat_tables([pq.read_table(path) for path in files.files(name)])


def test_it_has_the_wanted_size(files: ScaledFiles) -> None:
    assert files.rows["people"] == PAYEES
    assert files.rows["transactions"] == TRANSACTIONS
    assert files.rows["splits"] / TRANSACTIONS == pytest.approx(1.3, abs=0.01)


@pytest.mark.parametrize("name", ["people", "positions", "assignments", "quotas", "transactions", "splits"])
def test_a_table_fulfils_its_contract(name: str, files: ScaledFiles) -> None:
    contract, table = IMPORTABLE_TABLES[name], _table(files, name)
    assert table.column_names == list(contract.by_name)
    assert [field.type for field in table.schema] == [field.type for field in contract.arrow_schema()]
    for column in contract.columns:
        if column.required:
            assert table[column.name].null_count == 0
    assert table.group_by(list(contract.key)).aggregate([]).num_rows == table.num_rows


def test_owner_shares_sum_to_the_whole(files: ScaledFiles) -> None:
    splits = _table(files, "splits")
    owners = splits.filter(pc.equal(splits["split_role"], "owner"))
    sums = owners.group_by("transaction_id").aggregate([("share", "sum")])
    assert sums.num_rows == TRANSACTIONS
    assert pc.unique(sums["share_sum"]).to_pylist() == [100_000_000]


def test_every_reference_resolves(files: ScaledFiles) -> None:
    people = set(_table(files, "people")["person_id"].to_pylist())
    assert set(pc.unique(_table(files, "splits")["person_id"]).to_pylist()) <= people
    seats = {row["position_id"]: row["manager_position_id"] for row in _table(files, "positions").to_pylist()}
    assert set(seats.values()) - {None} <= set(seats)


def test_seats_stand_on_five_levels_in_four_currencies(files: ScaledFiles) -> None:
    positions = _table(files, "positions").to_pylist()
    manager = {row["position_id"]: row["manager_position_id"] for row in positions}

    def depth(seat: str) -> int:
        return 1 if manager[seat] is None else 1 + depth(manager[seat])

    assert {depth(row["position_id"]) for row in positions if row["role"] == "account-executive"} == {5}
    assert {row["currency"] for row in positions} == {"USD", "EUR", "GBP", "JPY"}


def test_rows_do_not_depend_on_threads_or_chunks(files: ScaledFiles, tmp_path: Path) -> None:
    one_thread = write_scaled(tmp_path / "thread", PAYEES, TRANSACTIONS, seed=7, threads=1)
    small_chunks = write_scaled(tmp_path / "chunks", PAYEES, TRANSACTIONS, seed=7, chunk_rows=30_000)
    for name in files.rows:
        assert fingerprint_file(one_thread.files(name)[0]) == fingerprint_file(files.files(name)[0])
        assert _table(small_chunks, name).equals(_table(files, name))
    assert len(small_chunks.files("transactions")) == 4


def test_another_seed_gives_other_transactions(files: ScaledFiles, tmp_path: Path) -> None:
    other = write_scaled(tmp_path, PAYEES, 1_000, seed=8)
    assert not _table(other, "transactions").equals(_table(files, "transactions").slice(0, 1_000))


@pytest.mark.parametrize("payees", [6, 50, 200, 5_000])
def test_levels_add_up_to_nearly_the_payees(payees: int) -> None:
    sizes = level_sizes(payees)
    assert len(sizes) == 5
    assert sizes[-1] == 1
    assert payees - 4 <= sum(sizes) <= payees


def test_too_few_payees_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 6 payees"):
        level_sizes(5)
