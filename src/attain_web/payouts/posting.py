"""From a run to the ledger: only what differs from what was posted, each difference linked to the run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.db import transaction

from attain.kernel.problem import Problem, ProblemError
from attain.ledger import (
    Difference,
    EarningKey,
    Entry,
    EntryKind,
    differences,
    earning_postings,
)
from attain_web.core import audit, clock
from attain_web.incentives import selectors as incentives
from attain_web.incentives.models import Run
from attain_web.payouts import book, locks, periods
from attain_web.payouts.models import PayPeriod

_TOTAL_COLUMNS = ("person_id", "plan_id", "component", "period", "currency", "amount_minor")


def post_run(run: Run) -> int:
    """Posts what the run's earnings differ by from the ledger; returns the number of entries.

    What was earned in an open period goes into that period, what changed in a closed one is an adjustment
    in the earliest open period. Posting the same run again, or one that computes the same, posts nothing.
    Raises ProblemError for a run that is not official, has not succeeded, or ends before the last closed
    period.
    """
    if run.purpose != Run.Purpose.OFFICIAL or run.state != Run.State.SUCCEEDED:
        raise ProblemError(
            [_refusal("run-not-official", f"{run} cannot be posted.", "Start an official run.")]
        )
    computed = earned_totals(run)
    with transaction.atomic():
        locks.share_open_periods()  # before making new ones, or each waits for the other
        periods.ensure_periods({run.through, *(key.earned_period for key in computed)})
        open_periods = locks.share_open_periods()
        closed = periods.last_closed()
        if closed is not None and run.through < closed.name:
            message = f"{run} ends with {run.through}, but {closed.title} is closed already."
            raise ProblemError([_refusal("run-too-short", message, "Calculate through the open period.")])
        # Two runs posted at once would both see the same posted amounts: the head keeps them apart.
        locks.hold_head()
        found = differences(book.posted(), computed)
        count = book.append(_drafts(run, found, open_periods), open_periods)
        if count:
            audit.record(run.requested_by, "ledger.posted", run, None, _summary(found, count))
    return count


def earned_totals(run: Run) -> dict[EarningKey, int]:
    """What the run computed, minor units, by what it was earned for."""
    earnings = incentives.result(run, "earnings", columns=_TOTAL_COLUMNS)
    totals = earnings.group_by(list(_TOTAL_COLUMNS[:-1])).aggregate([("amount_minor", "sum")])
    return {
        EarningKey(row["person_id"], row["plan_id"], row["component"], row["period"], row["currency"]): row[
            "amount_minor_sum"
        ]
        for row in totals.to_pylist()
    }


def _drafts(run: Run, found: Sequence[Difference], open_periods: Sequence[PayPeriod]) -> list[Entry]:
    """One entry for each payee, pay period and kind, in that order."""
    moment = book.moment_text(clock.now())
    placed = sorted((_place(difference, open_periods), difference.key, difference) for difference in found)
    drafts = []
    for (_, period, person_id, kind), group in groupby(placed, key=lambda item: item[0]):
        what = "Earned" if kind is EntryKind.EARNING else "Adjustment of closed periods"
        drafts.append(
            Entry(
                kind,
                period,
                person_id,
                f"{what}, run {run.pk}",
                cause=f"run:{run.pk}",
                idempotency_key=f"run:{run.pk}/{period}/{kind.value}/{person_id}",
                recorded_at=moment,
                postings=earning_postings(difference for _, _, difference in group),
            )
        )
    return drafts


def _place(difference: Difference, open_periods: Sequence[PayPeriod]) -> tuple[str, str, str, EntryKind]:
    target = periods.target_of(difference.key.earned_period, open_periods)
    own = target.name == difference.key.earned_period
    kind = EntryKind.EARNING if own else EntryKind.ADJUSTMENT
    return (target.start.isoformat(), target.name, difference.key.person_id, kind)


def _refusal(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, hint=hint)


def _summary(found: Sequence[Difference], entries: int) -> dict[str, object]:
    totals: dict[str, int] = {}
    for difference in found:
        currency = difference.key.currency
        totals[currency] = totals.get(currency, 0) + difference.amount_minor
    return {"entries": entries, "amount_minor": totals}
