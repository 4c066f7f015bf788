"""A writer is killed at every step of a write; a reader then finds the old state or the new one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from attain.store import FactStore, Manifest
from tests.unit.attain.store.support import DEALS, deals, plain

OLD = [("A", 1, 10), ("B", 1, 20)]
NEW = [("A", 1, 10), ("B", 1, 21), ("C", 1, 30)]

# The child dies by SIGKILL before (or after) the n-th system call that changes something on the disk.
WRITER = """
import os, signal, sqlite3, sys
from pathlib import Path

root, step, moment = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
from attain.store import FactStore, Manifest
from tests.unit.attain.store.support import DEALS, deals

calls = 0
def dying(function):
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == step and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args, **kwargs)
        if calls == step and moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return call

records = sqlite3.connect(root / "records.sqlite")
store = FactStore(root / "facts")
base = Manifest.from_json(records.execute("SELECT manifest FROM snapshot").fetchone()[0])
os.fsync, os.replace, os.fchmod, os.fdopen = map(dying, (os.fsync, os.replace, os.fchmod, os.fdopen))
state = store.upsert(DEALS, deals(("B", 1, 21), ("C", 1, 30)), base, source="second")
commit = dying(lambda: records.commit())
records.execute("UPDATE snapshot SET manifest = ?", [state.manifest.to_json()])
commit()
print("steps", calls)
"""


def write_in_child(root: Path, step: int, moment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WRITER, str(root), str(step), moment]
    here = Path(__file__).resolve().parents[4]
    paths = f"{here / 'src'}:{here}"
    return subprocess.run(command, env={"PYTHONPATH": paths}, capture_output=True, text=True, check=False)


def prepare(root: Path) -> FactStore:
    root.mkdir()
    store = FactStore(root / "facts")
    manifest = store.upsert(DEALS, deals(*OLD), None, source="first").manifest
    with sqlite3.connect(root / "records.sqlite") as records:
        records.execute("CREATE TABLE snapshot (manifest TEXT)")
        records.execute("INSERT INTO snapshot VALUES (?)", [manifest.to_json()])
    return store


def current(root: Path) -> Manifest:
    with sqlite3.connect(root / "records.sqlite") as records:
        return Manifest.from_json(records.execute("SELECT manifest FROM snapshot").fetchone()[0])


def files(store: FactStore) -> set[str]:
    return {path.name for path in (store.root / "deals").iterdir()} - {".lock"}


def test_a_write_has_the_steps_that_are_cut_below(tmp_path: Path) -> None:
    prepare(tmp_path / "home")
    done = write_in_child(tmp_path / "home", 0, "before")
    assert done.stdout.strip() == "steps 6", done.stderr


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 7))
def test_a_killed_writer_leaves_the_old_state_or_the_new(tmp_path: Path, step: int, moment: str) -> None:
    root = tmp_path / "home"
    store = prepare(root)

    killed = write_in_child(root, step, moment)
    assert killed.returncode == -9, killed.stderr

    manifest = current(root)
    committed = (step, moment) == (6, "after")
    assert plain(store.read(manifest)) == (NEW if committed else OLD)

    store.sweep([manifest])
    assert files(store) == {segment.name for segment in manifest.segments}

    again = store.upsert(DEALS, deals(("B", 1, 21), ("C", 1, 30)), manifest, source="second")
    assert plain(store.read(again.manifest)) == NEW
