"""The CRM of a fictional hardware maker, with the misspellings and gaps that real exports have."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from attain.connect import ImportReport, apply_mapping, read_file
from attain.store import FactStore
from tests.shared_data.support import Home, import_folder, mappings_of

pytestmark = pytest.mark.shared
FOLDER = "maven_crm"
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
        ("maven-products", 0): ("products", 7, 7, 0, 0, 0),
        ("maven-accounts", 0): ("accounts", 85, 85, 0, 0, 0),
        ("maven-teams", 0): ("people", 35, 35, 0, 0, 0),
        ("maven-teams", 1): ("people", 35, 6, 0, 29, 0),
        ("maven-teams", 2): ("positions", 35, 35, 0, 0, 0),
        ("maven-teams", 3): ("positions", 35, 6, 0, 29, 0),
        ("maven-teams", 4): ("assignments", 35, 35, 0, 0, 0),
        ("maven-teams", 5): ("assignments", 35, 6, 0, 29, 0),
        ("maven-pipeline", 0): ("opportunities", 8_800, 8_800, 0, 0, 0),
        ("maven-pipeline", 1): ("transactions", 4_238, 4_238, 0, 0, 4_562),
        ("maven-pipeline", 2): ("splits", 4_238, 4_238, 0, 0, 4_562),
    }


def test_closed_and_won_deals_and_their_value_are_those_of_the_published_figures(imported: Imported) -> None:
    home, _ = imported
    statuses = Counter(home.read("opportunities")["status"].to_pylist())
    assert statuses["won"] + statuses["lost"] == 6_711
    assert statuses["won"] == 4_238
    assert sum(home.read("transactions")["amount_minor"].to_pylist()) == 10_005_534_00


def test_won_deals_and_revenue_by_quarter_are_those_computed_independently(
    imported: Imported, shared_data: Path
) -> None:
    won: Counter[str] = Counter()
    revenue: Counter[str] = Counter()
    for row in imported[0].read("transactions").to_pylist():
        quarter = f"{row['occurred_on'].year}Q{(row['occurred_on'].month + 2) // 3}"
        won[quarter] += 1
        revenue[quarter] += row["amount_minor"]
    with (shared_data / FOLDER / "derived_golden_kpi_by_quarter.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            assert won[row["q"]] == Decimal(row["won"])
            assert revenue[row["q"]] == Decimal(row["rev"]) * 100
    assert len(won) == 4


def test_misspelt_products_sectors_and_countries_are_corrected(imported: Imported) -> None:
    home, _ = imported
    products = set(home.read("products")["product_id"].to_pylist())
    assert set(home.read("opportunities")["product_id"].to_pylist()) == products
    accounts = home.read("accounts")
    assert "technolgy" not in accounts["industry"].to_pylist()
    assert "Philippines" in accounts["country"].to_pylist()


def test_gaps_stay_gaps(imported: Imported) -> None:
    deals = imported[0].read("opportunities").to_pylist()
    assert sum(deal["created_on"] is None for deal in deals) == 500
    without_account = [deal for deal in deals if deal["account_id"] is None]
    assert len(without_account) == 1_425
    assert {deal["status"] for deal in without_account} == {"open"}


def test_sellers_without_a_deal_are_people_too(imported: Imported) -> None:
    home, _ = imported
    people = set(home.read("people")["person_id"].to_pylist())
    sellers = set(home.read("opportunities")["person_id"].to_pylist())
    assert sellers < people
    assert len(people) == 41
    assert len(sellers) == 30


def test_importing_everything_again_changes_nothing(imported: Imported, shared_data: Path) -> None:
    home, _ = imported
    before = dict(home.tables)
    import_folder(home, shared_data / FOLDER, mappings_of(FOLDER))
    assert home.tables == before


def test_the_same_pipeline_as_a_workbook_changes_nothing(
    imported: Imported, shared_data: Path, tmp_path: Path
) -> None:
    home = Home(imported[0].store, dict(imported[0].tables))
    path = tmp_path / "pipeline.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet("Pipeline")
        with (shared_data / FOLDER / "sales_pipeline.csv").open(encoding="utf-8") as stream:
            for number, row in enumerate(csv.reader(stream)):
                sheet.write_row(number, 0, row)
    (mapping,) = [mapping for mapping in mappings_of(FOLDER) if mapping.name == "maven-pipeline"]

    report = home.save(apply_mapping(read_file(path, mapping.file), mapping), source="workbook")

    assert report.rows_read == 8_800
    assert [(table.inserted, table.updated) for table in report.tables] == [(0, 0)] * 3
