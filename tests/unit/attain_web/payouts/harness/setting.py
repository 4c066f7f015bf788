"""A database of its own with a small ledger, and what must hold of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management import call_command
from django.db import transaction

from attain.kernel.period import FiscalCalendar, Grain
from attain.verify import verify
from attain_web.incentives.models import Run
from attain_web.incentives.signals import run_completed
from attain_web.payouts.evidence import gather_evidence
from tests.unit.attain_web.payouts.build import earning, make_run, set_day

START = dt.date(2026, 1, 1)
LAST_DAY = "2199-12-31"


def prepare() -> None:
    """Makes the tables, in a company whose business day lies after every period."""
    call_command("migrate", verbosity=0)
    set_day(LAST_DAY)


def months(count: int) -> list[str]:
    """Names of the first months."""
    end = dt.date(START.year + count // 12 + 1, 1, 1)
    return [month.name for month in FiscalCalendar().periods(START, end, Grain.MONTH)][:count]


def rows_of(month: str) -> list[dict[str, Any]]:
    """What three payees earned in a month."""
    return [
        earning(person, "T1", 100 + number, month) for number, person in enumerate(("alice", "bob", "carol"))
    ]


def finish(run: Run) -> None:
    """Makes a run current and has it posted, in one transaction, as the calculation does."""
    with transaction.atomic():
        Run.objects.filter(is_current=True).update(is_current=False)
        Run.objects.filter(pk=run.pk).update(is_current=True)
        run.refresh_from_db()
        run_completed.send(sender=Run, run=run)


def new_run(rows: list[dict[str, Any]], through: str) -> Run:
    """A run that has calculated and is not current yet."""
    current = Run.objects.filter(is_current=True).first()
    run = make_run(*rows, through=through)
    Run.objects.filter(pk=run.pk).update(is_current=False)
    if current is not None:
        Run.objects.filter(pk=current.pk).update(is_current=True)
    return run


def violations() -> list[str]:
    """What ``attain verify`` finds wrong."""
    return [f"{check.name}: {problem}" for check in verify(gather_evidence()) for problem in check.problems]
