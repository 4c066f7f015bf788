"""Balances are sums of postings; nothing stores one beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.ledger.account import OWED, Account
from attain.ledger.entry import Entry, EntryKind
from attain.ledger.posting import EarningKey, Posting

Balances = Mapping[tuple[str, str, Account], int]
"""Minor units by person, currency and account."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What a payee was owed at the start of a pay period, what changed, and what is owed at its end.

    ``other_minor`` holds what neither an earning, an adjustment nor a payment moved (a reversal).
    """

    person_id: str
    currency: str
    period: str
    opening_minor: int = 0
    earned_minor: int = 0
    adjusted_minor: int = 0
    paid_minor: int = 0
    other_minor: int = 0

    @property
    def closing_minor(self) -> int:
        """Owed at the end: opening + earned + adjusted + other − paid."""
        grown = self.opening_minor + self.earned_minor + self.adjusted_minor + self.other_minor
        return grown - self.paid_minor


def balances(entries: Iterable[Entry]) -> dict[tuple[str, str, Account], int]:
    """The balance of each account, by person and currency."""
    totals: dict[tuple[str, str, Account], int] = {}
    for posting in _postings(entries):
        place = (posting.person_id, posting.currency, posting.account)
        totals[place] = totals.get(place, 0) + posting.amount_minor
    return totals


def earned_by_key(entries: Iterable[Entry]) -> dict[EarningKey, int]:
    """Everything ever posted as earned, by what it was earned for; paying it does not lower it."""
    expense = open_balances(entries, Account.EXPENSE)
    return {key: -amount for key, amount in expense.items()}


def open_balances(entries: Iterable[Entry], account: Account) -> dict[EarningKey, int]:
    """What stands on an account, by what it was earned for; keys that stand at zero are left out."""
    totals: dict[EarningKey, int] = {}
    for posting in _postings(entries):
        if posting.account is account:
            totals[posting.key] = totals.get(posting.key, 0) + posting.amount_minor
    return {key: amount for key, amount in totals.items() if amount}


def movements(entries: Iterable[Entry], periods: Iterable[str]) -> tuple[Movement, ...]:
    """Each payee's movement in each of the periods, which are given in order and without gaps.

    The first period opens at zero. Closing of one is the opening of the next.
    """
    moved: dict[tuple[str, str, str, EntryKind], int] = {}
    for entry in entries:
        for posting in entry.postings:
            if posting.account in OWED:
                place = (entry.person_id, posting.currency, entry.period, entry.kind)
                moved[place] = moved.get(place, 0) + posting.amount_minor
    return movements_of(moved, periods)


def movements_of(
    moved: Mapping[tuple[str, str, str, EntryKind], int], periods: Iterable[str]
) -> tuple[Movement, ...]:
    """The same from sums over the accounts of ``OWED``, by person, currency, period and kind of entry."""
    names = tuple(periods)
    found: list[Movement] = []
    for person_id, currency in sorted({(person, code) for person, code, *_ in moved}):
        opening = 0
        for name in names:
            kinds = {kind: moved.get((person_id, currency, name, kind), 0) for kind in EntryKind}
            movement = _movement(person_id, currency, name, opening, kinds)
            found.append(movement)
            opening = movement.closing_minor
    return tuple(found)


def _movement(
    person_id: str, currency: str, period: str, opening: int, kinds: Mapping[EntryKind, int]
) -> Movement:
    return Movement(
        person_id,
        currency,
        period,
        opening,
        earned_minor=kinds[EntryKind.EARNING],
        adjusted_minor=kinds[EntryKind.ADJUSTMENT],
        paid_minor=-kinds[EntryKind.PAYMENT],
        other_minor=kinds[EntryKind.REVERSAL] + kinds[EntryKind.RELEASE],
    )


def _postings(entries: Iterable[Entry]) -> Iterable[Posting]:
    return (posting for entry in entries for posting in entry.postings)
