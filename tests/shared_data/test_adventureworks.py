"""The sample company AdventureWorks, as it comes: three calendars, two sets of keys, four file formats."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from attain.connect import ImportReport, apply_mapping, read_file
from attain.store import FactStore
from tests.shared_data.support import Home, import_folder, mappings_of

pytestmark = pytest.mark.shared
FOLDER = "adventureworks"

Imported = tuple[Home, dict[str, ImportReport]]


@pytest.fixture(scope="module")
def imported(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    home = Home(FactStore(tmp_path_factory.mktemp("facts")))
    return home, import_folder(home, shared_data / FOLDER, mappings_of(FOLDER))


def test_every_row_is_accounted_for(imported: Imported) -> None:
    _, reports = imported
    numbers = {
        (name, number): (
            table.table,
            table.rows_in,
            table.accepted,
            table.rejected,
            table.duplicate,
            table.left_out,
        )
        for name, report in reports.items()
        for number, table in enumerate(report.tables)
    }
    assert numbers == {
        ("adventureworks-territories", 0): ("territories", 11, 11, 0, 0, 0),
        ("adventureworks-products", 0): ("products", 397, 397, 0, 0, 0),
        ("adventureworks-resellers", 0): ("accounts", 701, 701, 0, 0, 0),
        ("adventureworks-employees", 0): ("people", 18, 18, 0, 0, 278),
        ("adventureworks-employees", 1): ("positions", 4, 4, 0, 0, 292),
        ("adventureworks-employees", 2): ("assignments", 18, 18, 0, 0, 278),
        ("adventureworks-territory-history", 0): ("positions", 17, 17, 0, 0, 0),
        ("adventureworks-quotas", 0): ("quotas", 163, 163, 0, 0, 0),
        ("adventureworks-quota-history", 0): ("quotas", 163, 163, 0, 0, 0),
        ("adventureworks-reseller-targets", 0): ("quotas", 245, 245, 0, 0, 163),
        ("adventureworks-commission", 0): ("parameters", 17, 17, 0, 0, 0),
        ("adventureworks-commission", 1): ("parameters", 17, 17, 0, 0, 0),
        ("adventureworks-sales", 0): ("transactions", 57_851, 57_851, 0, 0, 0),
        ("adventureworks-sales", 1): ("splits", 57_851, 57_851, 0, 0, 0),
    }


def test_the_quotas_of_the_order_system_are_those_of_the_warehouse(imported: Imported) -> None:
    (table,) = imported[1]["adventureworks-quota-history"].tables
    assert (table.inserted, table.updated, table.unchanged) == (0, 0, 163)


def test_a_cost_that_is_null_is_unknown_not_zero(imported: Imported) -> None:
    assert imported[0].read("transactions")["cost_minor"].null_count == 76


def test_the_sum_of_sales_is_that_of_the_file(imported: Imported, shared_data: Path) -> None:
    with gzip.open(
        shared_data / FOLDER / "DW_FactResellerSales.csv.gz", "rt", encoding="utf-8-sig"
    ) as stream:
        total = sum(Decimal(row["SalesAmount"]) for row in csv.DictReader(stream))
    amounts = imported[0].read("transactions")["amount_minor"].to_pylist()
    assert sum(amounts) == total * 100


def test_each_of_the_163_attainments_comes_out_of_the_imported_tables(
    imported: Imported, shared_data: Path
) -> None:
    home, _ = imported
    tables = {
        name: home.store.relation_sql(home.tables[name]) for name in ("transactions", "splits", "quotas")
    }
    rows = duckdb.sql(
        f"""
        SELECT q.position_id, q.valid_from, q.amount_minor, sum(t.amount_minor)::BIGINT
        FROM ({tables["quotas"]}) q
        JOIN ({tables["splits"]}) s ON s.person_id = q.position_id
        JOIN ({tables["transactions"]}) t
          ON t.transaction_id = s.transaction_id
          AND t.occurred_on >= q.valid_from AND t.occurred_on < q.valid_to
        WHERE q.measure = 'bookings'
        GROUP BY ALL
        """
    ).fetchall()
    ours = {
        (person, f"{start.year}Q{start.month // 3 + 1}"): (quota, sales)
        for person, start, quota, sales in rows
    }
    with (shared_data / FOLDER / "derived_rep_quarter_attainment.csv").open(encoding="utf-8") as stream:
        theirs = {
            (row["EmployeeKey"], row["qtr"]): tuple(
                Decimal(row[name]) for name in ("quota", "SalesAmount", "att")
            )
            for row in csv.DictReader(stream)
        }
    assert len(theirs) == 163
    assert ours.keys() == theirs.keys()
    for key, (quota, sales, attainment) in theirs.items():
        assert ours[key] == (quota * 100, round(sales * 100)), key
        assert abs(Decimal(ours[key][1]) / ours[key][0] - attainment) < Decimal("1e-12"), key


def test_every_reference_resolves(imported: Imported) -> None:
    home, _ = imported
    transactions, splits = home.read("transactions"), home.read("splits")
    positions = set(home.read("positions")["position_id"].to_pylist())
    assert set(transactions["account_id"].to_pylist()) <= set(home.read("accounts")["account_id"].to_pylist())
    assert set(transactions["product_id"].to_pylist()) <= set(home.read("products")["product_id"].to_pylist())
    assert set(splits["person_id"].to_pylist()) <= set(home.read("people")["person_id"].to_pylist())
    assert set(home.read("quotas")["position_id"].to_pylist()) <= positions
    assert set(home.read("positions")["manager_position_id"].to_pylist()) <= positions | {None}
    assert set(home.read("assignments")["position_id"].to_pylist()) == positions


def test_a_seat_changes_its_territory_where_the_quarter_changes(imported: Imported) -> None:
    rows = [row for row in imported[0].read("positions").to_pylist() if row["position_id"] == "281"]
    assert [(row["territory_id"], str(row["valid_from"]), str(row["valid_to"])) for row in rows] == [
        ("2", "2017-07-01", "2019-01-01"),
        ("3", "2019-01-01", "None"),
    ]


def test_importing_everything_again_changes_nothing(imported: Imported, shared_data: Path) -> None:
    home, _ = imported
    before = dict(home.tables)
    reports = import_folder(home, shared_data / FOLDER, mappings_of(FOLDER))

    assert home.tables == before
    changes = Counter[str]()
    for report in reports.values():
        for table in report.tables:
            changes.update({"inserted": table.inserted, "updated": table.updated})
    assert changes.total() == 0


def test_a_corrected_file_changes_exactly_the_corrected_rows(
    imported: Imported, shared_data: Path, tmp_path: Path
) -> None:
    home = Home(imported[0].store, dict(imported[0].tables))
    text = gzip.decompress((shared_data / FOLDER / "DW_FactResellerSales.csv.gz").read_bytes()).decode(
        "utf-8-sig"
    )
    corrected = text.replace(",2024.99,NULL,2024.99,", ",2024.99,1898.09,2000.00,", 3)
    path = tmp_path / "DW_FactResellerSales.csv"
    path.write_text(corrected, encoding="utf-8")
    (mapping,) = [mapping for mapping in mappings_of(FOLDER) if mapping.name == "adventureworks-sales"]

    report = home.save(apply_mapping(read_file(path, mapping.file), mapping), source="corrected")

    assert [(table.inserted, table.updated, table.unchanged) for table in report.tables] == [
        (0, 3, 57_848),
        (0, 0, 57_851),
    ]
    key = {"transaction_id": "SO43659-349"}
    versions = home.store.row_history(home.tables["transactions"], key)
    assert [(version.source, version.values["amount_minor"]) for version in versions] == [
        ("DW_FactResellerSales.csv.gz", 202_499),
        ("corrected", 200_000),
    ]
