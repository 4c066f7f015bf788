"""The people: the list, and one with their positions, managers and history."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity.access import capabilities, requires, signed_in
from attain_web.identity.models import User
from attain_web.people import selectors
from attain_web.people.forms import ROLE_CHOICES
from attain_web.people.models import Assignment, Position
from attain_web.people.selectors import PersonLine
from attain_web.people.views.days import day_context, day_of
from attain_web.people.views.timeline import timeline_of_versions

ROLE_LABELS = dict(ROLE_CHOICES)
STATES = ("active", "left", "not yet hired", "without a position")
SORTS = ("name", "title", "role", "region", "manager", "hired_on", "plan_id", "state")
COLUMNS = [
    ExportColumn("Person", "person_id"),
    ExportColumn("Name", "name"),
    ExportColumn("E-mail", "email"),
    ExportColumn("Country", "country"),
    ExportColumn("State", "state"),
    ExportColumn("Position", "position_id"),
    ExportColumn("Title", "title"),
    ExportColumn("Role", "role"),
    ExportColumn("Region", "region"),
    ExportColumn("Plan", "plan_id"),
    ExportColumn("Manager", "manager"),
    ExportColumn("Hired on", "hired_on", "date"),
    ExportColumn("Left on", "left_on", "date"),
]


@requires("people.read")
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """The people whom the user may see, as of a day."""
    everyone, organisation = selectors.person_lines(request.user, day_of(request))
    filters = {
        name: request.GET.get(name, "").strip() for name in ("q", "role", "region", "manager", "state")
    }
    lines = _sorted(_filtered(everyone, filters), request.GET.get("sort", "name"))
    export = table_response(request, "people", COLUMNS, lines)
    if export is not None:
        return export
    page = Paginator(lines, 50).get_page(request.GET.get("page"))
    managers = sorted({(line.manager_position_id, line.manager) for line in everyone if line.manager})
    context = {
        "page": page,
        "filters": filters,
        "is_filtered": any(filters.values()),
        "roles": ROLE_CHOICES,
        "role_labels": ROLE_LABELS,
        "states": STATES,
        "regions": sorted({line.region for line in everyone if line.region}),
        "managers": sorted(managers, key=lambda pair: pair[1].casefold()),
        "manager_title": organisation.title(filters["manager"]),
        "can_write": "people.write" in capabilities(request.user),
        **day_context(request),
    }
    return render(request, "people/people.html", context)


@signed_in
@require_safe
def person_detail(request: HttpRequest, person_id: str) -> HttpResponse:
    """A person as of a day: position, managers, assignments, and what was known when."""
    day = day_of(request)
    found = selectors.find_person(request.user, person_id, day)
    if found is None:
        raise Http404
    line, organisation = found
    able = capabilities(request.user)
    assignments = Assignment.objects.current().filter(person_id=person_id).order_by("-valid_from")
    titles = _titles({assignment.position_id for assignment in assignments})
    context: dict[str, Any] = {
        "person": line,
        "role_label": ROLE_LABELS.get(line.role, line.role),
        "assignments": [(row, titles.get(row.position_id, row.position_id)) for row in assignments],
        "chain": [
            (position_id, title, [(key, organisation.name(key)) for key in holders])
            for position_id, title, holders in selectors.reporting_chain(organisation, person_id)
        ],
        "team": sorted(
            ((key, organisation.name(key)) for key in selectors.team_of(organisation, person_id)),
            key=lambda pair: pair[1].casefold(),
        ),
        "history": timeline_of_versions(selectors.history(person_id), titles=titles)
        if "people.read" in able
        else [],
        "account": User.objects.filter(person_id=person_id).first() if "user.admin" in able else None,
        "can_administer": "user.admin" in able,
        "can_write": "people.write" in able,
        "can_browse": "people.read" in able,
        **day_context(request),
    }
    return render(request, "people/person.html", context)


def _titles(position_ids: set[str]) -> dict[str, str]:
    rows = Position.objects.current().filter(position_id__in=position_ids).order_by("valid_from")
    return dict(rows.values_list("position_id", "title"))


def _filtered(lines: list[PersonLine], filters: dict[str, str]) -> list[PersonLine]:
    words = filters["q"].casefold().split()
    return [
        line
        for line in lines
        if (not filters["role"] or line.role == filters["role"])
        and (not filters["region"] or line.region == filters["region"])
        and (not filters["manager"] or line.manager_position_id == filters["manager"])
        and (not filters["state"] or line.state == filters["state"])
        and all(
            word in f"{line.name} {line.person_id} {line.email} {line.title}".casefold() for word in words
        )
    ]


def _sorted(lines: list[PersonLine], sort: str) -> list[PersonLine]:
    name = sort.removeprefix("-")
    if name not in SORTS:
        return lines

    def place(line: PersonLine) -> tuple[bool, str]:
        value = getattr(line, name)
        return (not value, str(value).casefold())

    if not sort.startswith("-"):
        return sorted(lines, key=place)
    filled = [line for line in lines if getattr(line, name)]
    empty = [line for line in lines if not getattr(line, name)]
    return [*sorted(filled, key=place, reverse=True), *empty]
