"""An entry is one event on a payee's accounts: balanced, dated by a pay period, linked to what caused it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attain.kernel.money import is_currency
from attain.kernel.problem import Location, Problem
from attain.ledger.posting import Posting, sum_by_currency


class EntryKind(StrEnum):
    """What an entry is about."""

    EARNING = "earning"  # what a run found earned in the period itself
    ADJUSTMENT = "adjustment"  # what a run found different in a period closed before
    RELEASE = "release"  # earned becomes payable: the period was closed
    PAYMENT = "payment"  # payable becomes paid
    REVERSAL = "reversal"  # takes an earlier entry back


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the ledger; ``sequence`` 0 and no hashes until it is sealed into the chain.

    ``period`` is the pay period that it falls into, ``cause`` names what brought it about (``run:12``,
    ``close:2026-10``), ``idempotency_key`` is unique: the same event is entered once. ``recorded_at`` is an
    ISO 8601 moment in UTC.
    """

    kind: EntryKind
    period: str
    person_id: str
    description: str
    cause: str
    idempotency_key: str
    recorded_at: str
    postings: tuple[Posting, ...]
    sequence: int = 0
    previous_hash: str = ""
    hash: str = ""
    format: int = 1


def entry_problems(entry: Entry) -> tuple[Problem, ...]:
    """What makes an entry unfit for the ledger; nothing for a sound one."""
    problems = [
        _problem(
            entry, "entry-unbalanced", f"is off by {total} minor units of {currency}", "Postings sum to zero."
        )
        for currency, total in sorted(sum_by_currency(entry.postings).items())
        if total
    ]
    if not entry.postings:
        problems.append(_problem(entry, "entry-empty", "has no postings", "An entry moves money."))
    if any(posting.person_id != entry.person_id for posting in entry.postings):
        hint = "Write one entry per payee."
        problems.append(_problem(entry, "entry-foreign-payee", "posts to another payee's accounts", hint))
    if any(posting.amount_minor == 0 for posting in entry.postings):
        problems.append(_problem(entry, "entry-zero", "has a posting of zero", "Leave zero postings out."))
    for currency in sorted({posting.currency for posting in entry.postings}):
        if not is_currency(currency):
            hint = "Use a code of ISO 4217."
            problems.append(_problem(entry, "currency-unknown", f"posts in “{currency}”", hint))
    return tuple(problems)


def _problem(entry: Entry, code: str, what: str, hint: str) -> Problem:
    name = f"Entry {entry.sequence}" if entry.sequence else f"The entry “{entry.idempotency_key}”"
    return Problem(code, f"{name} {what}.", Location(path="ledger"), hint, subject=entry.person_id)
