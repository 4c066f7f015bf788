"""People, positions, and who holds which: all with history."""

from __future__ import annotations

from attain_web.people.models.assignment import Assignment
from attain_web.people.models.person import Person
from attain_web.people.models.position import Position

__all__ = ["Assignment", "Person", "Position"]
