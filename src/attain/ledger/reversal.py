"""A mistake is never edited: it is reversed by an entry of opposite postings, and booked again."""

from __future__ import annotations

import dataclasses

from attain.ledger.entry import Entry, EntryKind


def reverse(entry: Entry, *, period: str, reason: str, recorded_at: str) -> Entry:
    """The unsealed entry that takes ``entry`` back, in an open ``period``; an entry can be reversed once."""
    postings = tuple(
        dataclasses.replace(posting, amount_minor=-posting.amount_minor) for posting in entry.postings
    )
    return Entry(
        EntryKind.REVERSAL,
        period,
        entry.person_id,
        f"Reverses entry {entry.sequence}: {reason}",
        cause=f"entry:{entry.sequence}",
        idempotency_key=f"reversal:{entry.sequence}",
        recorded_at=recorded_at,
        postings=postings,
    )
