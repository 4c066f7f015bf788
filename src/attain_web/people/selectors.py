"""Reading people and positions, always within what the user may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from attain_web.people.models import Assignment, Person, Position
from attain_web.people.organisation import Organisation, read_organisation
from attain_web.people.scope import (
    ALL,
    DirectoryScope,
    directory_scope,
    team_of,
    visible_person_ids,
)

__all__ = [
    "ALL",
    "PersonLine",
    "TreeNode",
    "history",
    "person_lines",
    "person_names",
    "reporting_chain",
    "team_of",
    "team_tree",
    "visible_person_ids",
]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person on a day: who they are, which position they hold, who their manager is."""

    person_id: str
    name: str
    email: str
    country: str
    hired_on: dt.date | None
    left_on: dt.date | None
    position_id: str
    title: str
    role: str
    region: str
    plan_id: str
    manager_position_id: str
    manager_id: str
    manager: str
    state: str  # active | left | not yet hired | without a position


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A position in the organisation's tree, with who holds it and how many positions are below it."""

    position_id: str
    title: str
    role: str
    region: str
    holders: tuple[tuple[str, str], ...]
    below: int
    reports: tuple[TreeNode, ...]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the position."""
        return not self.holders


def person_lines(user: Any, day: dt.date) -> tuple[list[PersonLine], Organisation]:
    """The people whom the user may see, as they are on ``day``, and the organisation of that day."""
    organisation = read_organisation(day)
    scope = directory_scope(user, organisation)
    people = Person.objects.as_of(day).order_by("name", "person_id")
    return [_line(p, organisation) for p in people if scope.has_person(p.person_id)], organisation


def find_person(user: Any, person_id: str, day: dt.date) -> tuple[PersonLine, Organisation] | None:
    """The person as they are on ``day``; None when there is none, or none whom the user may see."""
    organisation = read_organisation(day)
    scope = directory_scope(user, organisation)
    person = Person.objects.as_of(day).filter(person_id=person_id).first()
    if person is None or not scope.has_person(person_id):
        return None
    return _line(person, organisation), organisation


def team_tree(user: Any, day: dt.date) -> tuple[tuple[TreeNode, ...], Organisation, DirectoryScope]:
    """The organisation on ``day`` from the user's positions downwards; from the top for those who see all."""
    organisation = read_organisation(day)
    scope = directory_scope(user, organisation)
    if scope.position_ids is ALL:
        tops: Iterable[str] = organisation.roots
    else:
        own = set(organisation.held.get(getattr(user, "person_id", None) or "", ()))
        tops = sorted(
            key for key in own if key in organisation.positions and not _is_below(organisation, key, own)
        )
    return tuple(_node(organisation, key, frozenset()) for key in tops), organisation, scope


def reporting_chain(organisation: Organisation, person_id: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Position, title and holders' ids of everyone above the person's first position, the nearest first."""
    held = organisation.held.get(person_id, [])
    above = organisation.chain(held[0]) if held else []
    return [(key, organisation.title(key), tuple(organisation.holders.get(key, ()))) for key in above]


def history(person_id: str) -> list[Person | Assignment]:
    """All versions of the person and their assignments, the latest recorded first."""
    versions: list[Person | Assignment] = [
        *Person.objects.filter(person_id=person_id).select_related("recorded_by"),
        *Assignment.objects.filter(person_id=person_id).select_related("recorded_by"),
    ]
    return sorted(versions, key=lambda version: (version.recorded_at, version.pk), reverse=True)


def position_history(position_id: str) -> list[Position | Assignment]:
    """All versions of the position and of who held it, the latest recorded first."""
    versions: list[Position | Assignment] = [
        *Position.objects.filter(position_id=position_id).select_related("recorded_by"),
        *Assignment.objects.filter(position_id=position_id).select_related("recorded_by"),
    ]
    return sorted(versions, key=lambda version: (version.recorded_at, version.pk), reverse=True)


def person_names() -> dict[str, str]:
    """The current name of every person, by id; for choices, not for display to those who may not see all."""
    return dict(Person.objects.current().values_list("person_id", "name"))


def person_names_of(person_ids: set[str]) -> dict[str, str]:
    """The current names of these people, by id."""
    rows = Person.objects.current().filter(person_id__in=person_ids)
    return dict(rows.values_list("person_id", "name"))


def _is_below(organisation: Organisation, position_id: str, others: set[str]) -> bool:
    return bool(set(organisation.chain(position_id)) & others)


def _node(organisation: Organisation, position_id: str, above: frozenset[str]) -> TreeNode:
    row = organisation.positions[position_id]
    path = above | {position_id}
    reports = tuple(
        _node(organisation, child, path)
        for child in organisation.reports.get(position_id, ())
        if child not in path
    )
    return TreeNode(
        position_id=position_id,
        title=row["title"],
        role=row["role"],
        region=row["region"] or "",
        holders=tuple((key, organisation.name(key)) for key in organisation.holders.get(position_id, ())),
        below=len(reports) + sum(report.below for report in reports),
        reports=reports,
    )


def _line(person: Person, organisation: Organisation) -> PersonLine:
    held = organisation.held.get(person.person_id, [])
    position_id = held[0] if held else ""
    row = organisation.positions.get(position_id) or {}
    manager_position = row.get("manager_position_id") or ""
    managers = organisation.holders.get(manager_position, [])
    return PersonLine(
        person_id=person.person_id,
        name=person.name,
        email=person.email or "",
        country=person.country or "",
        hired_on=person.hired_on,
        left_on=person.left_on,
        position_id=position_id,
        title=row.get("title") or "",
        role=row.get("role") or "",
        region=row.get("region") or "",
        plan_id=row.get("plan_id") or "",
        manager_position_id=manager_position,
        manager_id=managers[0] if managers else "",
        manager=", ".join(organisation.name(key) for key in managers),
        state=_state(person, position_id, organisation.day),
    )


def _state(person: Person, position_id: str, day: dt.date) -> str:
    if person.left_on is not None and person.left_on <= day:
        return "left"
    if person.hired_on is not None and day < person.hired_on:
        return "not yet hired"
    return "active" if position_id else "without a position"
