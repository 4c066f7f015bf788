"""Recalculation posts differences: what is computed now, minus what was posted before, key by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attain.ledger.account import Account
from attain.ledger.posting import EarningKey, Posting, transfer


@dataclass(frozen=True, slots=True)
class Difference:
    """What a key was posted at and what it is computed at now; the two differ."""

    key: EarningKey
    posted_minor: int
    computed_minor: int

    @property
    def amount_minor(self) -> int:
        """What must be posted to bring the one to the other."""
        return self.computed_minor - self.posted_minor


def differences(
    posted: Mapping[EarningKey, int], computed: Mapping[EarningKey, int]
) -> tuple[Difference, ...]:
    """Every key whose posted amount is not the computed one, sorted; an absent key stands at 0."""
    found = (
        Difference(key, posted.get(key, 0), computed.get(key, 0))
        for key in sorted(posted.keys() | computed.keys())
    )
    return tuple(difference for difference in found if difference.amount_minor)


def earning_postings(found: Iterable[Difference]) -> tuple[Posting, ...]:
    """The postings of these differences: from ``expense`` to ``earned``, or back where less was earned."""
    amounts = {difference.key: difference.amount_minor for difference in found}
    return transfer(amounts, Account.EXPENSE, Account.EARNED)
