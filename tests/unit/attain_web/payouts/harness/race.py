"""Posting a late transaction races closing the month that it falls in.

    python -m tests.unit.attain_web.payouts.harness.race ROUNDS [FAULT]

Prints what was wrong after any round as a JSON list; empty when every round was right.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from itertools import pairwise

import django

django.setup()

from django.db import connection  # noqa: E402

from attain_web.incentives.models import Run  # noqa: E402
from attain_web.payouts import book, closing, locks, posting  # noqa: E402
from attain_web.payouts.models import PayPeriod  # noqa: E402
from attain_web.payouts.services import close_period  # noqa: E402
from tests.unit.attain_web.payouts.build import earning  # noqa: E402
from tests.unit.attain_web.payouts.harness.setting import (  # noqa: E402
    finish,
    months,
    new_run,
    prepare,
    rows_of,
    violations,
)


class _NoTransaction:
    """Django's transactions, as if someone had forgotten them."""

    atomic = staticmethod(nullcontext)


def plant(fault: str) -> None:
    """Takes a protection away."""
    if fault == "no-share":
        locks.share_open_periods = lambda: list(PayPeriod.objects.filter(state="open"))
    elif fault == "no-transaction":
        closing.transaction = _NoTransaction  # type: ignore[assignment]
    else:
        raise SystemExit(f"no fault is called {fault}")


def race(rounds: int, *, stop_early: bool) -> list[str]:
    """The rounds one after another, each in a month of its own."""
    wrong: list[str] = []
    chance = random.Random(7)
    names = months(rounds + 1)
    rows = rows_of(names[0])
    finish(new_run(rows, names[0]))
    for name, following in pairwise(names):
        rows += [earning("alice", "late", 7, name), *rows_of(following)]
        late, period = new_run(rows, following), PayPeriod.objects.get(name=name)
        wrong += _at_once(
            lambda late=late: finish(late),
            lambda period=period: close_period(period, None, confirmation=period.name),
            chance.choice((0, 0.002, 0.005, 0.01, 0.02)),
        )
        wrong += _look(name, sum(row["amount_minor"] for row in rows))
        if wrong and stop_early:
            return wrong
    return wrong + violations()


def _look(name: str, computed_minor: int) -> list[str]:
    wrong = []
    period = PayPeriod.objects.get(name=name)
    if period.is_open:
        wrong.append(f"{name} is still open")
    elif book.unreleased(period):
        wrong.append(f"{name} was closed with earnings that are not payable")
    if sum(book.posted().values()) != computed_minor:
        wrong.append(f"{name}: what is posted is not what was computed")
    return wrong


def _at_once(post: Callable[[], object], close: Callable[[], object], head_start_s: float) -> list[str]:
    """Posts and closes in two threads; the close begins when the poster has read its files, or a little
    later.
    """
    gate, raised = threading.Barrier(2), []
    read = posting.earned_totals

    def read_then_meet(run: Run) -> object:
        totals = read(run)
        gate.wait(10)
        return totals

    def meet_then_close() -> object:
        gate.wait(10)
        time.sleep(head_start_s)
        return close()

    def act(action: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            problems = action()
            if problems:
                raised.append(str(problems))
        except Exception as error:
            raised.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    posting.earned_totals = read_then_meet  # type: ignore[assignment]
    threads = [threading.Thread(target=act, args=(action,)) for action in (post, meet_then_close)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    posting.earned_totals = read
    return raised


if __name__ == "__main__":
    prepare()
    if len(sys.argv) > 2:
        plant(sys.argv[2])
    print(json.dumps(race(int(sys.argv[1]), stop_early=len(sys.argv) > 2)))
