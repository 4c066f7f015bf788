"""Pay periods: the list, and one with what closing and paying it would do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from attain.kernel.problem import Problem
from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity.access import capabilities, requires
from attain_web.incentives import selectors as incentives
from attain_web.payouts import movement, selectors, services
from attain_web.payouts.models import PayPeriod
from attain_web.people.selectors import ALL
from attain_web.ui.toasts import add_toast

READ = ("period.close", "audit.read")


def _currency(row: dict[str, Any]) -> str:
    return str(row["total"].currency)


COLUMNS = [
    ExportColumn("Period", lambda row: row["period"].name),
    ExportColumn("State", lambda row: row["certainty"].value),
    ExportColumn("Currency", lambda row: row["total"].currency),
    ExportColumn("Opening", lambda row: row["total"].opening_minor, "money", _currency),
    ExportColumn("Earned", lambda row: row["total"].earned_minor, "money", _currency),
    ExportColumn("Adjusted", lambda row: row["total"].adjusted_minor, "money", _currency),
    ExportColumn("Paid", lambda row: row["total"].paid_minor, "money", _currency),
    ExportColumn("Closing", lambda row: row["total"].closing_minor, "money", _currency),
    ExportColumn("Closed at", lambda row: row["period"].closed_at, "moment"),
    ExportColumn("Paid at", lambda row: row["period"].paid_at, "moment"),
]


@requires(*READ)
@require_safe
def period_list(request: HttpRequest) -> HttpResponse:
    """All periods with totals and state, the latest first."""
    totals = movement.totals_by_period()
    rows = [
        {
            "period": period,
            "certainty": selectors.certainty_of(period),
            "totals": totals.get(period.name, ()),
        }
        for period in selectors.periods()
    ]
    flat = [{**row, "total": total} for row in rows for total in row["totals"]]  # type: ignore[attr-defined]
    export = table_response(request, "periods", COLUMNS, flat)
    if export is not None:
        return export
    open_ones = [row["period"] for row in rows if row["period"].is_open]  # type: ignore[attr-defined]
    context = {"rows": rows, "next_to_close": open_ones[-1] if open_ones else None}
    return render(request, "payouts/periods.html", context)


@requires(*READ)
@require_safe
def period_detail(request: HttpRequest, name: str) -> HttpResponse:
    """A period: totals, what stands in the way of closing or paying it, and the form that does."""
    return _page(request, _find(name))


@requires("period.close")
@require_POST
def period_close(request: HttpRequest, name: str) -> HttpResponse:
    """Closes the period whose name was typed."""
    return _change(request, name, services.close_period, "is closed. What was earned in it is payable.")


@requires("period.close")
@require_POST
def period_pay(request: HttpRequest, name: str) -> HttpResponse:
    """Marks what the period's close made payable as handed to payroll."""
    return _change(request, name, services.pay_period, "is paid.")


Change = Callable[..., tuple[Problem, ...]]


def _change(request: HttpRequest, name: str, change: Change, done: str) -> HttpResponse:
    period = _find(name)
    typed = request.POST.get("confirmation", "")
    problems = change(period, request.user, confirmation=typed)
    if problems:
        return _page(request, _find(name), problems=problems, typed=typed, status=422)
    add_toast(request, f"{period.title} {done}")
    return redirect("payouts:period", name)


def _page(
    request: HttpRequest,
    period: PayPeriod,
    *,
    problems: tuple[Problem, ...] = (),
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    movements = movement.movements_in(period, ALL)
    in_the_way: tuple[Problem, ...] = ()
    if period.is_open:
        in_the_way = services.closing_problems(period)
    elif period.paid_at is None:
        in_the_way = services.payment_problems(period)
    context: dict[str, Any] = {
        "period": period,
        "certainty": selectors.certainty_of(period),
        "totals": movement.totals_of(movements),
        "negative": [one for one in movements if one.closing_minor < 0],
        "run": incentives.current_run() if period.is_open else period.run,
        "entries": period.entries.count(),
        "in_the_way": in_the_way,
        "problems": problems,
        "typed": typed,
        "may_close": "period.close" in capabilities(request.user),
    }
    return render(request, "payouts/period.html", context, status=status)


def _find(name: str) -> PayPeriod:
    period = selectors.periods().filter(name=name).first()
    if period is None:
        raise Http404
    return period
