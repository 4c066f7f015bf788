"""`pip install .` gives a whole product: the wheel carries pages, assets, the example company and schemas."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.source import ROOT, project_files

# Where each folder of the checkout lands in the wheel.
CARRIED = {"src/": "", "examples/": "attain/_examples/", "schemas/": "attain/_schemas/"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as pip would."""
    pytest.importorskip("hatchling", reason="the build tool is not installed: scripts/env dev")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def _carried(unpacked: Path) -> set[str]:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    return {name for name in names if ".dist-info/" not in name}


def _expected() -> set[str]:
    names = [path.relative_to(ROOT).as_posix() for path in project_files()]
    return {
        target + name.removeprefix(folder)
        for name in names
        for folder, target in CARRIED.items()
        if name.startswith(folder) and not Path(name).name.startswith(".")
    }


def test_the_wheel_carries_every_file_of_the_product_and_nothing_else(unpacked: Path) -> None:
    carried, expected = _carried(unpacked), _expected()
    assert not expected - carried
    assert not carried - expected


def test_the_command_starts_from_the_wheel(unpacked: Path) -> None:
    program = "import attain, sys; print(attain.__file__); from attain.cli.main import main; main(['--help'])"
    environment = {"PATH": os.defpath, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=unpacked,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{unpacked}/attain/")
