"""Who may import whom (the contracts stand in pyproject.toml), and what starting up may cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib

import pytest

from tests.support.source import ROOT

HEAVY = ("duckdb", "pyarrow", "pandas", "polars", "django", "ninja")


def test_every_import_contract_is_kept() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = _run(program)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("container", ["attain", "attain_web"])
def test_every_package_has_its_place_in_the_layers(container: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one.get("containers") == [container]]
    named = {name.strip(" ()") for line in contract["layers"] for name in line.split("|")}
    packages = {path.parent.name for path in (ROOT / "src" / container).glob("*/__init__.py")}
    assert packages <= named | set(contract["exhaustive_ignores"])


@pytest.mark.parametrize(
    "program",
    [
        "import attain",
        "from attain.cli.main import main; main(['--help'], standalone_mode=False)",
        "from attain.cli.main import main; main(['--version'], standalone_mode=False)",
    ],
)
def test_starting_loads_nothing_heavy(program: str) -> None:
    report = (
        f"import sys, json; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]), file=sys.stderr)"
    )
    done = _run(f"{program}\n{report}")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stderr.splitlines()[-1]) == []


def _run(program: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": "src"}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
