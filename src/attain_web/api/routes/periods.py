"""Pay periods, closing and paying them, and the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Query

from attain.kernel.problem import Problem
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.principal import principal_of
from attain_web.api.problem import invalid, not_found, problem_dict
from attain_web.api.resource import Resource, needs
from attain_web.api.schemas.statement import ConfirmationIn, EntryFilter, EntryOut, PeriodDetailOut, PeriodOut
from attain_web.payouts import movement, selectors, services
from attain_web.payouts.models import LedgerEntry, PayPeriod
from attain_web.people.selectors import ALL

periods = Resource("Periods and ledger")
READ_PERIODS = needs("period.close", "audit.read")


@periods.get("/periods", READ_PERIODS, Page[PeriodOut])
def list_periods(request: HttpRequest, window: Query[Window]) -> Any:
    """All pay periods, the latest first."""
    return page_of(request, selectors.periods(), window, _show)


@periods.get("/periods/{name}", READ_PERIODS, PeriodDetailOut)
def read_period(request: HttpRequest, name: str) -> Any:
    """A pay period: totals by currency, and what stands in the way of closing or paying it."""
    return _show_detail(_find(name))


@periods.post("/periods/{name}/close", needs("period.close"), PeriodDetailOut)
def close_period(request: HttpRequest, name: str, data: ConfirmationIn) -> Any:
    """Closes a period: what was earned in it becomes payable, and it never changes again.

    Confirm with the period's name. What stands in the way comes as problems (422), and nothing is done.
    """
    return _change(request, name, data, services.close_period)


@periods.post("/periods/{name}/pay", needs("period.close"), PeriodDetailOut)
def pay_period(request: HttpRequest, name: str, data: ConfirmationIn) -> Any:
    """Marks what a closed period made payable as handed to payroll.

    Confirm with the period's name. What stands in the way comes as problems (422), and nothing is done.
    """
    return _change(request, name, data, services.pay_period)


@periods.get("/ledger/entries", needs("statement.read_all"), Page[EntryOut])
def list_ledger_entries(request: HttpRequest, where: Query[EntryFilter], window: Query[Window]) -> Any:
    """Entries of the ledger with their postings, the latest first.

    The postings of an entry sum to zero in each currency. Each entry's hash covers the one before it.
    """
    found = selectors.ledger_entries(
        request.user, person_id=where.person_id, period=where.period, kind=where.kind, cause=where.cause
    )
    return page_of(request, found.prefetch_related("postings"), window, _show_entry)


@periods.get("/ledger/entries/{int:sequence}", needs("statement.read_all"), EntryOut)
def read_ledger_entry(request: HttpRequest, sequence: int) -> Any:
    """An entry of the ledger."""
    entry = selectors.ledger_entries(request.user).filter(sequence=sequence).first()
    if entry is None:
        raise not_found()
    return _show_entry(entry)


def _change(
    request: HttpRequest, name: str, data: ConfirmationIn, change: Callable[..., tuple[Problem, ...]]
) -> dict[str, Any]:
    problems = change(_find(name), principal_of(request).user, confirmation=data.confirmation)
    if problems:
        raise invalid(problems)
    return _show_detail(_find(name))


def _find(name: str) -> PayPeriod:
    period = selectors.periods().filter(name=name).first()
    if period is None:
        raise not_found()
    return period


def _show(period: PayPeriod) -> dict[str, Any]:
    names = ("name", "start", "end", "pay_on", "state", "closed_at", "paid_at")
    return {name: getattr(period, name) for name in names} | {
        "certainty": selectors.certainty_of(period).value,
        "run": period.run_id,
        "closed_by": str(period.closed_by or ""),
        "paid_by": str(period.paid_by or ""),
    }


def _show_detail(period: PayPeriod) -> dict[str, Any]:
    in_the_way: tuple[Problem, ...] = ()
    if period.is_open:
        in_the_way = services.closing_problems(period)
    elif period.paid_at is None:
        in_the_way = services.payment_problems(period)
    return _show(period) | {
        "totals": movement.totals_of(movement.movements_in(period, ALL)),
        "in_the_way": [problem_dict(problem) for problem in in_the_way],
    }


def _show_entry(entry: LedgerEntry) -> dict[str, Any]:
    names = ("sequence", "kind", "person_id", "description", "cause", "recorded_at", "previous_hash", "hash")
    return {name: getattr(entry, name) for name in names} | {
        "period": entry.period.name,
        "postings": list(entry.postings.all()),
    }
