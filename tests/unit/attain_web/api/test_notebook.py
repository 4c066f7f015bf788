"""An installation's data in a notebook, and the guide that walks through it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import attain
from attain.kernel.problem import ProblemError
from attain.tables import IMPORTABLE_TABLES
from attain_web.datahub import selectors
from tests.conftest import ROOT
from tests.support.organisation import make_company
from tests.unit.attain_web.api.office import open_office

GUIDE = ROOT / "docs" / "guides" / "notebook.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(transactional_db: None, tmp_path: Path, settings: Any) -> Path:
    """The folder of an installation that has calculated."""
    if connection.vendor != "sqlite":
        pytest.skip("a notebook reads the records of SQLite alone")
    open_office(make_company())
    with closing(sqlite3.connect(tmp_path / "attain.sqlite3")) as target:
        connection.connection.backup(target)
    return tmp_path


def test_tables_and_results_are_those_of_the_product(folder: Path):
    home = attain.open_home(folder)
    for name in IMPORTABLE_TABLES:
        assert home.table(name).to_arrow().equals(selectors.table(name)), name
    (run,) = home.runs()
    assert (run.through, run.is_current) == ("2026-02", True)
    assert home.earnings().to_arrow().equals(home.earnings(run.id).to_arrow())
    assert sum(row["amount_minor"] for row in home.earnings().to_dicts()) == 350_000
    assert len(home.credits()) == 3
    assert len(home.attainments()) == 0
    assert "1 runs" in repr(home)
    with pytest.raises(ProblemError, match="no finished run"):
        home.earnings(run.id + 1)
    with pytest.raises(ProblemError, match="no table"):
        home.table("sales")


def test_reading_writes_nothing(folder: Path):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    home = attain.open_home(folder)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        home._rows("DELETE FROM incentives_run")
    home.sql("SELECT count(*) AS n FROM transactions")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_every_block_of_the_guide_runs(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ATTAIN_HOME", str(folder))
    monkeypatch.chdir(folder)
    text = GUIDE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    for found in BLOCK.finditer(text):
        line = text[: found.start()].count("\n") + 1
        exec(compile("\n" * line + found[1], str(GUIDE), "exec"), names)
    assert names["again"].totals() == {"USD": 350_000}
