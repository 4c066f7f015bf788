"""The audit log as a page: who changed what, when, from what to what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from attain_web.core.access import capabilities, requires
from attain_web.core.company import company_zone
from attain_web.core.exports import ExportColumn, table_response
from attain_web.core.models import AuditEvent

EXPORT_LIMIT = 100_000
FILTERS = ("actor", "action", "type", "q", "from", "to")
COLUMNS = [
    ExportColumn("At", "at", "moment"),
    ExportColumn("Who", "actor_name"),
    ExportColumn("Action", "action"),
    ExportColumn("Object type", "object_type"),
    ExportColumn("Object id", "object_id"),
    ExportColumn("Object", "object_label"),
    ExportColumn("Before", lambda event: _text(event.before)),
    ExportColumn("After", lambda event: _text(event.after)),
    ExportColumn("Request", "request_id"),
]


@requires("audit.read")
@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    """The events, the newest first, filtered by who, what, which action and when."""
    events = _filtered(request)
    export = table_response(request, "audit", COLUMNS, events[:EXPORT_LIMIT])
    if export is not None:
        return export
    page = Paginator(events, 50).get_page(request.GET.get("page"))
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    context = {
        "page": page,
        "filters": filters,
        "is_filtered": any(filters.values()),
        "actions": events_seen_by(request).order_by("action").values_list("action", flat=True).distinct(),
        "types": events_seen_by(request)
        .order_by("object_type")
        .values_list("object_type", flat=True)
        .distinct(),
    }
    return render(request, "core/audit.html", context)


@requires("audit.read")
@require_safe
def audit_event(request: HttpRequest, event_id: int) -> HttpResponse:
    """What an event changed, field by field: a fragment under its row."""
    event = events_seen_by(request).filter(pk=event_id).first()
    if event is None:
        raise Http404
    return render(request, "core/audit_event.html", {"event": event, "changes": changes_of(event)})


def events_seen_by(request: HttpRequest) -> QuerySet[AuditEvent]:
    """All events for those who may see all pay; those about users and the system alone for others."""
    if "statement.read_all" in capabilities(request.user):
        return AuditEvent.objects.all()
    return AuditEvent.objects.filter(
        Q(object_type__startswith="identity.") | Q(object_type__startswith="core.")
    )


def changes_of(event: AuditEvent) -> list[tuple[str, str | None, str | None]]:
    """Field, value before, value after; None where the field was not there."""
    before, after = event.before or {}, event.after or {}
    names = [*before, *(name for name in after if name not in before)]
    return [(name.replace("_", " "), _value(before, name), _value(after, name)) for name in names]


def _filtered(request: HttpRequest) -> QuerySet[AuditEvent]:
    get = {name: request.GET.get(name, "").strip() for name in FILTERS}
    events = events_seen_by(request)
    if get.get("actor"):
        events = events.filter(
            Q(actor_name__icontains=get["actor"]) | Q(actor__email__icontains=get["actor"])
        )
    if get.get("action"):
        events = events.filter(action=get["action"])
    if get.get("type"):
        events = events.filter(object_type=get["type"])
    if get.get("q"):
        events = events.filter(Q(object_id__icontains=get["q"]) | Q(object_label__icontains=get["q"]))
    first, last = _day(get.get("from")), _day(get.get("to"))
    if first:
        events = events.filter(at__gte=_midnight(first))
    if last:
        events = events.filter(at__lt=_midnight(last + dt.timedelta(days=1)))
    return events


def _day(text: str | None) -> dt.date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), company_zone())


def _value(values: dict[str, Any], name: str) -> str | None:
    if name not in values:
        return None
    value = values[name]
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "–" if value in (None, "") else str(value)


def _text(values: dict[str, Any] | None) -> str:
    return "; ".join(f"{name}: {_value(values, name)}" for name in values) if values else ""
