"""A posting is one amount in one currency on one account, for what one component earned in one month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.ledger.account import Account


@dataclass(frozen=True, slots=True, order=True)
class EarningKey:
    """What an amount was earned for: posted and computed amounts are compared under it."""

    person_id: str
    plan_id: str
    component: str
    earned_period: str
    currency: str


@dataclass(frozen=True, slots=True)
class Posting:
    """``amount_minor`` enters ``account`` (or leaves it, where negative)."""

    account: Account
    person_id: str
    amount_minor: int
    currency: str
    plan_id: str
    component: str
    earned_period: str

    @property
    def key(self) -> EarningKey:
        """What the amount was earned for."""
        return EarningKey(self.person_id, self.plan_id, self.component, self.earned_period, self.currency)


def transfer(amounts: Mapping[EarningKey, int], source: Account, target: Account) -> tuple[Posting, ...]:
    """The postings that move each amount from one account to another, in order of keys; zeros left out."""
    postings: list[Posting] = []
    for key in sorted(amounts):
        if amounts[key]:
            postings += (_post(source, key, -amounts[key]), _post(target, key, amounts[key]))
    return tuple(postings)


def sum_by_currency(postings: Iterable[Posting]) -> dict[str, int]:
    """Total per currency, minor units."""
    totals: dict[str, int] = {}
    for posting in postings:
        totals[posting.currency] = totals.get(posting.currency, 0) + posting.amount_minor
    return totals


def _post(account: Account, key: EarningKey, amount_minor: int) -> Posting:
    return Posting(
        account, key.person_id, amount_minor, key.currency, key.plan_id, key.component, key.earned_period
    )
