"""Closing a pay period and paying it: earned becomes payable, payable becomes paid, and nothing moves
twice.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from attain.kernel.money import format_money
from attain.kernel.problem import Problem
from attain.ledger import Account, EarningKey, Entry, EntryKind, transfer
from attain_web.core import audit, clock
from attain_web.incentives import selectors as incentives
from attain_web.payouts import book, locks, periods
from attain_web.payouts.models import PayPeriod


def close_period(period: PayPeriod, actor: Any, *, confirmation: str) -> tuple[Problem, ...]:
    """Closes a period: what was earned in it becomes payable, and it takes no entry any more.

    ``confirmation`` is the period's name as the person typed it. Returns what stands in the way; nothing was
    done then. Writers that are under way finish first; those that come later post into the next period.
    """
    if confirmation.strip() != period.name:
        return (_unconfirmed(period),)
    with transaction.atomic():
        period = locks.hold_period(period.pk)
        problems = closing_problems(period)
        if problems:
            return problems
        amounts = book.unreleased(period)
        drafts = [
            _draft(
                EntryKind.RELEASE,
                period.name,
                person_id,
                f"Approved for pay, {period.title}",
                f"close:{period.name}",
                moved,
            )
            for person_id, moved in book.by_person(amounts)
        ]
        entries = book.append(drafts, [period])
        before = {"state": period.state}
        period.state, period.run = PayPeriod.State.CLOSED, incentives.current_run()
        period.closed_at, period.closed_by = clock.now(), actor
        period.save(update_fields=("state", "run", "closed_at", "closed_by"))
        periods.open_next(period)
        after = {"state": period.state, "run": period.run_id, "entries": entries, "payable": _totals(amounts)}
        audit.record(actor, "period.closed", period, before, after)
    return ()


def pay_period(period: PayPeriod, actor: Any, *, confirmation: str) -> tuple[Problem, ...]:
    """Pays a closed period: what its close made payable counts as handed to payroll.

    A payee who owes more than is due in a currency is paid nothing in it; the balance is carried forward. The
    payments are entries of the earliest open period. Returns what stands in the way; nothing was done then.
    """
    if confirmation.strip() != period.name:
        return (_unconfirmed(period),)
    with transaction.atomic():
        period = locks.hold_period(period.pk)
        problems = payment_problems(period)
        if problems:
            return problems
        open_periods = locks.share_open_periods()
        amounts = _due(book.payable_through(period))
        drafts = [
            _draft(
                EntryKind.PAYMENT,
                open_periods[0].name,
                person_id,
                f"Paid for {period.title}",
                f"pay:{period.name}",
                moved,
            )
            for person_id, moved in book.by_person(amounts)
        ]
        entries = book.append(drafts, open_periods)
        period.paid_at, period.paid_by = clock.now(), actor
        period.save(update_fields=("paid_at", "paid_by"))
        after = {"entries": entries, "paid": _totals(amounts), "paid_in": open_periods[0].name}
        audit.record(actor, "period.paid", period, {}, after)
    return ()


def closing_problems(period: PayPeriod) -> tuple[Problem, ...]:
    """What stands in the way of closing a period now."""
    if not period.is_open:
        return (_problem("period-closed", f"{period.title} is closed already.", "Nothing is left to do."),)
    problems = []
    earlier = PayPeriod.objects.filter(state=PayPeriod.State.OPEN, start__lt=period.start).first()
    if earlier is not None:
        hint = f"Close {earlier.title} first."
        problems.append(_problem("period-earlier-open", f"{earlier.title} is still open.", hint))
    if clock.today() < period.end:
        hint = f"Close it on {period.end.isoformat()} or later."
        problems.append(_problem("period-not-over", f"{period.title} is not over.", hint))
    run = incentives.current_run()
    if run is None or run.through < period.name:
        hint = f"Start an official run through {period.name}."
        problems.append(_problem("period-not-calculated", f"{period.title} has not been calculated.", hint))
    return tuple(problems)


def payment_problems(period: PayPeriod) -> tuple[Problem, ...]:
    """What stands in the way of paying a period now."""
    if period.is_open:
        return (_problem("period-open", f"{period.title} is open.", "Close it first."),)
    if period.paid_at is not None:
        return (_problem("period-paid", f"{period.title} is paid already.", "Nothing is left to do."),)
    problems = []
    earlier = PayPeriod.objects.filter(start__lt=period.start, paid_at__isnull=True).first()
    if earlier is not None:
        hint = f"Pay {earlier.title} first."
        problems.append(_problem("period-earlier-unpaid", f"{earlier.title} is not paid.", hint))
    if clock.today() < period.pay_on:
        hint = f"Pay it on {period.pay_on.isoformat()} or later."
        problems.append(_problem("pay-date-ahead", f"{period.title} is not due yet.", hint))
    return tuple(problems)


def _due(amounts: dict[EarningKey, int]) -> dict[EarningKey, int]:
    """The amounts of those payees and currencies whose sum is above zero."""
    totals: dict[tuple[str, str], int] = {}
    for key, amount in amounts.items():
        totals[key.person_id, key.currency] = totals.get((key.person_id, key.currency), 0) + amount
    return {key: amount for key, amount in amounts.items() if totals[key.person_id, key.currency] > 0}


_FLOWS = {
    EntryKind.RELEASE: (Account.EARNED, Account.PAYABLE),
    EntryKind.PAYMENT: (Account.PAYABLE, Account.PAID),
}


def _draft(
    kind: EntryKind, period: str, person_id: str, description: str, cause: str, amounts: dict[EarningKey, int]
) -> Entry:
    return Entry(
        kind,
        period,
        person_id,
        description,
        cause=cause,
        idempotency_key=f"{cause}/{person_id}",
        recorded_at=book.moment_text(clock.now()),
        postings=transfer(amounts, *_FLOWS[kind]),
    )


def _totals(amounts: dict[EarningKey, int]) -> dict[str, str]:
    totals: dict[str, int] = {}
    for key, amount in amounts.items():
        totals[key.currency] = totals.get(key.currency, 0) + amount
    return {currency: format_money(total, currency) for currency, total in sorted(totals.items())}


def _unconfirmed(period: PayPeriod) -> Problem:
    return _problem("not-confirmed", "The name that you typed is another.", f"Type {period.name}.")


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, hint=hint)
