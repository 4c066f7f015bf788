from __future__ import annotations

import os
from pathlib import Path

from attain.store import FactStore
from tests.unit.attain.store.support import DEALS, deals, plain


def test_a_sweep_removes_what_no_manifest_names(tmp_path: Path) -> None:
    store = FactStore(tmp_path)
    first = store.upsert(DEALS, deals(("A", 1, 10)), None, source="a").manifest
    second = store.upsert(DEALS, deals(("A", 1, 11)), first, source="b").manifest
    (tmp_path / "deals" / ".writing-abc").write_bytes(b"half a file")

    assert store.sweep([first, second]) == 1
    assert store.sweep([first]) == 1
    assert plain(store.read(first)) == [("A", 1, 10)]


def test_a_sweep_leaves_what_was_written_lately(tmp_path: Path) -> None:
    store = FactStore(tmp_path)
    manifest = store.replace(DEALS, deals(("A", 1, 10)))
    written = store.files(manifest)[0].stat().st_mtime_ns

    assert store.sweep([], older_than_ns=written) == 0
    assert store.sweep([], older_than_ns=written + 1) == 1


def test_writing_the_same_content_again_renews_a_file_that_a_sweep_would_remove(tmp_path: Path) -> None:
    store = FactStore(tmp_path)
    old = store.files(store.replace(DEALS, deals(("A", 1, 10))))[0]
    os.utime(old, ns=(1, 1))

    store.replace(DEALS, deals(("A", 1, 10)))

    assert store.sweep([], older_than_ns=10) == 0


def test_a_sweep_of_a_store_without_a_folder_does_nothing(tmp_path: Path) -> None:
    assert FactStore(tmp_path / "none").sweep([]) == 0


def test_a_sweep_leaves_files_that_are_not_the_stores(tmp_path: Path) -> None:
    store = FactStore(tmp_path)
    store.replace(DEALS, deals(("A", 1, 10)))
    note = tmp_path / "deals" / "README.txt"
    note.write_text("mine")

    store.sweep([])

    assert note.exists()
