"""Whether this process lives, and whether it can do its work."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from attain_web.core.clock import now
from attain_web.core.models import WorkerHeartbeat

WORKER_SECONDS = 60


def is_database_there() -> bool:
    """The records database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return tuple(cursor.fetchone()) == (1,)


def is_migrated() -> bool:
    """The database has the tables that this version of the product needs."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def is_store_writable() -> bool:
    """A file can be written beside the facts."""
    folder = Path(settings.FACTS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    probe = folder / f".health-{os.getpid()}-{uuid.uuid4().hex}"
    probe.write_bytes(b"")
    probe.unlink()
    return True


def is_worker_alive() -> bool:
    """A worker has shown itself lately."""
    return WorkerHeartbeat.objects.filter(beat_at__gte=now() - timedelta(seconds=WORKER_SECONDS)).exists()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": is_database_there,
    "migrations": is_migrated,
    "store": is_store_writable,
    "worker": is_worker_alive,
}
# Without a worker pages still work: it is reported, but does not take the process out of service.
REPORTED_ONLY = frozenset({"worker"})


def check_all() -> tuple[bool, dict[str, str]]:
    """Whether the process can serve, and ``ok`` or ``failing`` for each check; no details, anyone may ask."""
    states = {}
    for name, check in CHECKS.items():
        try:
            states[name] = "ok" if check() else "failing"
        except (DatabaseError, OSError):
            states[name] = "failing"
    ready = all(state == "ok" for name, state in states.items() if name not in REPORTED_ONLY)
    return ready, states
