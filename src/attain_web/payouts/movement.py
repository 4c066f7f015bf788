"""Movements of payees read from the ledger: opening, earned, adjusted, paid, closing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet, Sum

from attain.ledger import OWED, EntryKind, Movement, movements_of
from attain_web.payouts.models import LedgerPosting, PayPeriod
from attain_web.people.scope import ALL, Everyone

PersonIds = Collection[str] | Everyone


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """What a period moved in one currency, all payees together; ``payees`` had a movement or a balance."""

    currency: str
    payees: int
    opening_minor: int
    earned_minor: int
    adjusted_minor: int
    paid_minor: int
    closing_minor: int


def movements_in(period: PayPeriod, persons: PersonIds) -> tuple[Movement, ...]:
    """The movement of each of these payees in a period, by currency; who has neither balance nor movement is
    left out.
    """
    owed = _owed(persons)
    moved: dict[tuple[str, str, str, EntryKind], int] = {}
    before = owed.filter(entry__period__start__lt=period.start).values_list("person_id", "currency")
    for person_id, currency, total in before.annotate(total=Sum("amount_minor")):
        moved[person_id, currency, "", EntryKind.REVERSAL] = int(total)
    inside = owed.filter(entry__period=period).values_list("person_id", "currency", "entry__kind")
    for person_id, currency, kind, total in inside.annotate(total=Sum("amount_minor")):
        moved[person_id, currency, period.name, EntryKind(kind)] = int(total)
    found = movements_of(moved, ("", period.name))
    return tuple(one for one in found if one.period == period.name and _is_of_interest(one))


def movements_of_payee(person_id: str) -> tuple[Movement, ...]:
    """The payee's movement in every period, by currency, periods in order."""
    names = list(PayPeriod.objects.order_by("start").values_list("name", flat=True))
    rows = _owed([person_id]).values_list("person_id", "currency", "entry__period__name", "entry__kind")
    moved = {
        (row[0], row[1], row[2], EntryKind(row[3])): int(row[4])
        for row in rows.annotate(total=Sum("amount_minor"))
    }
    return movements_of(moved, names)


def totals_of(movements: Iterable[Movement]) -> tuple[PeriodTotal, ...]:
    """The sums of movements of one period, by currency."""
    found: dict[str, list[Movement]] = {}
    for one in movements:
        found.setdefault(one.currency, []).append(one)
    return tuple(
        PeriodTotal(
            currency,
            len(group),
            sum(one.opening_minor for one in group),
            sum(one.earned_minor for one in group),
            sum(one.adjusted_minor + one.other_minor for one in group),
            sum(one.paid_minor for one in group),
            sum(one.closing_minor for one in group),
        )
        for currency, group in sorted(found.items())
    )


def totals_by_period() -> dict[str, tuple[PeriodTotal, ...]]:
    """The totals of every period, by currency, all payees together."""
    names = list(PayPeriod.objects.order_by("start").values_list("name", flat=True))
    rows = _owed(ALL).values_list("currency", "entry__period__name", "entry__kind")
    moved = {
        ("", row[0], row[1], EntryKind(row[2])): int(row[3])
        for row in rows.annotate(total=Sum("amount_minor"))
    }
    payees = _owed(ALL).values_list("currency", "entry__period__name")
    counts = {(row[0], row[1]): row[2] for row in payees.annotate(number=Count("person_id", distinct=True))}
    found: dict[str, tuple[PeriodTotal, ...]] = {}
    for one in movements_of(moved, names):
        if _is_of_interest(one):
            (total,) = totals_of([one])
            total = replace(total, payees=counts.get((one.currency, one.period), 0))
            found[one.period] = (*found.get(one.period, ()), total)
    return found


def _owed(persons: PersonIds) -> QuerySet[LedgerPosting]:
    rows = LedgerPosting.objects.filter(account__in=OWED).order_by()
    return rows if persons is ALL else rows.filter(person_id__in=persons)


def _is_of_interest(one: Movement) -> bool:
    return any((one.opening_minor, one.earned_minor, one.adjusted_minor, one.paid_minor, one.other_minor))
