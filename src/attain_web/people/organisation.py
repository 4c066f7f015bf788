"""The organisation on one day: which positions there are, who reports to whom, who holds which.

Built from plain rows, so that it can also be asked about a day as it would be after a change.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from attain_web.people.models import Assignment, Person, Position

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Organisation:
    """Positions by id, and pairs of person and position, that hold on ``day``."""

    day: dt.date
    positions: Mapping[str, Row]
    assignments: tuple[tuple[str, str], ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """Who holds each position."""
        found: dict[str, list[str]] = defaultdict(list)
        for person_id, position_id in self.assignments:
            found[position_id].append(person_id)
        return dict(found)

    @cached_property
    def held(self) -> dict[str, list[str]]:
        """Which positions each person holds."""
        found: dict[str, list[str]] = defaultdict(list)
        for person_id, position_id in self.assignments:
            found[person_id].append(position_id)
        return dict(found)

    @cached_property
    def reports(self) -> dict[str, list[str]]:
        """The positions that report to each position, by title."""
        found: dict[str, list[str]] = defaultdict(list)
        for position_id, row in self.positions.items():
            if row["manager_position_id"]:
                found[row["manager_position_id"]].append(position_id)
        for below in found.values():
            below.sort(key=self._order)
        return dict(found)

    @cached_property
    def roots(self) -> list[str]:
        """Positions that report to none that exists on the day; one of each ring, should there be a ring."""
        tops = [
            key for key, row in self.positions.items() if row["manager_position_id"] not in self.positions
        ]
        unreached = set(self.positions) - set(tops) - self.below(tops)
        while unreached:
            top = min(unreached)
            tops.append(top)
            unreached -= {top} | self.below([top])
        return sorted(tops, key=self._order)

    def below(self, position_ids: Collection[str]) -> set[str]:
        """All positions below these; in a ring every position is below every other and itself."""
        found: set[str] = set()
        waiting = [child for key in position_ids for child in self.reports.get(key, ())]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self.reports.get(key, ())
        return found

    def chain(self, position_id: str) -> list[str]:
        """The positions above this one, the nearest first."""
        chain: list[str] = []
        row = self.positions.get(position_id)
        while row is not None:
            above = row["manager_position_id"]
            if not above or above in chain or above == position_id:
                break
            chain.append(above)
            row = self.positions.get(above)
        return [key for key in chain if key in self.positions]

    def is_in_ring(self, position_id: str) -> bool:
        """Whether following the managers upwards leads back to this position."""
        seen: set[str] = set()
        key = position_id
        while key not in seen:
            seen.add(key)
            row = self.positions.get(key)
            if row is None or not row["manager_position_id"]:
                return False
            key = row["manager_position_id"]
        return key == position_id

    def people_in(self, position_ids: Iterable[str]) -> set[str]:
        """Who holds any of these positions."""
        return {person_id for key in position_ids for person_id in self.holders.get(key, ())}

    def name(self, person_id: str) -> str:
        """The person's name, or the id where it is not known."""
        return self.names.get(person_id, person_id)

    def title(self, position_id: str) -> str:
        """The position's title, or the id where there is no such position on the day."""
        row = self.positions.get(position_id)
        return str(row["title"]) if row else position_id

    def _order(self, position_id: str) -> tuple[str, str]:
        return (str(self.positions[position_id]["title"]).casefold(), position_id)


POSITION_COLUMNS = [column.name for column in Position.contract.columns]


def read_organisation(day: dt.date, known_at: dt.datetime | None = None) -> Organisation:
    """The organisation as it is on ``day``, as we know it now or as we knew it at ``known_at``; three
    queries.
    """
    positions = Position.objects.as_of(day, known_at).values(*POSITION_COLUMNS)
    assignments = Assignment.objects.as_of(day, known_at).order_by("person_id", "position_id")
    names = Person.objects.as_of(day, known_at).values_list("person_id", "name")
    return Organisation(
        day,
        {row["position_id"]: row for row in positions},
        tuple(assignments.values_list("person_id", "position_id")),
        dict(names),
    )


def read_reporting(day: dt.date) -> Organisation:
    """Who reports to whom on ``day``, and nothing else of the positions; two queries."""
    lines = Position.objects.as_of(day).values("position_id", "title", "manager_position_id")
    assignments = Assignment.objects.as_of(day).values_list("person_id", "position_id")
    return Organisation(day, {row["position_id"]: row for row in lines}, tuple(assignments))
