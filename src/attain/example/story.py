"""Single planted events: a handover, splits, a dispute, a correction, a late booking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from attain.example.account import Account
from attain.example.company import ExampleInquiry, LaterImport
from attain.example.days import AS_OF
from attain.example.deal import Deal
from attain.example.event import HANDOVER, HANDOVER_ON, Event
from attain.example.new_business import Market
from attain.example.seat import Person, Row
from attain.example.stream import stream
from attain.example.transaction import Book
from attain.tables import FACT_TABLES

SPLIT_MONTH, DISPUTE_MONTH = dt.date(2026, 8, 1), dt.date(2026, 9, 1)
CORRECTED_MONTH, LATE_MONTH = dt.date(2026, 9, 1), dt.date(2026, 8, 1)
REP_SEAT = "NAE-AE-06"  # the seat of the demo's account executive
ORDINARY_SPLIT_SHARE = 0.04
CORRECTION_ON, LATE_ON = dt.date(2026, 11, 12), dt.date(2026, 11, 17)


def plant_handover(market: Market) -> Event:
    """Hands the most promising customer of one executive to another."""
    giver, taker = (market.roster.seats[position_id] for position_id in HANDOVER)
    book = [a for a in market.accounts if a.patch.territory_id == giver.territory_id and a.customer_since]
    account = max(book, key=lambda candidate: (candidate.potential_usd, candidate.account_id))
    account.handovers.append((HANDOVER_ON, taker.position_id))
    return {
        "kind": "account-handover",
        "on": HANDOVER_ON.isoformat(),
        "words": f"{account.name} went from {giver.position_id} to {taker.position_id}.",
        "account_id": account.account_id,
        "from_position_id": giver.position_id,
        "to_position_id": taker.position_id,
    }


def plant_splits(market: Market, deals: list[Deal]) -> list[Event]:
    """The 60/40 deal across the Atlantic, the deal booked to the wrong person, and a few ordinary splits."""
    big = _largest(deals, SPLIT_MONTH, lambda d: d.account.region.code.startswith("NA") and not _is_rep(d))
    partner = _holder(market, "UKI-AE-01", big.closed)
    big.shares = [(big.person, 60), (partner, 40)]
    disputed = _largest(deals, DISPUTE_MONTH, _is_rep, skip=1)
    colleague = _holder(market, "NAE-AE-07", disputed.closed)
    disputed.shares = [(colleague, 100)]
    for deal in deals:
        if not deal.shares:
            _ordinary_split(market, deal)
    return [
        {
            "kind": "split",
            "on": big.closed.isoformat(),
            "words": f"{big.account.name}: {big.person.name} 60 %, {partner.name} 40 %.",
            "opportunity_id": big.opportunity_id,
            "shares": {big.person.person_id: 60, partner.person_id: 40},
        },
        {
            "kind": "dispute",
            "on": disputed.closed.isoformat(),
            "words": f"{disputed.account.name} of {disputed.person.name} was booked to {colleague.name}.",
            "opportunity_id": disputed.opportunity_id,
            "person_id": disputed.person.person_id,
            "booked_to_person_id": colleague.person_id,
        },
    ]


def _is_rep(deal: Deal) -> bool:
    return deal.seat.position_id == REP_SEAT


def _largest(deals: list[Deal], month: dt.date, *wanted: Callable[[Deal], bool], skip: int = 0) -> Deal:
    """The largest undivided new deal won in the month that fits the first wish that any deal fits."""
    won = [deal for deal in deals if deal.status == "won" and deal.deal_type == "new" and not deal.shares]
    inside = [deal for deal in won if deal.closed.replace(day=1) == month]
    fitting = next(found for wish in (*wanted, _any) if (found := [deal for deal in inside if wish(deal)]))
    ranked = sorted(fitting, key=lambda deal: (-deal.amount_minor, deal.key))
    return ranked[min(skip, len(ranked) - 1)]


def _is_late_rep(deal: Deal) -> bool:
    return deal.seat.position_id == "DACH-AE-02"


def _is_german(deal: Deal) -> bool:
    return deal.account.region.code == "DACH"


def _any(deal: Deal) -> bool:
    return True


def _holder(market: Market, position_id: str, day: dt.date) -> Person:
    person = market.roster.seats[position_id].holder(day)
    assert person is not None, position_id
    return person


def _ordinary_split(market: Market, deal: Deal) -> None:
    if deal.deal_type != "new" or deal.status != "won":
        return
    rng = stream(market.seed, "split", deal.key)
    if rng.random() >= ORDINARY_SPLIT_SHARE:
        return
    peers = [
        seat.holder(deal.closed)
        for seat in market.roster.of_role("account-executive")
        if seat.region == deal.seat.region and seat is not deal.seat
    ]
    peer = rng.choice([person for person in peers if person is not None])
    share = rng.choice((50, 60, 70, 75))
    deal.shares = [(deal.person, share), (peer, 100 - share)]


@dataclass(frozen=True, slots=True)
class Late:
    """What arrives later, and what is told about it."""

    imports: tuple[LaterImport, ...]
    events: tuple[Event, ...]


def plant_late(deals: list[Deal], book: Book) -> Late:
    """Takes a late August booking out of the book and writes a correction of a September booking."""
    correction, corrected = _correction(deals, book)
    late, delayed = _late_booking(deals, book)
    return Late((correction, late), (corrected, delayed))


def _correction(deals: list[Deal], book: Book) -> tuple[LaterImport, Event]:
    deal = _largest(deals, CORRECTED_MONTH, _is_rep)
    row = _booking(book, deal)
    right = dict(row)
    wrong_minor = int(str(row["amount_minor"]))
    right["amount_minor"] = wrong_minor * 88 // 10_000 * 100
    event: Event = {
        "kind": "late-correction",
        "on": CORRECTION_ON.isoformat(),
        "words": f"The amount of {row['transaction_id']} was corrected after September was closed.",
        "transaction_id": row["transaction_id"],
        "amount_minor_before": wrong_minor,
        "amount_minor_after": right["amount_minor"],
        "currency": row["currency"],
        "person_id": deal.person.person_id,
    }
    later = LaterImport(
        "corrected-september-booking",
        "A September booking, corrected",
        CORRECTION_ON,
        {"transactions": FACT_TABLES["transactions"].table([right])},
    )
    return later, event


def _late_booking(deals: list[Deal], book: Book) -> tuple[LaterImport, Event]:
    deal = _largest(deals, LATE_MONTH, _is_late_rep, _is_german)
    row = _booking(book, deal)
    ids = {row["transaction_id"]}
    for other in book.transactions:  # what follows a transaction stands after it
        if other["related_transaction_id"] in ids if "related_transaction_id" in other else False:
            ids.add(other["transaction_id"])
    rows: list[Row] = [other for other in book.transactions if other["transaction_id"] in ids]
    splits = [split for split in book.splits if split["transaction_id"] in ids]
    book.transactions = [other for other in book.transactions if other["transaction_id"] not in ids]
    book.splits = [split for split in book.splits if split["transaction_id"] not in ids]
    event: Event = {
        "kind": "late-booking",
        "on": LATE_ON.isoformat(),
        "words": f"{row['transaction_id']} of {row['occurred_on']} arrived after its month was closed.",
        "transaction_id": row["transaction_id"],
        "amount_minor": row["amount_minor"],
        "currency": row["currency"],
        "person_id": deal.person.person_id,
    }
    later = LaterImport(
        "late-august-booking",
        "An August booking that came late",
        LATE_ON,
        {
            "transactions": FACT_TABLES["transactions"].table(rows),
            "splits": FACT_TABLES["splits"].table(splits),
        },
    )
    return later, event


def _booking(book: Book, deal: Deal) -> Row:
    """The largest booking of a deal."""
    rows = [
        row
        for row in book.transactions
        if row["kind"] == "booking" and row["opportunity_id"] == deal.opportunity_id
    ]
    return max(rows, key=lambda row: (int(str(row["amount_minor"])), str(row["transaction_id"])))


def inquiries(deals: list[Deal], events: list[Event]) -> tuple[ExampleInquiry, ...]:
    """The seller's question about the deal that is missing."""
    dispute = next(event for event in events if event["kind"] == "dispute")
    deal = next(deal for deal in deals if deal.opportunity_id == dispute["opportunity_id"])
    account: Account = deal.account
    return (
        ExampleInquiry(
            deal.person.person_id,
            f"{deal.closed:%Y-%m}",
            "commission",
            f"B-{deal.opportunity_id[3:]}-1",
            min(dt.date(2026, 11, 9), AS_OF),
            f"{account.name} is missing from my statement",
            f"I closed {account.name} on {deal.closed.isoformat()} ({deal.opportunity_id}), and I am its "
            "owner in the CRM, but the booking is not on my statement. Could you check who got the credit?",
        ),
    )
