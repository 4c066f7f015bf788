"""The throw-away PostgreSQL server of the tests."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.support import postgres
from tests.support.absence import cannot_test
from tests.support.source import ROOT

PRINT_FOLDER_AND_WAIT = """
import psycopg, time
from tests.support.postgres import serve_postgres
with serve_postgres() as url, psycopg.connect(url) as connection:
    print(connection.execute("show data_directory").fetchone()[0], flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _needs_binaries() -> None:
    if postgres.find_binaries() is None:
        cannot_test("there is no PostgreSQL here (Debian: apt-get install postgresql)")


@pytest.mark.parametrize("durable", [False, True])
def test_a_server_answers_until_the_block_ends(durable: bool) -> None:
    with postgres.serve_postgres(durable=durable) as url:
        with psycopg.connect(url) as connection:
            setting = connection.execute("show fsync").fetchone()
        assert setting == ("on" if durable else "off",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_nothing_stays_behind_when_the_test_run_is_killed() -> None:
    command = [sys.executable, "-c", PRINT_FOLDER_AND_WAIT]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip()).parent
        assert folder.is_dir()
        run.kill()
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not folder.exists()
