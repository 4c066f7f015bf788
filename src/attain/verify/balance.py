"""Entries balance; closed periods are settled; what is owed at the end is what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from attain.kernel.problem import Problem
from attain.verify.evidence import Evidence
from attain.verify.wording import money, problem

OWED = ("earned", "held", "payable", "draw", "clawback")
ACCOUNTS = ("expense", *OWED, "paid")
_REVERSE = "Reverse the entry and book it again; find out what wrote it."


def check_entries(evidence: Evidence) -> Iterator[Problem]:
    """Every entry has postings of its payee alone, on known accounts, that sum to zero in each currency."""
    for entry in evidence.entries:
        where = f"entry {entry.sequence}"
        totals: dict[str, int] = defaultdict(int)
        postings = evidence.postings_of.get(entry.sequence, ())
        for posting in postings:
            totals[posting.currency] += posting.amount_minor
            if posting.person_id != entry.person_id:
                yield problem(
                    "entry-foreign-payee", where, f"It posts to {posting.person_id} as well.", _REVERSE
                )
            if posting.account not in ACCOUNTS:
                yield problem("account-unknown", where, f"“{posting.account}” is no account.", _REVERSE)
        for currency, total in sorted(totals.items()):
            if total:
                message = f"Its postings are off by {money(total, currency)}."
                yield problem("entry-unbalanced", where, message, _REVERSE)
        if not postings:
            yield problem("entry-empty", where, "It has no postings.", _REVERSE)


def check_settled(evidence: Evidence) -> Iterator[Problem]:
    """Nothing is left as earned in a closed period, and nothing is left payable in a paid one."""
    closed = {period.name for period in evidence.periods if period.state == "closed"}
    paid = max((period.name for period in evidence.periods if period.is_paid), default="")
    earned: dict[tuple[str, str, str], int] = defaultdict(int)
    payable: dict[tuple[str, str], int] = defaultdict(int)
    for entry in evidence.entries:
        for posting in evidence.postings_of.get(entry.sequence, ()):
            if posting.account == "earned" and entry.period in closed:
                earned[entry.period, posting.person_id, posting.currency] += posting.amount_minor
            if posting.account == "payable" and (
                entry.period <= paid or entry.kind in ("payment", "reversal")
            ):
                payable[posting.person_id, posting.currency] += posting.amount_minor
    for (period, person_id, currency), amount in sorted(earned.items()):
        if amount:
            message = f"{money(amount, currency)} of {person_id} were earned and never made payable."
            yield problem("close-incomplete", f"period {period}", message, "Adjust it in the open period.")
    for (person_id, currency), amount in sorted(payable.items()):
        if amount > 0:
            message = (
                f"{money(amount, currency)} of {person_id} became payable up to {paid} and were not paid."
            )
            yield problem("payment-incomplete", f"period {paid}", message, "Pay it with the next period.")


def check_movement(evidence: Evidence) -> Iterator[Problem]:
    """For each payee: opening + what moved in each period = closing, and the last closing is the balance
    owed.

    What moved is counted from earnings, adjustments, reversals and payments by their mirror accounts; what is
    owed, from the accounts that hold it.
    """
    moved: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    owed: dict[tuple[str, str], int] = defaultdict(int)
    names = {period.name for period in evidence.periods}
    for entry in evidence.entries:
        if entry.period not in names:
            message = f"It lies in {entry.period}, which is no pay period."
            yield problem("period-unknown", f"entry {entry.sequence}", message, _REVERSE)
        for posting in evidence.postings_of.get(entry.sequence, ()):
            place = (posting.person_id, posting.currency)
            if posting.account in OWED:
                owed[place] += posting.amount_minor
            else:
                moved[place][entry.period] -= posting.amount_minor
    for place in sorted(moved.keys() | owed.keys()):
        closing = 0
        for period in evidence.periods:
            closing += moved[place][period.name]
        if closing != owed[place]:
            person_id, currency = place
            message = (
                f"Movements come to {money(closing, currency)}, owed are {money(owed[place], currency)}."
            )
            yield problem("movement-broken", f"payee {person_id}", message, _REVERSE)
