"""Whom a user may see: in pay (``visible_person_ids``) and in the directory (``directory_scope``).

Every selector that shows a person goes through here. What lies outside the scope is answered as if it did not
exist.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from attain_web.identity.access import capabilities
from attain_web.people.organisation import Organisation, read_reporting


class Everyone(Enum):
    """The scope without bounds; contains every id."""

    ALL = "all"

    def __contains__(self, person_id: object) -> bool:
        return True


ALL: Final = Everyone.ALL
PersonIds = frozenset[str] | Everyone


def visible_person_ids(user: Any, on: dt.date) -> PersonIds:
    """Whose pay the user may see, as the organisation is on that day.

    ``statement.read_all``: everyone. ``statement.read_team``: also everyone below any position the user holds
    on that day. ``statement.read_own``: themselves. Nobody without any of these.
    """
    able = capabilities(user)
    if "statement.read_all" in able:
        return ALL
    person_id = getattr(user, "person_id", None)
    if not person_id:
        return frozenset()
    seen: set[str] = set()
    if "statement.read_own" in able:
        seen.add(person_id)
    if "statement.read_team" in able:
        organisation = read_reporting(on)
        seen |= team_of(organisation, person_id)
    return frozenset(seen)


def team_of(organisation: Organisation, person_id: str) -> set[str]:
    """Everyone who holds a position below any of the person's, themselves left out."""
    held = organisation.held.get(person_id, [])
    return organisation.people_in(organisation.below(held)) - {person_id}


@dataclass(frozen=True, slots=True)
class DirectoryScope:
    """The people and positions that a user may see, apart from pay, on one day."""

    person_ids: PersonIds
    position_ids: frozenset[str] | Everyone

    def has_person(self, person_id: str) -> bool:
        """Whether the user may see this person."""
        return person_id in self.person_ids

    def has_position(self, position_id: str) -> bool:
        """Whether the user may see this position."""
        return position_id in self.position_ids


def directory_scope(user: Any, organisation: Organisation) -> DirectoryScope:
    """``people.read_all``: all. ``people.read``: themselves, their positions and all below. Else:
    themselves.
    """
    able = capabilities(user)
    if "people.read_all" in able:
        return DirectoryScope(ALL, ALL)
    person_id = getattr(user, "person_id", None)
    if not person_id:
        return DirectoryScope(frozenset(), frozenset())
    held = set(organisation.held.get(person_id, ()))
    if "people.read" not in able:
        return DirectoryScope(frozenset({person_id}), frozenset(held))
    seats = held | organisation.below(held)
    return DirectoryScope(frozenset({person_id} | organisation.people_in(seats - held)), frozenset(seats))


def pay_positions(user: Any, organisation: Organisation) -> frozenset[str] | Everyone:
    """The positions whose target incentive the user may see: those of the people whose pay they may see."""
    able = capabilities(user)
    if "statement.read_all" in able:
        return ALL
    held = set(organisation.held.get(getattr(user, "person_id", None) or "", ()))
    seen = set(held) if "statement.read_own" in able else set()
    if "statement.read_team" in able:
        seen |= organisation.below(held)
    return frozenset(seen)
