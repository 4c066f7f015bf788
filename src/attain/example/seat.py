"""Seats, the people in them, and who reported to whom on which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from attain.example.days import SEATS_START

Row = dict[str, object]


@dataclass(slots=True)
class Person:
    """Someone in sales. ``left_on`` is the first day after employment."""

    person_id: str
    name: str
    email: str
    country: str
    currency: str
    hired_on: dt.date
    left_on: dt.date | None = None

    def row(self) -> Row:
        """The row of the people table."""
        return {
            "person_id": self.person_id,
            "name": self.name,
            "email": self.email,
            "country": self.country,
            "currency": self.currency,
            "hired_on": self.hired_on,
            "left_on": self.left_on,
            "payroll_id": "PAY-" + self.person_id[1:],
        }


@dataclass(slots=True)
class Holding:
    """A person in a seat from a day to before another."""

    person: Person
    valid_from: dt.date
    valid_to: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the person holds the seat on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(slots=True)
class Seat:
    """A position and its whole history. ``managers`` are the seats it reported to, each from a day on."""

    position_id: str
    title: str
    role: str
    region: str
    territory_id: str
    plan_id: str
    currency: str
    target_incentive_minor: int
    managers: list[tuple[dt.date, str]]
    valid_from: dt.date = SEATS_START
    valid_to: dt.date | None = None
    holdings: list[Holding] = field(default_factory=list)

    def exists_on(self, day: dt.date) -> bool:
        """Whether there is such a seat on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def holder(self, day: dt.date) -> Person | None:
        """Who holds it on the day; None while it is vacant."""
        return next((holding.person for holding in self.holdings if holding.covers(day)), None)

    def manager_on(self, day: dt.date) -> str:
        """The seat it reports to on the day; empty at the top."""
        return [manager for since, manager in self.managers if since <= max(day, self.valid_from)][-1]

    def rows(self) -> list[Row]:
        """The rows of the positions table: one per manager."""
        ends = [since for since, _ in self.managers[1:]] + [self.valid_to]
        return [
            {
                "position_id": self.position_id,
                "title": self.title,
                "role": self.role,
                "manager_position_id": manager or None,
                "territory_id": self.territory_id or None,
                "region": self.region,
                "plan_id": self.plan_id or None,
                "currency": self.currency,
                "target_incentive_minor": self.target_incentive_minor or None,
                "valid_from": since,
                "valid_to": end,
            }
            for (since, manager), end in zip(self.managers, ends, strict=True)
        ]

    def assignment_rows(self) -> list[Row]:
        """The rows of the assignments table."""
        return [
            {
                "person_id": holding.person.person_id,
                "position_id": self.position_id,
                "valid_from": holding.valid_from,
                "valid_to": holding.valid_to,
            }
            for holding in self.holdings
        ]


@dataclass(slots=True)
class Roster:
    """All seats and people, in the order in which they were created."""

    seats: dict[str, Seat] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    def of_role(self, role: str) -> list[Seat]:
        """The seats of a role."""
        return [seat for seat in self.seats.values() if seat.role == role]

    def reports_of(self, position_id: str, day: dt.date) -> list[Seat]:
        """The seats that report to this one on the day."""
        return [
            seat
            for seat in self.seats.values()
            if seat.exists_on(day) and seat.manager_on(day) == position_id
        ]
