"""The program that runs all suites counts what pytest did and never passes over a failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source import ROOT

TESTS = {
    "passes": "def test_it(): pass",
    "fails": "def test_it(): assert False",
    "skips": "import pytest\ndef test_it(): pytest.skip('no reason')",
    "breaks": "import no_such_module",
}


def _run(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.support.suites", "-p", "no:cacheprovider", str(path)]
    # These runs shall be the plain suite alone, without a server and a browser.
    clean = {"PATH": "/nowhere", "ATTAIN_POSTGRES_BIN": "/nowhere", "ATTAIN_TEST_WORKERS": "0", **environment}
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("names", "code", "closing"),
    [
        (["passes", "skips"], 0, " 1 passed, 1 skipped in "),
        (["passes", "fails"], 1, " 1 failed, 1 passed in "),
        (["passes", "breaks"], 1, " 1 failed in "),
    ],
)
def test_one_line_sums_up_the_run(tmp_path: Path, names: list[str], code: int, closing: str) -> None:
    for name in names:
        (tmp_path / f"test_{name}.py").write_text(TESTS[name])
    done = _run(tmp_path)
    assert done.returncode == code, done.stdout + done.stderr
    assert closing in done.stdout.splitlines()[-1]


def test_what_cannot_be_tested_is_said_and_fails_in_ci(tmp_path: Path) -> None:
    (tmp_path / "test_passes.py").write_text(TESTS["passes"])
    said = "!! NOT TESTED: the pages, as there is no Chromium here"
    local, ci = _run(tmp_path), _run(tmp_path, CI="true")
    assert said in local.stdout
    assert local.returncode == 0
    assert said in ci.stdout
    assert ci.returncode == 1
