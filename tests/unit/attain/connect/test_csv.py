from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from attain.connect import FileOptions, RawTable, ReadLimits, read_file
from attain.kernel.problem import ProblemError


def csv(folder: Path, content: str | bytes, name: str = "sales.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def codes(raw: RawTable) -> list[str]:
    return [row.problem.code if row.problem else "" for row in raw.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_it_finds_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(
        delimiter.join(row) for row in (["id", "note", "amount"], ["1", "a b", "2"], ["2", "", "3"])
    )
    raw = read_file(csv(tmp_path, text))

    assert raw.columns == ("id", "note", "amount")
    assert [row.values for row in raw.rows()] == [("1", "a b", "2"), ("2", "", "3")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_it_finds_the_encoding(tmp_path: Path, encoding: str) -> None:
    text = "name,city\nJosé Saraiva,Zürich\nAnna Müller,Genève\n"
    raw = read_file(csv(tmp_path, text.encode(encoding)))

    assert raw.columns == ("name", "city")
    assert next(raw.rows()).values == ("José Saraiva", "Zürich")


def test_it_reads_gzip_by_content_whatever_the_name(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, gzip.compress(b"a,b\n1,2\n"), "sales.csv"))
    assert raw.format.compressed
    assert [row.values for row in raw.rows()] == [("1", "2")]


def test_a_value_over_several_lines_keeps_the_line_on_which_its_row_begins(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, 'a,b\n1,"two\nlines"\n3,4\n'))
    assert [(row.line, row.values) for row in raw.rows()] == [(2, ("1", "two\nlines")), (4, ("3", "4"))]


def test_a_file_without_header_takes_its_column_names_from_the_options(tmp_path: Path) -> None:
    options = FileOptions(delimiter="|", header=False, columns=("key", "name"))
    raw = read_file(csv(tmp_path, "1|A\n2|B\n"), options)
    assert [(row.line, row.values) for row in raw.rows()] == [(1, ("1", "A")), (2, ("2", "B"))]


def test_ragged_rows_are_problems_of_these_rows_alone(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "a,b,c\n1,2,3\n1,2\n1,2,3,4\n4,5,6\n"))
    assert codes(raw) == ["", "row-ragged", "row-ragged", ""]


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "a,b\n1,2\n\n , \n,\n3,4\n"))
    assert [row.line for row in raw.rows() if any(value.strip() for value in row.values)] == [2, 6]


def test_a_header_that_stands_twice_is_told_and_both_columns_are_kept(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "id,amount,amount,\n1,2,3,4\n"))
    assert raw.columns == ("id", "amount", "amount (2)", "Column 4")
    assert [problem.code for problem in raw.problems] == ["header-twice", "header-empty"]


def test_a_nul_character_rejects_its_row(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "a,b\n1,x\x00y\n2,z\n"))
    assert codes(raw) == ["value-nul", ""]


def test_a_giant_value_rejects_its_row(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "a,b\n1," + "x" * 50_000 + "\n2,z\n"))
    assert codes(raw) == ["value-too-long", ""]


def test_a_line_of_ten_megabytes_rejects_its_row_and_reading_goes_on(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "a,b\n1," + "x" * 10_000_000 + "\n2,z\n"))
    rows = list(raw.rows())
    assert [row.problem.code if row.problem else "" for row in rows] == ["line-too-long", ""]
    assert [row.line for row in rows] == [2, 3]


def test_a_quote_that_is_never_closed_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, 'a,b\n1,"open\n' + "2,z\n" * 20_000))
    assert codes(raw) == ["value-too-long"]


def test_a_bomb_of_gzip_is_stopped(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * 5_000_000)
    with pytest.raises(ProblemError, match="more than 1 MB of text"):
        read_file(csv(tmp_path, packed), limits=ReadLimits(expanded_bytes=1024 * 1024))


def test_a_damaged_gzip_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n1,2\n" * 1000)[:-20]
    with pytest.raises(ProblemError, match="cannot be unpacked"):
        read_file(csv(tmp_path, packed))


def test_too_many_rows_are_told(tmp_path: Path) -> None:
    raw = read_file(csv(tmp_path, "a\n" + "1\n" * 20), limits=ReadLimits(rows=10))
    with pytest.raises(ProblemError, match="more than 10 rows"):
        list(raw.rows())


def test_a_file_in_the_wrong_encoding_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="not text in UTF-8"):
        read_file(csv(tmp_path, "a\nJosé\n".encode("cp1252")), FileOptions(encoding="utf-8"))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "is empty"),
        (b"\n\n", "has no rows|1 column"),
        (b"%PDF-1.7 something", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, match: str) -> None:
    with pytest.raises(ProblemError, match=match):
        read_file(csv(tmp_path, content))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="does not exist"):
        read_file(tmp_path / "none.csv")
