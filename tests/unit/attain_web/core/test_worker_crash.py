"""A worker is killed in the middle of a job, for real, and another one finishes it exactly once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import sys, time
from attain_web.commands.setup import prepare_database, start_django
start_django()
prepare_database()
from attain_web.core import jobs
from attain_web.core.models import AuditEvent, Job
from attain_web.core.audit import Subject, record
from attain_web.core.worker import Worker

@jobs.handler("slow")
def slow(job):
    for step in range(40 if job.job.attempts == 1 else 2):
        job.progress("working", step, 40)
        time.sleep(0.1)
    with job.finishing() as result:
        record(None, "paid", Subject("test", "1"))
        result["attempt"] = job.job.attempts

if sys.argv[1] == "first":
    jobs.enqueue("slow", {}, None)
worker = Worker()
while not worker.work_once():
    time.sleep(0.1)
"""


def start(home: Path, which: str, url: str) -> subprocess.Popen[bytes]:
    environment = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE",)}
    environment |= {
        "ATTAIN_HOME": str(home),
        "ATTAIN_DATABASE_URL": url,
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "crash_settings",
    }
    (home / "crash_settings.py").write_text(
        "from attain_web.settings.production import *\nJOB_LEASE_SECONDS = 1\n"
    )
    environment["PYTHONPATH"] = f"src{os.pathsep}{home}"
    return subprocess.Popen([sys.executable, "-c", PROGRAM, which], env=environment)


def read(path: Path, query: str) -> list[tuple]:
    with sqlite3.connect(path, timeout=10) as connection:
        return connection.execute(query).fetchall()


def wait_for(path: Path, query: str, seconds: int = 60) -> list[tuple]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            rows = read(path, query)
        except sqlite3.OperationalError:
            rows = []
        if rows:
            return rows
        time.sleep(0.05)
    pytest.fail(f"nothing answered {query}")


def test_a_job_whose_worker_is_killed_is_finished_once_by_another(tmp_path):
    file = tmp_path / "records.sqlite3"
    url = f"sqlite:///{file}"
    first = start(tmp_path, "first", url)
    try:
        wait_for(file, "SELECT 1 FROM core_job WHERE state = 'running' AND done >= 2")
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert read(file, "SELECT state FROM core_job") == [("running",)]
        second = start(tmp_path, "second", url)
        assert second.wait(timeout=60) == 0
    finally:
        first.kill()
    assert read(file, "SELECT state, attempts, result FROM core_job") == [("succeeded", 2, '{"attempt": 2}')]
    assert read(file, "SELECT count(*) FROM core_auditevent WHERE action = 'paid'") == [(1,)]
