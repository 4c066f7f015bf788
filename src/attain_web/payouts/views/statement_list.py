"""Statements: a payee's periods, and the payees of a period for those who see more than themselves."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from attain.kernel.period import Grain
from attain_web.core.company import fiscal_calendar
from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity.access import capabilities, requires
from attain_web.payouts import movement, selectors
from attain_web.payouts.navigation import STATEMENTS
from attain_web.ui.charts import Column, ColumnChart, as_money

PAGE_SIZE = 50
CHART_PERIODS = 12
SORTS = {
    "name": lambda line: line.name.casefold(),
    "earned": lambda line: line.movement.earned_minor,
    "adjusted": lambda line: line.movement.adjusted_minor,
    "paid": lambda line: line.movement.paid_minor,
    "closing": lambda line: line.movement.closing_minor,
}


def _money(label: str, name: str) -> ExportColumn:
    return ExportColumn(label, lambda line: getattr(line.movement, name), "money", _currency)


def _currency(line: Any) -> str:
    return str(line.movement.currency)


COLUMNS = [
    ExportColumn("Person", "person_id"),
    ExportColumn("Name", "name"),
    ExportColumn("Period", lambda line: line.period.name),
    ExportColumn("Currency", _currency),
    _money("Opening", "opening_minor"),
    _money("Earned", "earned_minor"),
    _money("Adjusted", "adjusted_minor"),
    _money("Paid", "paid_minor"),
    _money("Closing", "closing_minor"),
    ExportColumn("State", "certainty"),
]


@requires(*STATEMENTS)
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """The payees of a period; for someone who sees only themselves, their periods."""
    own = getattr(request.user, "person_id", None)
    if not capabilities(request.user).intersection(("statement.read_team", "statement.read_all")):
        return redirect("payouts:payee", own) if own else _nothing(request)
    period = selectors.period_to_show(request.GET.get("period", ""))
    if period is None:
        return _nothing(request)
    query = request.GET.get("q", "")
    lines = selectors.lines_of_period(request.user, period, query)
    wanted = request.GET.get("certainty", "")
    sort = request.GET.get("sort", "name")
    lines.sort(key=SORTS.get(sort.lstrip("-"), SORTS["name"]), reverse=sort.startswith("-"))
    export = table_response(request, f"statements-{period.name}", COLUMNS, lines)
    if export is not None:
        return export
    context = {
        "period": period,
        "periods": selectors.periods(),
        "certainty": selectors.certainty_of(period),
        "query": query,
        "wanted": wanted,
        "totals": movement.totals_of(line.movement for line in lines),
        "page": Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "own": own,
    }
    return render(request, "payouts/statements.html", context)


@requires(*STATEMENTS)
@require_safe
def payee(request: HttpRequest, person_id: str) -> HttpResponse:
    """A payee's periods with amounts and how sure they are."""
    if not selectors.may_see(request.user, person_id):
        raise Http404
    lines = selectors.lines_of_payee(request.user, person_id)
    export = table_response(request, f"statements-{person_id}", COLUMNS, lines)
    if export is not None:
        return export
    context = {
        "person_id": person_id,
        "name": selectors.person_name(person_id),
        "is_own": person_id == getattr(request.user, "person_id", None),
        "lines": lines,
        "next_payout": selectors.next_payout(person_id),
        "years": _years(lines),
        "charts": [_chart(code, lines) for code in sorted({line.movement.currency for line in lines})],
        "sees_others": bool(
            capabilities(request.user).intersection(("statement.read_team", "statement.read_all"))
        ),
    }
    return render(request, "payouts/payee.html", context)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "payouts/payee.html", {"lines": [], "is_own": True, "name": ""})


def _years(lines: list[selectors.PeriodLine]) -> list[dict[str, Any]]:
    """What each fiscal year earned so far, by currency, the latest first."""
    calendar = fiscal_calendar()
    found: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        year = calendar.period_of(line.period.start, Grain.YEAR).name
        amount = line.movement.earned_minor + line.movement.adjusted_minor
        if amount:
            found.setdefault((year, line.movement.currency), []).append(amount)
    return [
        {"label": year, "currency": currency, "amount_minor": sum(amounts), "months": len(amounts)}
        for (year, currency), amounts in sorted(found.items(), reverse=True)
    ]


def _chart(currency: str, lines: list[selectors.PeriodLine]) -> ColumnChart:
    shown = [line for line in reversed(lines) if line.movement.currency == currency][-CHART_PERIODS:]
    return ColumnChart(
        title=f"Earned by month, {currency}",
        description="What each month earned, adjustments of earlier months included where they were posted.",
        columns=[
            Column(
                f"{line.period.start:%b}",
                (line.movement.earned_minor + line.movement.adjusted_minor,),
                is_provisional=line.period.is_open,
            )
            for line in shown
        ],
        values=as_money(currency),
    )
