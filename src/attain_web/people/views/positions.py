"""The positions: as a tree, as a table, and one with its holders and history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity.access import capabilities, requires
from attain_web.people import selectors
from attain_web.people.forms import ROLE_CHOICES
from attain_web.people.models import Assignment, Position
from attain_web.people.organisation import Organisation, read_organisation
from attain_web.people.scope import directory_scope, pay_positions
from attain_web.people.views.days import day_context, day_of
from attain_web.people.views.timeline import timeline_of_versions
from attain_web.ui.components.flow import Tab
from attain_web.ui.components.table import query_with

ROLE_LABELS = dict(ROLE_CHOICES)
OPEN_LEVELS = 2
COLUMNS = [
    ExportColumn("Position", "position_id"),
    ExportColumn("Title", "title"),
    ExportColumn("Role", "role"),
    ExportColumn("Region", "region"),
    ExportColumn("Territory", "territory_id"),
    ExportColumn("Plan", "plan_id"),
    ExportColumn("Reports to", "manager_position_id"),
    ExportColumn("Holder", "holder"),
    ExportColumn("Currency", "currency"),
    ExportColumn("Target incentive", "target_incentive_minor", "money", "currency"),
    ExportColumn("From", "valid_from", "date"),
    ExportColumn("To", "valid_to", "date"),
]
SORTS = ("title", "role", "region", "holder", "manager_title", "plan_id")


@requires("people.read")
@require_safe
def position_list(request: HttpRequest) -> HttpResponse:
    """The organisation as of a day, as a tree or as a table."""
    nodes, organisation, scope = selectors.team_tree(request.user, day_of(request))
    is_table = request.GET.get("view") == "table"
    filters = {name: request.GET.get(name, "").strip() for name in ("q", "role", "region", "state")}
    rows = _rows(request, organisation, (key for key in organisation.positions if scope.has_position(key)))
    context: dict[str, Any] = {
        "nodes": nodes,
        "open_levels": OPEN_LEVELS,
        "count": len(rows),
        "vacant": sum(1 for row in rows if not row["holder"]),
        "is_table": is_table,
        "filters": filters,
        "is_filtered": any(filters.values()),
        "roles": ROLE_CHOICES,
        "regions": sorted({row["region"] for row in rows if row["region"]}),
        "can_write": "people.write" in capabilities(request.user),
        "tabs": [
            Tab("Tree", query_with(request, view=None, page=None, sort=None), not is_table),
            Tab("Table", query_with(request, view="table", page=None), is_table),
        ],
        **day_context(request),
    }
    rows = _sorted(_filtered(rows, filters), request.GET.get("sort", "title"))
    export = table_response(request, "positions", COLUMNS, rows)
    if export is not None:
        return export
    context["page"] = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "people/positions.html", context)


@requires("people.read")
@require_safe
def position_detail(request: HttpRequest, position_id: str) -> HttpResponse:
    """A position as of a day: what it is, who holds it, who reports to it, what was known when."""
    day = day_of(request)
    organisation = read_organisation(day)
    scope = directory_scope(request.user, organisation)
    versions = Position.objects.current().filter(position_id=position_id).order_by("-valid_from")
    periods = list(versions)
    # A position that does not exist on the day shows to those who see all of them.
    if not periods or not scope.has_position(position_id):
        raise Http404
    holders = list(Assignment.objects.current().filter(position_id=position_id).order_by("-valid_from"))
    names = selectors.person_names_of({row.person_id for row in holders})
    row = organisation.positions.get(position_id)
    able = capabilities(request.user)
    context: dict[str, Any] = {
        "position_id": position_id,
        "position": row,
        "title": row["title"] if row else periods[0].title,
        "role_label": ROLE_LABELS.get(row["role"], row["role"]) if row else "",
        "periods": periods,
        "holders": [(held, names.get(held.person_id, held.person_id)) for held in holders],
        "now_held_by": [(key, organisation.name(key)) for key in organisation.holders.get(position_id, ())],
        "chain": [_seat(organisation, key) for key in organisation.chain(position_id)],
        "reports": [_seat(organisation, key) for key in organisation.reports.get(position_id, ())],
        "sees_pay": position_id in pay_positions(request.user, organisation),
        "history": timeline_of_versions(selectors.position_history(position_id), names=names),
        "can_write": "people.write" in able,
        "scope": scope,
        **day_context(request),
    }
    return render(request, "people/position.html", context)


def _seat(organisation: Organisation, position_id: str) -> tuple[str, str, list[tuple[str, str]]]:
    holders = organisation.holders.get(position_id, [])
    return position_id, organisation.title(position_id), [(key, organisation.name(key)) for key in holders]


def _rows(request: HttpRequest, organisation: Organisation, keys: Iterable[str]) -> list[dict[str, Any]]:
    seen = pay_positions(request.user, organisation)
    rows = []
    for key in keys:
        row = dict(organisation.positions[key])
        row["holders"] = [(who, organisation.name(who)) for who in organisation.holders.get(key, ())]
        row["holder"] = ", ".join(name for _, name in row["holders"])
        row["manager_title"] = organisation.title(row["manager_position_id"] or "")
        row["role_label"] = ROLE_LABELS.get(row["role"], row["role"])
        if key not in seen:
            row["target_incentive_minor"] = None
        rows.append(row)
    return rows


def _filtered(rows: list[dict[str, Any]], filters: dict[str, str]) -> list[dict[str, Any]]:
    words = filters["q"].casefold().split()
    return [
        row
        for row in rows
        if (not filters["role"] or row["role"] == filters["role"])
        and (not filters["region"] or row["region"] == filters["region"])
        and (filters["state"] != "vacant" or not row["holder"])
        and (filters["state"] != "held" or row["holder"])
        and all(word in f"{row['title']} {row['position_id']} {row['holder']}".casefold() for word in words)
    ]


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    name = sort.removeprefix("-")
    name = name if name in SORTS else "title"
    ordered = sorted(rows, key=lambda row: (str(row[name] or "").casefold(), row["position_id"]))
    return ordered[::-1] if sort.startswith("-") else ordered
