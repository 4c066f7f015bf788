"""The company's files come back through readers and mappings as exactly the tables they were written from."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from attain.connect import apply_mapping, load_mapping, read_file
from attain.example import DeliveredFile, ExampleCompany, mapping_text, write_company, write_truth
from attain.example.source import LATER, SOURCES
from attain.kernel.fingerprint import fingerprint_file
from attain.tables import IMPORTABLE_TABLES


@pytest.fixture(scope="module")
def files(company: ExampleCompany, tmp_path_factory: pytest.TempPathFactory) -> tuple[DeliveredFile, ...]:
    return write_company(tmp_path_factory.mktemp("company"), company)


def _rows(file: DeliveredFile) -> pa.Table:
    mapping, problems = load_mapping(mapping_text(file.mapping), file.mapping)
    assert mapping is not None, problems
    (target,) = apply_mapping(read_file(file.path), mapping).targets
    assert target.rejected == ()
    assert target.duplicates == ()
    assert target.accepted == file.rows
    return target.rows


def _sorted(name: str, table: pa.Table) -> pa.Table:
    contract = IMPORTABLE_TABLES[name]
    return table.select(list(contract.by_name)).sort_by([(column, "ascending") for column in contract.key])


@pytest.mark.parametrize("name", IMPORTABLE_TABLES)
def test_a_table_survives_its_files(
    name: str, company: ExampleCompany, files: tuple[DeliveredFile, ...]
) -> None:
    parts = [_rows(file) for file in files if file.table == name and file.arrived_on is None]
    assert _sorted(name, pa.concat_tables(parts)).equals(_sorted(name, company.tables[name]))


def test_later_files_survive_too(company: ExampleCompany, files: tuple[DeliveredFile, ...]) -> None:
    later = [file for file in files if file.arrived_on is not None]
    written = [(one.arrived_on, name, table) for one in company.later for name, table in one.tables.items()]
    assert [file.arrived_on for file in later] == [day for day, _, _ in written]
    for file, (_, name, table) in zip(later, written, strict=True):
        assert _sorted(name, _rows(file)).equals(_sorted(name, table))


def test_files_are_the_same_byte_for_byte(
    company: ExampleCompany, files: tuple[DeliveredFile, ...], tmp_path: Path
) -> None:
    again = write_company(tmp_path, company)
    assert [fingerprint_file(file.path) for file in again] == [fingerprint_file(file.path) for file in files]


def test_the_truth_is_written_as_json(company: ExampleCompany, tmp_path: Path) -> None:
    write_truth(tmp_path / "deep" / "truth.json", company)
    assert json.loads((tmp_path / "deep" / "truth.json").read_text(encoding="utf-8")) == company.truth


def test_the_files_are_of_several_formats() -> None:
    assert {source.format for source in SOURCES} == {"csv", "xlsx", "parquet"}
    assert {source.table for source in [*SOURCES, *LATER.values()]} == set(IMPORTABLE_TABLES)
