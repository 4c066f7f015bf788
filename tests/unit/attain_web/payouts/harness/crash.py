"""A process that posts, closes or pays is killed before and after each of its writes.

    python -m tests.unit.attain_web.payouts.harness.crash post|close|pay FOLDER [no-transaction]

Every point starts from the same prepared database. After the kill the state must be the old one or the new
one; doing the work again must give the new one. Prints a JSON object: points tried, what was wrong.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from attain_web.core.models import AuditEvent  # noqa: E402
from attain_web.incentives.models import Run  # noqa: E402
from attain_web.payouts import closing, heads  # noqa: E402
from attain_web.payouts.models import LedgerEntry, LedgerHead, LedgerPosting, PayPeriod  # noqa: E402
from attain_web.payouts.services import close_period, pay_period  # noqa: E402
from tests.unit.attain_web.payouts.build import earning  # noqa: E402
from tests.unit.attain_web.payouts.harness.setting import (  # noqa: E402
    finish,
    months,
    new_run,
    prepare,
    rows_of,
    violations,
)

MONTH = "2026-02"
WRITES = ("INSERT", "UPDATE", "DELETE")


class Killer:
    """Counts the writes of a process and ends it, as a power cut would, at the one that was asked for."""

    def __init__(self, point: int) -> None:
        self.point, self.passed = point, 0

    def pass_by(self) -> None:
        self.passed += 1
        if self.passed == self.point:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(WRITES):
            return execute(sql, params, many, context)
        self.pass_by()
        result = execute(sql, params, many, context)
        self.pass_by()
        return result

    def watch(self) -> None:
        """Every write statement, every commit, and the line in the file of heads."""
        connection.ensure_connection()
        connection.execute_wrappers.append(self.around)
        commit, keep = BaseDatabaseWrapper.commit, heads.keep

        def watched(call: Callable[..., Any]) -> Callable[..., Any]:
            def run(*args: Any) -> Any:
                self.pass_by()
                result = call(*args)
                self.pass_by()
                return result

            return run

        # The outermost block commits by this method.
        connection.commit = watched(lambda: commit(connection))  # type: ignore[method-assign]
        heads.keep = watched(keep)


def work(action: str) -> None:
    """The work that is killed; doing it when it was done already changes nothing."""
    if action == "post":
        finish(Run.objects.order_by("-id")[0])
    else:
        change = {"close": close_period, "pay": pay_period}[action]
        change(PayPeriod.objects.get(name=MONTH), None, confirmation=MONTH)


def set_up(action: str) -> None:
    """The state before the work: January closed and paid, February before the action."""
    prepare()
    rows = [row for name in months(3) for row in rows_of(name)]
    finish(new_run(rows, "2026-03"))
    january = PayPeriod.objects.get(name="2026-01")
    close_period(january, None, confirmation=january.name)
    pay_period(january, None, confirmation=january.name)
    if action == "pay":
        close_period(PayPeriod.objects.get(name=MONTH), None, confirmation=MONTH)
    if action == "post":
        new_run([*rows, *(earning("bob", "late", 7, name) for name in months(3))], "2026-03")


def state() -> Any:
    """Everything that the work changes, without the moments at which it did."""
    return [
        list(LedgerEntry.objects.values_list("sequence", "kind", "period__name", "person_id", "cause")),
        list(
            LedgerPosting.objects.values_list("entry_id", "line", "account", "amount_minor", "earned_period")
        ),
        [(p.name, p.state, p.run_id, p.paid_at is not None) for p in PayPeriod.objects.all()],
        [head.sequence for head in LedgerHead.objects.all()],
        list(AuditEvent.objects.order_by("id").values_list("action", "object_label")),
        list(Run.objects.filter(is_current=True).values_list("pk", flat=True)),
    ]


class Database:
    """The prepared database, copied anew for each point."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(settings.DATABASES["default"]["NAME"])
        self.is_sqlite = connection.vendor == "sqlite"

    def keep(self) -> None:
        """Puts the present state aside."""
        connection.close()
        if self.is_sqlite:
            shutil.copy(self.name, self.folder / "prepared")
        shutil.copy(heads.heads_file(), self.folder / "heads")

    def restore(self) -> None:
        """Brings the state that was put aside back."""
        connection.close()
        shutil.copy(self.folder / "heads", heads.heads_file())
        if self.is_sqlite:
            for suffix in ("-wal", "-shm"):
                Path(self.name + suffix).unlink(missing_ok=True)
            shutil.copy(self.folder / "prepared", self.name)
            return
        work_copy = f"{self.name}_work"
        connection.settings_dict["NAME"] = self.name
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"DROP DATABASE IF EXISTS {work_copy} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {work_copy} TEMPLATE {self.name} STRATEGY FILE_COPY")
        connection.settings_dict["NAME"] = work_copy


def in_child(action: Callable[[], None]) -> int:
    """Does the action in a forked process; its wait status."""
    connection.close()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        action()
        connection.close()
        status = 0
    finally:
        os._exit(status)


def killed_at(action: str, point: int) -> int:
    """Does the work, killed at a point; the wait status."""

    def run() -> None:
        Killer(point).watch()
        work(action)

    return in_child(run)


def crash_everywhere(action: str, folder: Path) -> dict[str, Any]:
    """Kills the work at each of its points in turn, until it gets through unharmed."""
    set_up(action)
    database = Database(folder)
    database.keep()
    database.restore()
    old = state()
    work(action)
    new = state()
    wrong = [] if old != new else [f"{action} does nothing"]
    wrong += violations()
    seen, point = set(), 0
    while True:
        point += 1
        database.restore()
        status = killed_at(action, point)
        found = state()
        seen.add("old" if found == old else "new" if found == new else "between")
        if found not in (old, new):
            wrong.append(f"{action}, point {point}: neither old nor new")
        wrong += [f"{action}, point {point}: {what}" for what in violations()]
        if in_child(lambda: work(action)) or state() != new:
            wrong.append(f"{action}, point {point}: doing it again does not give the new state")
        if status == 0:
            return {"points": point - 1, "seen": sorted(seen), "wrong": wrong}


class _NoTransaction:
    """Django's transactions, as if someone had forgotten them."""

    atomic = staticmethod(nullcontext)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        closing.transaction = _NoTransaction  # type: ignore[assignment]
    print(json.dumps(crash_everywhere(sys.argv[1], Path(sys.argv[2]))))
