"""The server is started for real, in a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path: Path):
    """Starts `attain serve` in ``tmp_path``; whatever still runs at the end is killed."""
    processes = []

    def run(port: int) -> subprocess.Popen[str]:
        inherited = ("DJANGO_SETTINGS_MODULE", "ATTAIN_DATABASE_URL", "ATTAIN_SECRET_KEY")
        environment = {k: v for k, v in os.environ.items() if k not in inherited}
        environment |= {"ATTAIN_HOME": str(tmp_path), "PYTHONPATH": "src", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "attain_web.commands.serve", "--port", str(port)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        processes.append(subprocess.Popen(command, env=environment, **pipes))
        return processes[-1]

    yield run
    for process in processes:
        process.kill()


def answer_of(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
        return response.status, response.read().decode()


def wait_until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail("it did not come about in time")


def checks_of(port: int) -> dict[str, str]:
    return json.loads(answer_of(port, "/health/ready")[1])["checks"]


@pytest.mark.parametrize("stop_by", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_makes_its_database_serves_works_and_stops_cleanly(start, tmp_path, stop_by):
    port = free_port()
    server = start(port)
    wait_until(lambda: checks_of(port) == dict.fromkeys(("database", "migrations", "store", "worker"), "ok"))
    status, page = answer_of(port, "/sign-in/")
    assert status == 200
    asset = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert answer_of(port, asset)[0] == 200
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "attain.sqlite3").stat().st_mode & 0o077 == 0

    server.send_signal(stop_by)
    printed, _ = server.communicate(timeout=SECONDS)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}" in printed
    assert "worker-stopped" in printed
    assert "Traceback" not in printed


def test_a_port_that_is_taken_is_named_with_another_to_use(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start(port)
        printed, _ = server.communicate(timeout=SECONDS)
    assert server.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in printed
    assert "attain serve --port" in printed
    assert "Traceback" not in printed
