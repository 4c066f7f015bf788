"""Lets the test database be emptied although some of its tables refuse deletion.

Django's transactional tests flush all tables at their end. Only this flush goes around the triggers; what a
test itself does meets them as the product would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations


@contextmanager
def without_triggers(connection: Any) -> Iterator[None]:
    """Triggers are off inside the block, on this connection's database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            try:
                yield
            finally:
                cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        try:
            yield
        finally:
            for _, definition in triggers:
                cursor.execute(definition)


@pytest.fixture(scope="session", autouse=True)
def flush_around_triggers() -> Iterator[None]:
    """Makes the flush of transactional tests possible."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self: Any, sql_list: Any) -> None:
        with without_triggers(self.connection):
            flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield
