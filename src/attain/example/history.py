"""A deal's history as the CRM recorded it: stages, revised amounts, slipped dates, up to today."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from attain.example import behaviour as law
from attain.example.days import AS_OF, weekday
from attain.example.deal import Deal
from attain.example.seat import Row
from attain.example.stream import pick, stream
from attain.example.talent import Talent

ONE_DAY = dt.timedelta(days=1)
LOSS_REASONS = {
    "Qualify": (("No budget", 0.4), ("No need", 0.4), ("Timing", 0.2)),
    "Discover": (("No decision", 0.4), ("Missing feature", 0.3), ("Timing", 0.3)),
    "Propose": (("Price", 0.5), ("No decision", 0.3), ("Missing feature", 0.2)),
    "Negotiate": (("Price", 0.55), ("No decision", 0.25), ("Timing", 0.2)),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The deal from a day on."""

    changed_on: dt.date
    stage: str
    status: str
    category: str
    amount_minor: int
    expected_close_on: dt.date


def history(seed: int, deal: Deal, talent: Talent) -> list[Snapshot]:
    """The deal's snapshots in order of their days, none after today, never two on a day."""
    rng = stream(seed, "history", deal.key)
    snapshots: list[Snapshot] = []
    steps = list(_steps(rng, deal))
    noise = rng.gauss(0.04, 0.22)
    for number, (stage, day) in enumerate(steps):
        end = steps[number + 1][1] if number + 1 < len(steps) else deal.closed
        calm = 1.0 - number / 4
        amount = _rounded(deal.amount_minor * max(0.4, 1.0 + noise * calm))
        snapshots += _stage(rng, deal, talent, stage, day, end, amount)
    if deal.closed <= AS_OF:
        stage = "Won" if deal.won else "Lost"
        last = snapshots[-1].amount_minor
        amount = deal.amount_minor if deal.won else last
        snapshots.append(Snapshot(deal.closed, stage, deal.status, "closed", amount, deal.closed))
    return [snapshot for snapshot in snapshots if snapshot.changed_on <= AS_OF]


def _steps(rng: random.Random, deal: Deal) -> Iterator[tuple[str, dt.date]]:
    """The stages that the deal reaches and the days on which it does."""
    reached = law.STAGES if deal.won else law.STAGES[: law.STAGES.index(deal.lost_stage) + 1]
    days = (deal.closed - deal.created).days
    later = [rng.gauss(number / len(reached), 0.06) for number in range(1, len(reached))]
    shares = [0.0, *sorted(min(0.93, max(0.05, share)) for share in later)]
    last = deal.created - ONE_DAY
    for stage, share in zip(reached, shares, strict=True):
        day = max(last + ONE_DAY, deal.created + dt.timedelta(days=int(days * share)))
        if day >= deal.closed:
            return
        yield stage, day
        last = day


def _stage(
    rng: random.Random, deal: Deal, talent: Talent, stage: str, day: dt.date, end: dt.date, amount_minor: int
) -> Iterator[Snapshot]:
    """The snapshot at the entry of a stage, and one more where the expected date passes without a close."""
    calm = 1.0 - law.STAGES.index(stage) / 4
    category = _category(rng, deal, talent, stage)
    guess = deal.closed - dt.timedelta(
        days=int(abs(rng.gauss(0.0, 22.0)) * calm * (1.6 if talent.optimist else 1.0))
    )
    guess += dt.timedelta(days=int(rng.gauss(4.0, 9.0) * calm))
    expected = max(day + dt.timedelta(days=5), guess)
    yield Snapshot(day, stage, "open", category, amount_minor, expected)
    slipped = expected + dt.timedelta(days=rng.randrange(1, 7))
    stale = rng.random() < 0.15
    if slipped < end and not stale:
        later = max(slipped + dt.timedelta(days=8), deal.closed - dt.timedelta(days=rng.randrange(0, 9)))
        yield Snapshot(slipped, stage, "open", category, amount_minor, weekday(later))


def _category(rng: random.Random, deal: Deal, talent: Talent, stage: str) -> str:
    """The seller's call: informed by what will happen, rosier from optimists."""
    draw = rng.random() - (0.25 if talent.optimist else 0.0)
    if stage == "Negotiate":
        return "commit" if draw < (0.72 if deal.won else 0.24) else "best-case"
    if stage == "Propose":
        return "best-case" if draw < (0.7 if deal.won else 0.35) else "pipeline"
    return "omitted" if stage == "Qualify" and rng.random() < 0.12 else "pipeline"


def _rounded(amount_minor: float) -> int:
    return round(amount_minor / 10_000) * 10_000


def snapshot_rows(deal: Deal, snapshots: list[Snapshot]) -> Iterator[Row]:
    """The rows of the opportunity snapshots table."""
    for snapshot in snapshots:
        yield {
            "opportunity_id": deal.opportunity_id,
            "changed_on": snapshot.changed_on,
            "stage": snapshot.stage,
            "status": snapshot.status,
            "forecast_category": snapshot.category,
            "amount_minor": snapshot.amount_minor,
            "currency": deal.currency,
            "expected_close_on": snapshot.expected_close_on,
        }


def opportunity_row(seed: int, deal: Deal, last: Snapshot) -> Row:
    """The row of the opportunities table: the deal as last known."""
    closed = deal.status != "open"
    kind = {"new": "new site", "expansion": "expansion", "renewal": "renewal"}[deal.deal_type]
    return {
        "opportunity_id": deal.opportunity_id,
        "name": f"{deal.account.name}: {deal.lines[0].product.name}, {kind}",
        "account_id": deal.account.account_id,
        "person_id": deal.person.person_id,
        "product_id": deal.lines[0].product.product_id,
        "deal_type": deal.deal_type,
        "stage": last.stage,
        "status": deal.status,
        "forecast_category": last.category,
        "amount_minor": last.amount_minor,
        "currency": deal.currency,
        "created_on": deal.created,
        "expected_close_on": last.expected_close_on,
        "closed_on": deal.closed if closed else None,
        "lead_source": deal.source,
        "loss_reason": _loss_reason(seed, deal) if deal.status == "lost" else None,
        "competitor": deal.competitor or None,
    }


def _loss_reason(seed: int, deal: Deal) -> str:
    rng = stream(seed, "loss", deal.key)
    if deal.competitor and rng.random() < 0.55:
        return "Competitor"
    if deal.deal_type == "renewal":
        return pick(rng, [("Price", 0.4), ("Low use", 0.4), ("Closed site", 0.2)])
    return pick(rng, LOSS_REASONS[deal.lost_stage])
