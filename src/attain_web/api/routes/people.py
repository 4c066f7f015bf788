"""People, positions and assignments, within what the user may see, as of a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Query

from attain_web.api.paging import Page, Window, page_of
from attain_web.api.problem import not_found
from attain_web.api.resource import EVERYONE, Resource, needs
from attain_web.api.schemas.people import (
    AssignmentFilter,
    AssignmentOut,
    DayFilter,
    PeopleFilter,
    PersonOut,
    PositionOut,
)
from attain_web.core import clock
from attain_web.people import selectors
from attain_web.people.models import Assignment
from attain_web.people.organisation import Organisation, read_organisation
from attain_web.people.scope import directory_scope, pay_positions
from attain_web.people.selectors import PersonLine

people = Resource("People")


@people.get("/people", needs("people.read"), Page[PersonOut])
def list_people(request: HttpRequest, where: Query[PeopleFilter], window: Query[Window]) -> Any:
    """The people whom you may see, as of a day.

    A manager sees everyone below the positions they hold on that day; admins, finance and auditors see all.
    """
    lines, _ = selectors.person_lines(request.user, _day(where.as_of))
    words = where.q.casefold().split()

    def fits(line: PersonLine) -> bool:
        text = f"{line.name} {line.person_id} {line.email} {line.title}".casefold()
        exact = (("role", where.role), ("region", where.region), ("state", where.state))
        return all(word in text for word in words) and all(
            not value or getattr(line, name) == value for name, value in exact
        )

    return page_of(request, [line for line in lines if fits(line)], window)


@people.get("/people/{person_id}", EVERYONE, PersonOut)
def read_person(request: HttpRequest, person_id: str, where: Query[DayFilter]) -> Any:
    """A person as of a day.

    Everyone sees themselves.
    """
    found = selectors.find_person(request.user, person_id, _day(where.as_of))
    if found is None:
        raise not_found()
    return found[0]


@people.get("/positions", needs("people.read"), Page[PositionOut])
def list_positions(request: HttpRequest, where: Query[DayFilter], window: Query[Window]) -> Any:
    """The positions that you may see, as of a day.

    ``target_incentive_minor`` is null for positions whose pay you may not see.
    """
    organisation = read_organisation(_day(where.as_of))
    scope = directory_scope(request.user, organisation)
    keys = sorted(key for key in organisation.positions if scope.has_position(key))
    paid = pay_positions(request.user, organisation)
    return page_of(request, keys, window, lambda key: _show_position(organisation, key, key in paid))


@people.get("/positions/{position_id}", needs("people.read"), PositionOut)
def read_position(request: HttpRequest, position_id: str, where: Query[DayFilter]) -> Any:
    """A position as of a day."""
    organisation = read_organisation(_day(where.as_of))
    scope = directory_scope(request.user, organisation)
    if position_id not in organisation.positions or not scope.has_position(position_id):
        raise not_found()
    paid = pay_positions(request.user, organisation)
    return _show_position(organisation, position_id, position_id in paid)


@people.get("/assignments", needs("people.read"), Page[AssignmentOut])
def list_assignments(request: HttpRequest, where: Query[AssignmentFilter], window: Query[Window]) -> Any:
    """Who holds which position on a day, among the people and positions that you may see."""
    organisation = read_organisation(_day(where.as_of))
    scope = directory_scope(request.user, organisation)
    wanted = {"person_id": where.person_id, "position_id": where.position_id}
    rows = Assignment.objects.as_of(organisation.day).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    seen = [
        row.row()
        for row in rows.order_by("person_id", "position_id", "valid_from")
        if scope.has_person(row.person_id) and scope.has_position(row.position_id)
    ]
    return page_of(request, seen, window)


def _day(given: dt.date | None) -> dt.date:
    return given or clock.today()


def _show_position(organisation: Organisation, key: str, sees_pay: bool) -> dict[str, Any]:
    row = {**organisation.positions[key], "holders": organisation.holders.get(key, [])}
    return row if sees_pay else row | {"target_incentive_minor": None}
