"""The ledger in the records database: entries appended to the chain, balances read by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.db import transaction
from django.db.models import Q, QuerySet, Sum

from attain.ledger import Account, EarningKey, Entry, EntryKind, Posting, seal
from attain_web.payouts import heads, locks
from attain_web.payouts.models import LedgerEntry, LedgerHead, LedgerPosting, PayPeriod

CHUNK = 500


def append(drafts: Sequence[Entry], periods: Sequence[PayPeriod]) -> int:
    """Seals the drafts in their order and appends them; returns how many. Call inside a transaction.

    The periods they name must be among ``periods`` and held by the caller (see ``locks``). Raises
    ProblemError for a draft that is not sound.
    """
    if not drafts:
        return 0
    row = locks.hold_head()
    head = locks.head_of(row)
    sealed: list[Entry] = []
    for draft in drafts:
        entry = seal(draft, head)
        head = type(head)(entry.sequence, entry.hash)
        sealed.append(entry)
    by_name = {period.name: period for period in periods}
    LedgerEntry.objects.bulk_create([_entry_row(entry, by_name) for entry in sealed], CHUNK)
    LedgerPosting.objects.bulk_create(
        [
            _posting_row(entry.sequence, line, posting)
            for entry in sealed
            for line, posting in enumerate(entry.postings)
        ],
        CHUNK,
    )
    LedgerHead.objects.filter(pk=row.pk).update(sequence=head.sequence, hash=head.hash)
    transaction.on_commit(lambda: heads.keep(row.ledger, head))
    return len(sealed)


def key_balances(postings: QuerySet[LedgerPosting]) -> dict[EarningKey, int]:
    """Sums of postings by what they were earned for; zeros left out."""
    fields = ("person_id", "plan_id", "component", "earned_period", "currency")
    rows = postings.order_by().values_list(*fields).annotate(total=Sum("amount_minor"))
    return {EarningKey(*row[:5]): int(row[5]) for row in rows if row[5]}


def posted() -> dict[EarningKey, int]:
    """Everything ever posted as earned, by what it was earned for."""
    expense = LedgerPosting.objects.filter(account=Account.EXPENSE)
    return {key: -amount for key, amount in key_balances(expense).items()}


def unreleased(period: PayPeriod) -> dict[EarningKey, int]:
    """What stands on ``earned`` from entries of this period."""
    return key_balances(LedgerPosting.objects.filter(account=Account.EARNED, entry__period=period))


def payable_through(period: PayPeriod) -> dict[EarningKey, int]:
    """What the closes up to this period made payable and no payment has settled."""
    settled = Q(entry__kind__in=(EntryKind.PAYMENT, EntryKind.REVERSAL))
    rows = LedgerPosting.objects.filter(account=Account.PAYABLE)
    return key_balances(rows.filter(settled | Q(entry__period__start__lte=period.start)))


def read_entries(rows: QuerySet[LedgerEntry]) -> Iterator[Entry]:
    """Stored entries as the library knows them, in the order of the query."""
    for row in rows.select_related("period").prefetch_related("postings"):
        yield Entry(
            kind=EntryKind(row.kind),
            period=row.period.name,
            person_id=row.person_id,
            description=row.description,
            cause=row.cause,
            idempotency_key=row.idempotency_key,
            recorded_at=moment_text(row.recorded_at),
            postings=tuple(_posting(posting) for posting in row.postings.all()),
            sequence=row.sequence,
            previous_hash=row.previous_hash,
            hash=row.hash,
            format=row.format,
        )


def by_person(amounts: dict[EarningKey, int]) -> Iterator[tuple[str, dict[EarningKey, int]]]:
    """The amounts of each payee, payees in order."""
    for person_id, keys in groupby(sorted(amounts), key=lambda key: key.person_id):
        yield person_id, {key: amounts[key] for key in keys}


def moment_text(moment: dt.datetime) -> str:
    """A moment as entries carry it: ISO 8601, UTC, microseconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _entry_row(entry: Entry, periods: dict[str, PayPeriod]) -> LedgerEntry:
    return LedgerEntry(
        sequence=entry.sequence,
        format=entry.format,
        kind=entry.kind,
        period=periods[entry.period],
        person_id=entry.person_id,
        description=entry.description,
        cause=entry.cause,
        idempotency_key=entry.idempotency_key,
        recorded_at=dt.datetime.fromisoformat(entry.recorded_at),
        previous_hash=entry.previous_hash,
        hash=entry.hash,
    )


def _posting_row(sequence: int, line: int, posting: Posting) -> LedgerPosting:
    return LedgerPosting(
        entry_id=sequence,
        line=line,
        account=posting.account,
        person_id=posting.person_id,
        amount_minor=posting.amount_minor,
        currency=posting.currency,
        plan_id=posting.plan_id,
        component=posting.component,
        earned_period=posting.earned_period,
    )


def _posting(row: LedgerPosting) -> Posting:
    return Posting(
        Account(row.account),
        row.person_id,
        row.amount_minor,
        row.currency,
        row.plan_id,
        row.component,
        row.earned_period,
    )
