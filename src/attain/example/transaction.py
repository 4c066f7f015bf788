"""From won deals to transactions: bookings, invoices, cash receipts, cancellations; and SDRs' meetings."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from attain.example import behaviour as law
from attain.example.days import AS_OF, START, add_months, day_in_month, full_months, months_between, weekday
from attain.example.deal import Deal, Line
from attain.example.new_business import Market
from attain.example.seat import Person, Row
from attain.example.stream import poisson, stream
from attain.kernel.scaled import ONE

PERCENT = ONE // 100
MEETINGS_A_MONTH = 9.0  # per fully ramped SDR, beside those that became opportunities
Splits = list[tuple[str, str, int]]  # person_id, split role, percent


@dataclass(slots=True)
class Book:
    """The transactions and splits written so far."""

    transactions: list[Row] = field(default_factory=list)
    splits: list[Row] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    def add(self, row: Row, splits: Splits) -> None:
        """Adds a transaction and who shares in it."""
        self.transactions.append(row)
        self.splits += [
            {
                "transaction_id": row["transaction_id"],
                "person_id": person_id,
                "split_role": role,
                "share": percent * PERCENT,
            }
            for person_id, role, percent in splits
        ]


def splits_of(deal: Deal) -> Splits:
    """Who shares in a deal's bookings."""
    owners = deal.shares or [(deal.person, 100)]
    splits: Splits = [(person.person_id, "owner", percent) for person, percent in owners]
    if deal.sdr is not None:
        splits.append((deal.sdr.person_id, "sdr", 100))
    if deal.overlay is not None:
        splits.append((deal.overlay.person_id, "overlay", 100))
    return splits


def write_revenue(seed: int, deals: list[Deal], book: Book) -> None:
    """Bookings of all won deals with what follows from them, in order of opportunity."""
    for deal in deals:
        if deal.status != "won":
            continue
        for number, line in enumerate(deal.lines, start=1):
            booking_id = f"B-{deal.opportunity_id[3:]}-{number}"
            rng = stream(seed, "revenue", deal.key, number)
            booking = _row(booking_id, "booking", deal.closed, deal, line, line.amount_minor, rng)
            book.add(booking, splits_of(deal))
            cancelled_on = _cancel(rng, deal, line, booking, book)
            _bill(rng, deal, line, booking, book, cancelled_on)


def _row(
    transaction_id: str,
    kind: str,
    day: dt.date,
    deal: Deal,
    line: Line,
    amount_minor: int,
    rng: random.Random,
) -> Row:
    product = line.product
    sign = -1 if amount_minor < 0 else 1
    return {
        "transaction_id": transaction_id,
        "kind": kind,
        "occurred_on": day,
        "account_id": deal.account.account_id,
        "opportunity_id": deal.opportunity_id,
        "product_id": product.product_id,
        "deal_type": deal.deal_type,
        "amount_minor": amount_minor,
        "cost_minor": sign * product.local_cost_minor(deal.currency) * line.quantity,
        "currency": deal.currency,
        "quantity": sign * line.quantity * 10_000,
        "term_months": deal.term_months if product.recurring else None,
        "starts_on": weekday(deal.closed + dt.timedelta(days=rng.randrange(10, 60))),
        "related_transaction_id": None,
    }


def _follow(
    booking: Row, transaction_id: str, kind: str, day: dt.date, amount_minor: int, related: str
) -> Row:
    row = dict(booking)
    row.update(
        transaction_id=transaction_id, kind=kind, occurred_on=day, amount_minor=amount_minor,
        related_transaction_id=related,
    )  # fmt: skip
    if kind in ("invoice", "cash-receipt"):
        row["cost_minor"] = None
    return row


def _cancel(rng: random.Random, deal: Deal, line: Line, booking: Row, book: Book) -> dt.date | None:
    """A few bookings are cancelled, one in three of them only half."""
    drawn, days, half = rng.random(), rng.randrange(15, 110), rng.random() < 0.33
    day = weekday(deal.closed + dt.timedelta(days=days))
    if drawn >= law.CANCELLED_SHARE or day > AS_OF or deal.seat.holder(day) is None:
        return None
    amount = line.amount_minor // 200 * 100 if half else line.amount_minor
    booking_id = str(booking["transaction_id"])
    row = _follow(booking, f"X{booking_id[1:]}", "cancellation", day, -amount, booking_id)
    cost, quantity = int(str(booking["cost_minor"])), int(str(booking["quantity"]))
    row["cost_minor"] = -(cost // 2 if half else cost)
    row["quantity"] = -(quantity // 2 if half else quantity)
    book.add(row, splits_of(deal))
    book.cancelled.append(booking_id)
    return day


def _bill(
    rng: random.Random, deal: Deal, line: Line, booking: Row, book: Book, cancelled_on: dt.date | None
) -> None:
    """Invoices (a subscription's every year, the rest when delivered) and the cash that follows."""
    booking_id = str(booking["transaction_id"])
    owners: Splits = [split for split in splits_of(deal) if split[1] == "owner"]
    starts_on = booking["starts_on"]
    assert isinstance(starts_on, dt.date)
    years = deal.term_months // 12 if line.product.recurring else 1
    for year in range(years):
        day = weekday(add_months(starts_on, 12 * year))
        if day > AS_OF or (cancelled_on is not None and day >= cancelled_on):
            return
        number = f"{booking_id[1:]}-{year + 1}"
        invoice = _follow(booking, f"I{number}", "invoice", day, line.amount_minor, booking_id)
        book.add(invoice, owners)
        paid_on = weekday(day + dt.timedelta(days=max(8, round(rng.gauss(deal.account.payment_days, 9)))))
        in_parts = line.amount_minor > 4_000_000 and rng.random() < 0.2
        first = line.amount_minor * 3 // 500 * 100 if in_parts else line.amount_minor
        for part, (share, when) in enumerate(
            ((first, paid_on), (line.amount_minor - first, paid_on + dt.timedelta(30)))
        ):
            if share and when <= AS_OF:
                receipt = _follow(
                    booking, f"R{number}-{part + 1}", "cash-receipt", weekday(when), share, f"I{number}"
                )
                book.add(receipt, owners)


def write_meetings(market: Market, deals: list[Deal], book: Book) -> None:
    """Qualified meetings: six days before each outbound opportunity, and those that came to nothing."""
    meetings: list[tuple[dt.date, str, Person, str, str | None]] = []
    for deal in deals:
        day = weekday(deal.created - dt.timedelta(days=6))
        if deal.sdr is not None and day >= START and _employed_as_sdr(market, deal.sdr, day):
            account_id = deal.account.account_id
            meetings.append((day, deal.key, deal.sdr, account_id, deal.opportunity_id))
    for seat in market.roster.of_role("sdr"):
        accounts = [a for a in market.accounts if a.region.code == seat.territory_id]
        for month in months_between(START, AS_OF):
            rng = stream(market.seed, "meetings", seat.position_id, month.isoformat())
            for number in range(_unlucky(market, rng, seat.position_id, month)):
                day = day_in_month(rng, month)
                account, person = rng.choice(accounts), seat.holder(day)
                if person is not None and day <= AS_OF:
                    key = f"{seat.position_id}/{month.isoformat()}/{number}"
                    meetings.append((day, key, person, account.account_id, None))
    for number, (day, _, person, account_id, opportunity_id) in enumerate(
        sorted(meetings, key=lambda meeting: meeting[:2]), start=1
    ):
        row: Row = {
            "transaction_id": f"M-{number:06d}",
            "kind": "meeting",
            "occurred_on": day,
            "account_id": account_id,
            "opportunity_id": opportunity_id,
            "amount_minor": 0,
            "currency": person.currency,
            "quantity": 10_000,
        }
        book.add(row, [(person.person_id, "sdr", 100)])


def _unlucky(market: Market, rng: random.Random, position_id: str, month: dt.date) -> int:
    """How many of an SDR's meetings in a month lead to no opportunity."""
    seat = market.roster.seats[position_id]
    holding = next(
        (h for h in seat.holdings if h.covers(month) or h.covers(month + dt.timedelta(days=15))), None
    )
    if holding is None:
        return 0
    months = full_months(max(holding.valid_from, holding.person.hired_on), month)
    ramp = law.ramp(max(0, months))
    talent = market.talents[holding.person.person_id]
    rate = MEETINGS_A_MONTH * (0.35 + 0.65 * ramp) * (1.0 + 0.35 * talent.overall) * talent.hunting
    return poisson(rng, rate * law.SEASON[month.month] * law.trend(month) * market.volume)


def _employed_as_sdr(market: Market, person: Person, day: dt.date) -> bool:
    return any(
        holding.person is person and holding.covers(day)
        for seat in market.roster.of_role("sdr")
        for holding in seat.holdings
    )
