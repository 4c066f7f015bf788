"""The ledger: its entries with filters, and one entry with its postings and what it hangs together with."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from attain.ledger import EntryKind
from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity.access import capabilities, requires
from attain_web.payouts import selectors
from attain_web.payouts.models import LedgerEntry, LedgerHead
from attain_web.people import selectors as people
from attain_web.ui.formats import format_period

PAGE_SIZE = 50
COLUMNS = [
    ExportColumn("Entry", "entry_id", "integer"),
    ExportColumn("Kind", lambda row: row.entry.kind),
    ExportColumn("Period", lambda row: row.entry.period.name),
    ExportColumn("Person", "person_id"),
    ExportColumn("Account", "account"),
    ExportColumn("Amount", "amount_minor", "money", "currency"),
    ExportColumn("Currency", "currency"),
    ExportColumn("Plan", "plan_id"),
    ExportColumn("Component", "component"),
    ExportColumn("Earned in", "earned_period"),
    ExportColumn("Cause", lambda row: row.entry.cause),
    ExportColumn("Recorded at", lambda row: row.entry.recorded_at, "moment"),
    ExportColumn("Hash", lambda row: row.entry.hash),
]


@requires("statement.read_all")
@require_safe
def entry_list(request: HttpRequest) -> HttpResponse:
    """Entries, the latest first; as a file, their postings."""
    names = ("person_id", "period", "kind", "cause")
    filters = {name: request.GET.get(name, "").strip() for name in names}
    entries = selectors.ledger_entries(request.user, **filters)
    export = table_response(
        request, "ledger-postings", COLUMNS, selectors.ledger_postings(request.user, entries)
    )
    if export is not None:
        return export
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page)
    amounts = selectors.entry_amounts(shown)
    known = people.person_names()
    context = {
        "page": page,
        "rows": [_row(entry, known, amounts) for entry in shown],
        "filters": filters,
        "is_filtered": any(filters.values()),
        "kinds": [kind.value for kind in EntryKind],
        "periods": selectors.periods(),
        "head": LedgerHead.objects.first(),
    }
    return render(request, "payouts/ledger.html", context)


@requires("statement.read_all")
@require_safe
def entry_detail(request: HttpRequest, sequence: int) -> HttpResponse:
    """An entry: its postings as debits and credits, its cause, its place in the chain."""
    entry = selectors.ledger_entries(request.user).filter(sequence=sequence).first()
    if entry is None:
        raise Http404
    known = people.person_names()
    context = {
        **_row(entry, known, selectors.entry_amounts([entry])),
        "postings": entry.postings.all(),
        "has_previous": sequence > 1,
        "has_next": LedgerEntry.objects.filter(sequence=sequence + 1).exists(),
        "may_read_runs": "run.read" in capabilities(request.user),
    }
    return render(request, "payouts/entry.html", context)


def _row(
    entry: LedgerEntry, names: dict[str, str], amounts: dict[int, list[tuple[str, int]]]
) -> dict[str, Any]:
    label, url = cause_link(entry.cause)
    return {
        "entry": entry,
        "name": names.get(entry.person_id, entry.person_id),
        "amounts": amounts.get(entry.sequence, []),
        "cause_label": label,
        "cause_url": url,
    }


def cause_link(cause: str) -> tuple[str, str]:
    """What brought an entry about, in words, and its address."""
    kind, _, name = cause.partition(":")
    if kind == "run" and name.isdigit():
        return f"Run {name}", reverse("incentives:run_detail", args=(int(name),))
    if kind in ("close", "pay"):
        words = "Close of" if kind == "close" else "Payment of"
        return f"{words} {format_period(name)}", reverse("payouts:period", args=(name,))
    if kind == "entry" and name.isdigit():
        return f"Entry {name}", reverse("payouts:entry", args=(int(name),))
    return cause, ""
