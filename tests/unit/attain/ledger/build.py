"""Small ledgers for tests."""

from __future__ import annotations

from collections.abc import Iterable

from attain.ledger import GENESIS, Account, EarningKey, Entry, EntryKind, Head, Posting, seal, transfer

ALICE = EarningKey("alice", "ae", "commission", "2026-01", "USD")
MOMENT = "2026-02-01T09:00:00+00:00"


def entry(
    amounts: dict[EarningKey, int],
    source: Account = Account.EXPENSE,
    target: Account = Account.EARNED,
    *,
    kind: EntryKind = EntryKind.EARNING,
    period: str = "2026-01",
    key: str = "run:1/alice",
    postings: tuple[Posting, ...] | None = None,
) -> Entry:
    """An unsealed entry that moves these amounts."""
    return Entry(
        kind,
        period,
        next(iter(amounts)).person_id if amounts else "alice",
        "Earned in a test",
        cause="run:1",
        idempotency_key=key,
        recorded_at=MOMENT,
        postings=transfer(amounts, source, target) if postings is None else postings,
    )


def chain(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], Head]:
    """The entries sealed one after another, and the head."""
    head, sealed = GENESIS, []
    for one in entries:
        one = seal(one, head)
        head = Head(one.sequence, one.hash)
        sealed.append(one)
    return tuple(sealed), head
