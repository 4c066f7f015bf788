"""Lines and ledger are made apart; here they are held against each other, currency by currency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attain.kernel.money import format_money
from attain.kernel.problem import Location, Problem
from attain.ledger import Movement

Amounts = Iterable[tuple[str, int]]
"""Currency and minor units."""


def reconcile(
    person_id: str, period: str, earned: Amounts, adjusted: Amounts, balances: Sequence[Movement]
) -> tuple[Problem, ...]:
    """A problem for each currency in which lines or adjustments do not sum to the ledger's movement."""
    by_currency = {movement.currency: movement for movement in balances}
    lines, changes = _sum(earned), _sum(adjusted)
    problems = []
    for currency in sorted(lines.keys() | changes.keys() | by_currency.keys()):
        movement = by_currency.get(currency) or Movement(person_id, currency, period)
        for what, shown, posted in (
            ("lines", lines.get(currency, 0), movement.earned_minor),
            ("adjustments", changes.get(currency, 0), movement.adjusted_minor),
        ):
            if shown != posted:
                problems.append(_apart(person_id, period, what, currency, shown, posted))
    return tuple(problems)


def _apart(person_id: str, period: str, what: str, currency: str, shown: int, posted: int) -> Problem:
    return Problem(
        "statement-not-reconciled",
        f"The {what} of {person_id} in {period} sum to {format_money(shown, currency)}, "
        f"the ledger moved {format_money(posted, currency)}.",
        Location(path=f"statements/{person_id}/{period}"),
        "Run the calculation again; if it stays, run “attain verify”.",
        subject=person_id,
    )


def _sum(amounts: Amounts) -> dict[str, int]:
    totals: dict[str, int] = {}
    for currency, amount in amounts:
        totals[currency] = totals.get(currency, 0) + amount
    return totals
