"""Deals with customers: expansions that account managers find, and renewals of contracts that end."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from attain.example import behaviour as law
from attain.example.account import Account, early_weight
from attain.example.catalogue import BY_ID, Product
from attain.example.days import (
    AS_OF,
    PIPELINE_START,
    START,
    add_months,
    day_in_month,
    months_between,
    weekday,
)
from attain.example.deal import (
    Deal,
    Line,
    closing_day,
    currency_of,
    discount_of,
    early_activities,
    lost_stage_of,
    make_line,
    product_for,
    quantity_of,
    settle_owner,
    sites_of,
)
from attain.example.new_business import Market
from attain.example.seat import Seat
from attain.example.stream import chance, pick, poisson, stream

EXPANSIONS_A_MONTH = 3.9  # per account manager
RENEWAL_LEAD_DAYS = 92


@dataclass(frozen=True, slots=True)
class Contract:
    """A subscription that ends on a day unless it is renewed."""

    account: Account
    product: Product
    quantity: int
    amount_minor: int  # a year
    ends_on: dt.date
    key: str


def expansions(market: Market) -> list[Deal]:
    """All expansion deals, per account manager's seat and month."""
    deals: list[Deal] = []
    books: dict[str, list[Account]] = {}
    for account in market.accounts:
        books.setdefault(market.ownership.manager(account).position_id, []).append(account)
    for position_id, accounts in books.items():
        seat = market.roster.seats[position_id]
        for month in months_between(PIPELINE_START, AS_OF):
            customers = [a for a in accounts if a.customer_since is not None and a.customer_since < month]
            rng = stream(market.seed, "expansions", position_id, month.isoformat())
            rate = EXPANSIONS_A_MONTH * law.trend(month) * law.SEASON[month.month] * market.volume
            for number in range(poisson(rng, rate) if customers else 0):
                created = day_in_month(rng, month)
                weights = [early_weight(account) for account in customers]
                account = rng.choices(customers, weights)[0]
                key = f"{position_id}/{month.isoformat()}/x{number}"
                deal = _expansion(market, key, seat, account, created)
                if deal is not None and deal.closed >= START:
                    deals.append(deal)
    return deals


def _expansion(market: Market, key: str, seat: Seat, account: Account, created: dt.date) -> Deal | None:
    person = seat.holder(created)
    if person is None or created > AS_OF:
        return None
    rng = stream(market.seed, "deal", key)
    talent = market.talents[person.person_id]
    product_id = product_for(rng, account)
    early = early_activities(rng, 2.5, 1.0)
    logit = law.EXPANSION_INTERCEPT + law.WIN_FIT * account.fit + 0.1 * (early - 2.5)
    logit += law.WIN_SKILL * talent.skill(account.segment, BY_ID[product_id].category)
    won = rng.random() < chance(logit)
    lost_stage = "" if won else lost_stage_of(rng)
    closed, moved = closing_day(rng, account, created, won, lost_stage, talent)
    discount = discount_of(rng, account, talent, "", closed)
    quantity = quantity_of(product_id, sites_of(rng, account, 0.7))
    line = make_line(product_id, quantity, discount, currency_of(account))
    deal = Deal(
        key, "expansion", account, seat, person, created, closed, won, lost_stage, [line], discount,
        currency_of(account), "Account manager", "", early, moved=moved,
    )  # fmt: skip
    _add_overlay(market, rng, deal)
    settle_owner(deal)
    return deal


def _add_overlay(market: Market, rng: random.Random, deal: Deal) -> None:
    if deal.lines[0].product.category == "Insight" and rng.random() < 0.6:
        region = deal.account.region
        seat = market.roster.seats[f"{region.code}-OV-{rng.randrange(region.specialists) + 1:02d}"]
        deal.overlay = seat.holder(min(deal.closed, AS_OF))


def renewals(market: Market, won: list[Deal]) -> list[Deal]:
    """Renewals of the contracts that customers came with, of those won since, and of those renewed."""
    contracts = [*_first_contracts(market), *_won_contracts(won)]
    deals: list[Deal] = []
    while contracts:
        contract = contracts.pop()
        if not START <= contract.ends_on <= AS_OF + dt.timedelta(days=RENEWAL_LEAD_DAYS):
            continue
        deal = _renewal(market, contract)
        if deal is None or deal.closed < START:
            continue
        deals.append(deal)
        if deal.status == "won":
            line, ends = deal.lines[0], add_months(contract.ends_on, 12)
            contracts.append(
                Contract(
                    contract.account, line.product, line.quantity, line.amount_minor, ends, f"{contract.key}+"
                )
            )
    return sorted(deals, key=lambda deal: deal.key)


def _first_contracts(market: Market) -> Iterator[Contract]:
    for account in market.accounts:
        if account.customer_since is None or account.customer_since >= PIPELINE_START:
            continue
        rng = stream(market.seed, "contracts", account.account_id)
        for number in range(pick(rng, [(1, 0.75), (2, 0.25)])):
            product_id = pick(
                rng, [("W-100", 0.2), ("W-200", 0.4), ("I-100", 0.15), ("I-200", 0.15), ("I-300", 0.1)]
            )
            line = make_line(product_id, sites_of(rng, account, 1.2), 0.1, currency_of(account))
            ends = START + dt.timedelta(days=rng.randrange(365))
            key = f"{account.account_id}/c{number}"
            yield Contract(account, line.product, line.quantity, line.amount_minor, ends, key)


def _won_contracts(won: list[Deal]) -> Iterator[Contract]:
    for deal in won:
        for number, line in enumerate(deal.lines):
            if line.product.recurring:
                ends = add_months(deal.closed, deal.term_months)
                key = f"{deal.key}/l{number}"
                yield Contract(deal.account, line.product, line.quantity, line.amount_minor, ends, key)


def _renewal(market: Market, contract: Contract) -> Deal | None:
    account = contract.account
    seat = market.ownership.manager(account)
    created = weekday(contract.ends_on - dt.timedelta(days=RENEWAL_LEAD_DAYS))
    person = seat.holder(created) or seat.holder(created + dt.timedelta(days=45))
    if person is None or created > AS_OF:
        return None
    rng = stream(market.seed, "renewal", contract.key)
    logit = law.RENEWAL_INTERCEPT + law.RENEWAL_FIT * account.fit
    logit += law.RENEWAL_WITHOUT_LAUNCH if not account.has_launch else 0.0
    logit += law.RENEWAL_AFTER_HANDOVER if changed_hands(market, account, contract.ends_on) else 0.0
    won = rng.random() < chance(logit)
    closed = weekday(contract.ends_on + dt.timedelta(days=rng.randrange(-25, 6)))
    closed = min(closed, quarter_border(contract.ends_on)) if won else closed
    uplift = rng.choice((1.0, 1.02, 1.03, 1.03, 1.05)) if won else 1.0
    quantity = contract.quantity - (1 if contract.quantity > 3 and rng.random() < 0.12 else 0)
    amount = round(contract.amount_minor * uplift * quantity / contract.quantity / 100) * 100
    deal = Deal(
        contract.key, "renewal", account, seat, person, created, closed, won, "" if won else "Negotiate",
        [Line(contract.product, quantity, amount)], 0.1, currency_of(account), "Renewal", "",
        early_activities(rng, 1.6, 1.0),
    )  # fmt: skip
    settle_owner(deal)
    return deal


def quarter_border(day: dt.date) -> dt.date:
    """Renewals are signed before the contract's month is over."""
    return weekday(add_months(day.replace(day=1), 1) - dt.timedelta(days=1))


def changed_hands(market: Market, account: Account, day: dt.date) -> bool:
    """Whether the account got another owner in the months before the day."""
    since = add_months(day.replace(day=1), -law.HANDOVER_MONTHS)
    seat = market.ownership.manager(account)
    starts = [holding.valid_from for holding in seat.holdings[1:]]
    starts += [when for when, _ in account.handovers]
    return any(since <= start <= day for start in starts)
