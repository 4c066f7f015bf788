from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from attain_web.datahub.selectors import fact_store
from attain_web.incentives import housekeeping
from attain_web.incentives.runs import perform_run, request_run

pytestmark = pytest.mark.django_db


def test_a_file_that_nothing_names_goes_and_all_that_runs_and_snapshots_name_stay(stocked: object) -> None:
    run = request_run(actor=None)
    perform_run(run)  # type: ignore[arg-type]
    root = fact_store().root
    kept = sorted(root.rglob("*.parquet"))
    stray = _age(_copy(kept[0]), hours=2)
    fresh = _copy(kept[-1])

    assert housekeeping.sweep_facts() == 1
    assert not stray.exists()
    assert fresh.exists(), "a young file may belong to a transaction that is under way"
    assert set(kept) <= set(root.rglob("*.parquet"))


def _copy(path: Path) -> Path:
    stray = path.with_name("f" * 64 + ".parquet")
    stray.write_bytes(path.read_bytes())
    return stray


def _age(path: Path, *, hours: int) -> Path:
    past = time.time() - hours * 3600
    os.utime(path, (past, past))
    return path
