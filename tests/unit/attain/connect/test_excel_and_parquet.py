from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from attain.connect import FileOptions, ReadLimits, read_file
from attain.kernel.problem import ProblemError


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, value)
    return path


def test_cells_come_as_the_text_that_a_person_sees(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Sales": [
                ["id", "amount", "day", "yes"],
                ["A", 0.1 + 0.2, dt.date(2026, 3, 4), True],
                ["B", 12, "", ""],
            ]
        },
    )
    raw = read_file(path)

    assert raw.format.sheet == "Sales"
    assert [row.values for row in raw.rows()] == [("A", "0.3", "2026-03-04", "true"), ("B", "12", "", "")]
    assert [row.line for row in raw.rows()] == [2, 3]


def test_the_first_sheet_with_content_is_read_unless_one_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Empty": [], "One": [["a"], ["1"]], "Two": [["b"], ["2"]]})

    assert read_file(path).format.sheet == "One"
    assert read_file(path, FileOptions(sheet="Two")).columns == ("b",)
    with pytest.raises(ProblemError, match="no sheet “Three”"):
        read_file(path, FileOptions(sheet="Three"))


def test_a_table_that_starts_lower_keeps_its_lines(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [[], [], ["a", "b"], ["1", "2"], [], ["3", "4"]]})
    assert [(row.line, row.values) for row in read_file(path).rows()] == [(4, ("1", "2")), (6, ("3", "4"))]


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no archive")
    with pytest.raises(ProblemError, match="cannot be opened as an Excel workbook"):
        read_file(path)


def test_an_archive_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "nothing")
    with pytest.raises(ProblemError, match="Excel workbook"):
        read_file(path)


def test_an_archive_that_unfolds_far_beyond_its_size_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (20 * 1024 * 1024))
    assert path.stat().st_size < 100_000
    with pytest.raises(ProblemError, match="unfolds to 20 MB"):
        read_file(path, limits=ReadLimits(archive_bytes=10 * 1024 * 1024))


def test_a_cell_far_away_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "far")
    with pytest.raises(ProblemError, match=r"memory|cells"):
        read_file(path)


def test_a_file_that_takes_too_much_memory_ends_the_child_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["a"], ["1"]]})
    with pytest.raises(ProblemError, match="more memory or time"):
        read_file(path, limits=ReadLimits(child_memory_bytes=20 * 1024 * 1024))


def test_parquet_values_come_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "id": ["A", None],
            "amount": pa.array([Decimal("12.50"), Decimal("-3.10")], pa.decimal128(9, 2)),
            "rate": [0.012, 1e-7],
            "day": [dt.date(2026, 3, 4), None],
            "at": [dt.datetime.fromisoformat("2026-03-04T10:30"), dt.datetime.fromisoformat("2026-03-04")],
        }
    )
    pq.write_table(table, path)
    raw = read_file(path)

    assert raw.format.label == "Parquet"
    assert [row.values for row in raw.rows()] == [
        ("A", "12.50", "0.012", "2026-03-04", "2026-03-04 10:30:00"),
        ("", "-3.10", "0.0000001", "", "2026-03-04"),
    ]


def test_damaged_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + b"\xff" * 200 + b"PAR1")
    with pytest.raises(ProblemError, match=r"Parquet|memory"):
        read_file(path)
