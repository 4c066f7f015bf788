"""The truth that was planted: what an analysis of the tables should find, and what it should not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from attain.example import behaviour as law
from attain.example.catalogue import SPIF_PRODUCT_ID
from attain.example.company import BUSINESS, NAME
from attain.example.days import AS_OF, START
from attain.example.deal import Deal
from attain.example.event import QUOTA_CHANGE, Event
from attain.example.new_business import Market
from attain.example.talent import talent_truth
from attain.example.transaction import Book

ABSENT = (
    "The discount has no effect on winning.",
    "The account's founding year has no effect on winning beyond the planted kind of account.",
    "Training has no effect on those who were not trained, and none before it was given.",
    "The weekday on which a deal is created has no effect.",
    "Who an account's parent is has no effect.",
)


def told_truth(
    market: Market, deals: list[Deal], book: Book, events: list[Event], attached: dict[str, dict[str, int]]
) -> dict[str, object]:
    """Everything planted, as plain JSON."""
    return {
        "company": {
            "name": NAME,
            "business": BUSINESS,
            "start": START.isoformat(),
            "as_of": AS_OF.isoformat(),
        },
        "laws": law.as_truth(),
        "absent": list(ABSENT),
        "events": [*events, *_rule_events()],
        "people": talent_truth(market.talents),
        "accounts": {
            account.account_id: {
                "cluster": account.cluster.name,
                "fit": account.fit,
                "potential_usd": account.potential_usd,
            }
            for account in market.accounts
        },
        "territories": _territories(market),
        "spif": {
            "product_id": SPIF_PRODUCT_ID,
            "month": law.SPIF_MONTH.isoformat(),
            "attach_rate": law.SPIF_ATTACH,
            "lift": law.SPIF_LIFT,
            "pulled_forward": law.SPIF_PULLED_FORWARD,
            "by_month": dict(sorted(attached.items())),
        },
        "training": {
            "from": law.TRAINING_FROM.isoformat(),
            "effect_logit": law.TRAINING_EFFECT,
            "person_ids": _people(market, "trained_from"),
        },
        "sandbagging": {
            "person_ids": _people(market, "sandbags"),
            "opportunity_ids": _moved(deals, "sandbag"),
        },
        "quarter_end": {"opportunity_ids": _moved(deals, "quarter-end")},
        "cancelled_bookings": list(book.cancelled),
    }


def _rule_events() -> list[Event]:
    change = dataclasses.asdict(QUOTA_CHANGE)
    return [
        {
            "kind": "quota-change",
            "on": QUOTA_CHANGE.since.isoformat(),
            "words": f"{QUOTA_CHANGE.position_id}'s quota was cut to {QUOTA_CHANGE.percent} % in mid-year.",
            **{key: value for key, value in change.items() if key != "since"},
        },
        {
            "kind": "plan-change",
            "on": "2026-01-01",
            "words": "Account executives moved from the 2025 to the 2026 version of their plan.",
            "plan_id": "account-executive",
        },
        {
            "kind": "spif",
            "on": law.SPIF_MONTH.isoformat(),
            "words": "A SPIF on Insight Compliance ran in March 2026.",
            "product_id": SPIF_PRODUCT_ID,
        },
        {"kind": "training", "on": law.TRAINING_FROM.isoformat(), "words": "Eight executives were trained."},
    ]


def _territories(market: Market) -> dict[str, object]:
    totals: dict[str, int] = {}
    for account in market.accounts:
        key = account.patch.territory_id
        totals[key] = totals.get(key, 0) + account.potential_usd
    return {
        patch.territory_id: {"factor": patch.potential, "potential_usd": totals[patch.territory_id]}
        for region in market.regions
        for patch in region.patches
    }


def _people(market: Market, attribute: str) -> list[str]:
    return [person_id for person_id, talent in market.talents.items() if getattr(talent, attribute)]


def _moved(deals: Iterable[Deal], how: str) -> list[str]:
    return [deal.opportunity_id for deal in deals if deal.moved == how]
