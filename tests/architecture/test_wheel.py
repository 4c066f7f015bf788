"""`pip install .` gives a whole product: the wheel carries pages, assets, the example company and the schemas."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.source import ROOT, project_files

# Where each folder of the checkout lands in the wheel.
CARRIED = {"src/": "", "examples/": "attain/_examples/", "schemas/": "attain/_schemas/"}


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    pytest.importorskip("hatchling", reason="the build tool is not installed: scripts/env dev")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def _expected() -> set[str]:
    names = [path.relative_to(ROOT).as_posix() for path in project_files()]
    return {
        target + name.removeprefix(folder)
        for name in names
        for folder, target in CARRIED.items()
        if name.startswith(folder) and not Path(name).name.startswith(".")
    }


def test_the_wheel_carries_every_file_of_the_product(wheel_names: set[str]) -> None:
    assert not _expected() - wheel_names


def test_the_wheel_carries_nothing_else(wheel_names: set[str]) -> None:
    extra = {name for name in wheel_names - _expected() if ".dist-info/" not in name}
    assert not extra


def test_the_wheel_starts_the_command(wheel_names: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in wheel_names)
    assert any(name.endswith("licenses/LICENSE") for name in wheel_names)
