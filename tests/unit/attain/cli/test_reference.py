from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from attain.cli.main import main


def test_generated_pages_are_written_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "docs/concepts/plan-language.md"
    page.parent.mkdir(parents=True)
    page.write_text("Mine.\n<!-- generated: functions -->\nSTALE\n<!-- end -->\nMine too.\n")
    assert CliRunner().invoke(main, ["reference", "--check"]).exit_code == 1
    assert CliRunner().invoke(main, ["reference"]).exit_code == 0
    assert CliRunner().invoke(main, ["reference", "--check"]).exit_code == 0
    text = page.read_text()
    assert text.startswith("Mine.\n<!-- generated: functions -->\n\n| Function |")
    assert text.endswith("<!-- end -->\nMine too.\n")
    assert "STALE" not in text
    assert (tmp_path / "docs/reference/lint.md").exists()
