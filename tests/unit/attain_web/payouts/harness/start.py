"""Starts a harness on a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[5]


def start(module: str, *arguments: str, home: Path, postgres_url: str = "") -> Any:
    """What the harness prints, in a process with its own ATTAIN_HOME, on SQLite or a new PostgreSQL
    database.
    """
    environment = {**os.environ, "ATTAIN_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    environment["DJANGO_SETTINGS_MODULE"] = "attain_web.settings.development"
    environment.pop("ATTAIN_DATABASE_URL", None)
    if postgres_url:
        environment["ATTAIN_DATABASE_URL"] = new_database(postgres_url)
    command = [sys.executable, "-m", f"tests.unit.attain_web.payouts.harness.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def new_database(server_url: str) -> str:
    """The URL of an empty database on the server."""
    import psycopg

    name = f"money_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server_url.rpartition('/')[0]}/{name}"
