"""Killed again and again while it prepares, the demo is there exactly once in the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.attain_web.demo.harness.company import write_small

ROOT = Path(__file__).resolve().parents[4]
KILLS = 7


def start(home: Path, company: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Prepares the demo in a process of its own."""
    environment = {**os.environ, "ATTAIN_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    environment["DJANGO_SETTINGS_MODULE"] = "attain_web.settings.development"
    environment.pop("ATTAIN_DATABASE_URL", None)
    module = "tests.unit.attain_web.demo.harness.prepare"
    command = [sys.executable, "-m", module, str(company), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def result(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
def test_a_demo_that_is_killed_again_and_again_is_there_once(tmp_path: Path) -> None:
    company = tmp_path / "company"
    write_small(company)
    undisturbed = result(start(tmp_path / "first", company))
    assert undisturbed["state"]["wrong"] == []
    assert undisturbed["commits"] > KILLS * 2
    home = tmp_path / "second"
    killed = 0
    for attempt in range(KILLS):
        # Later starts skip what is done, so a kill at an ever later commit is one ever further on.
        at = str(max(2, undisturbed["commits"] * (attempt + 1) // (KILLS + 1)))
        done = start(home, company, at, *(["after"] if attempt % 2 else []))
        killed += done.returncode == -signal.SIGKILL
        assert done.returncode in (0, -signal.SIGKILL), done.stdout + done.stderr
    assert killed >= KILLS // 2
    found = result(start(home, company))["state"]
    for part, expected in undisturbed["state"].items():
        assert found[part] == expected, part
