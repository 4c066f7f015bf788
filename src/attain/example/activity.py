"""Calls, e-mails, meetings, demos and proposals: a deal's first three weeks decide, the rest accompany it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from attain.example.days import AS_OF, START, day_in_month, months_between
from attain.example.deal import Deal
from attain.example.new_business import Market
from attain.example.seat import Row
from attain.example.stream import pick, poisson, stream

EARLY_DAYS = 21
DAYS_BETWEEN_LATER = 13
COLD_CALLS_A_MONTH = 26  # per SDR, as recorded
_KINDS = {
    "early": (("call", 0.4), ("email", 0.38), ("meeting", 0.17), ("demo", 0.05)),
    "later": (("call", 0.28), ("email", 0.34), ("meeting", 0.2), ("demo", 0.11), ("proposal", 0.07)),
}
_MINUTES = {"call": 12, "email": 5, "meeting": 45, "demo": 60, "proposal": 90}
_OUTCOMES = {
    "call": (("reached", 0.5), ("voicemail", 0.35), ("call back", 0.15)),
    "email": (("sent", 0.7), ("answered", 0.3)),
    "meeting": (("held", 0.87), ("no-show", 0.13)),
    "demo": (("held", 0.9), ("no-show", 0.1)),
    "proposal": (("sent", 1.0),),
}


def activity_rows(market: Market, deals: list[Deal]) -> list[Row]:
    """The rows of the activities table, in order of their days."""
    rows = [row for deal in deals for row in _of_deal(market.seed, deal)]
    rows += _cold_calls(market)
    rows = [row for row in rows if START <= _day(row) <= AS_OF]
    rows.sort(key=_day)  # stable: within a day, in order of deals
    for number, row in enumerate(rows, start=1):
        row["activity_id"] = f"AC-{number:07d}"
    return rows


def _day(row: Row) -> dt.date:
    day = row["occurred_on"]
    assert isinstance(day, dt.date)
    return day


def _of_deal(seed: int, deal: Deal) -> Iterator[Row]:
    rng = stream(seed, "activities", deal.key)
    for _ in range(deal.early_activities):
        day = deal.created + dt.timedelta(days=rng.randrange(EARLY_DAYS))
        yield _row(rng, deal, "early", day)
    length = (min(deal.closed, AS_OF) - deal.created).days - EARLY_DAYS
    for _ in range(poisson(rng, min(40.0, max(0.0, length / DAYS_BETWEEN_LATER)))):
        day = deal.created + dt.timedelta(days=EARLY_DAYS + rng.randrange(max(1, length)))
        yield _row(rng, deal, "later", day)


def _row(rng: random.Random, deal: Deal, when: str, day: dt.date) -> Row:
    kind = pick(rng, _KINDS[when])
    person = deal.seat.holder(day) or deal.person
    return {
        "kind": kind,
        "occurred_on": day,
        "person_id": person.person_id,
        "account_id": deal.account.account_id,
        "opportunity_id": deal.opportunity_id,
        "duration_minutes": max(2, round(rng.gauss(_MINUTES[kind], _MINUTES[kind] * 0.25))),
        "outcome": pick(rng, _OUTCOMES[kind]),
    }


def _cold_calls(market: Market) -> Iterator[Row]:
    for seat in market.roster.of_role("sdr"):
        accounts = [a for a in market.accounts if a.region.code == seat.territory_id]
        for month in months_between(START, AS_OF):
            rng = stream(market.seed, "cold-calls", seat.position_id, month.isoformat())
            for _ in range(poisson(rng, COLD_CALLS_A_MONTH)):
                day, account = day_in_month(rng, month), rng.choice(accounts)
                person = seat.holder(day)
                if person is not None:
                    yield {
                        "kind": pick(rng, (("call", 0.6), ("email", 0.4))),
                        "occurred_on": day,
                        "person_id": person.person_id,
                        "account_id": account.account_id,
                        "duration_minutes": rng.randrange(2, 15),
                        "outcome": pick(
                            rng, (("no answer", 0.55), ("reached", 0.3), ("not interested", 0.15))
                        ),
                    }
