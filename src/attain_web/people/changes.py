"""The changes that people make by hand, each as a proposal: hire, correct, leave, assign, end, change,
add, close.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from attain.kernel.period import DateRange
from attain.kernel.problem import Problem
from attain_web.core.audit import Subject
from attain_web.people import checks
from attain_web.people.models import Assignment, Person, Position
from attain_web.people.proposal import Proposal, Row, current_rows


def save_person(values: Row, *, is_new: bool) -> Proposal:
    """Add a person, or correct what is known of one; on leaving, their assignments end."""
    person_id = values["person_id"]
    about = "hire" if is_new else "change person"
    proposal = Proposal(about, Subject("people.person", person_id, values["name"]))
    if is_new and Person.objects.current().filter(person_id=person_id).exists():
        proposal.problems.append(
            Problem(
                "person-known", f"There is a person {person_id} already.", hint="Choose another identifier."
            )
        )
    hired_on, left_on = values.get("hired_on"), values.get("left_on")
    if hired_on and left_on and left_on <= hired_on:
        proposal.problems.append(
            Problem(
                "left-before-hired",
                f"The person would leave on {left_on}, before they were hired on {hired_on}.",
                hint="Correct one of the two days.",
            )
        )
    proposal.write("people", values)
    if left_on:
        for row in current_rows(Assignment, person_id=person_id):
            if row["valid_from"] >= left_on:
                proposal.drop("assignments", (person_id, row["position_id"], row["valid_from"]))
            elif row["valid_to"] is None or row["valid_to"] > left_on:
                proposal.write("assignments", row | {"valid_to": left_on})
    return proposal


def assign(
    proposal: Proposal | None, *, person_id: str, position_id: str, start: dt.date, end: dt.date | None
) -> Proposal:
    """Let the person hold the position from ``start`` to before ``end``; may join a proposal to hire them."""
    label = f"{person_id} holds {position_id}"
    proposal = proposal or Proposal(
        "assign", Subject("people.assignment", f"{person_id}/{position_id}", label)
    )
    row = {"person_id": person_id, "position_id": position_id, "valid_from": start, "valid_to": end}
    proposal.write("assignments", row)
    known = current_rows(Assignment, person_id=person_id) + current_rows(Assignment, position_id=position_id)
    rows = proposal.after("assignments", known)
    people = {p["person_id"]: p for p in proposal.after("people", current_rows(Person, person_id=person_id))}
    seats = current_rows(Position, position_id=position_id)
    holders = Person.objects.current().filter(person_id__in={other["person_id"] for other in rows})
    proposal.problems += checks.check_ranges(rows, ("person_id", "position_id"), "The assignment")
    proposal.problems += checks.check_assignment(row, people, seats)
    proposal.problems += checks.warn_of_shared_seats(
        row, [other for other in rows if other is not row], dict(holders.values_list("person_id", "name"))
    )
    return proposal


def end_assignment(assignment: Assignment, end: dt.date) -> Proposal:
    """The person holds the position no longer from ``end`` on."""
    row = assignment.row()
    proposal = Proposal(
        "end assignment",
        Subject("people.assignment", f"{row['person_id']}/{row['position_id']}", str(assignment)),
    )
    if end <= row["valid_from"]:
        proposal.drop("assignments", assignment.key)
    else:
        proposal.write("assignments", row | {"valid_to": end})
    return proposal


def add_position(values: Row) -> Proposal:
    """A new position."""
    position_id = values["position_id"]
    proposal = Proposal("add position", Subject("people.position", position_id, values["title"]))
    if Position.objects.current().filter(position_id=position_id).exists():
        proposal.problems.append(
            Problem(
                "position-known",
                f"There is a position {position_id} already.",
                hint="Choose another identifier.",
            )
        )
    proposal.write("positions", values)
    return _checked_position(proposal, position_id)


def change_position(position_id: str, start: dt.date, values: Row) -> Proposal:
    """From ``start`` on the position is what ``values`` say, until its next change that is recorded already.

    The row that holds on ``start`` ends there; if it begins there, it is corrected.
    """
    rows = sorted(current_rows(Position, position_id=position_id), key=lambda row: row["valid_from"])
    proposal = Proposal("change position", Subject("people.position", position_id, values["title"]))
    holding = next((row for row in rows if start in DateRange(row["valid_from"], row["valid_to"])), None)
    later = [row["valid_from"] for row in rows if row["valid_from"] > start]
    end = holding["valid_to"] if holding is not None else min(later, default=None)
    if holding is not None and holding["valid_from"] < start:
        proposal.write("positions", holding | {"valid_to": start})
    changed = values | {"position_id": position_id, "valid_from": start, "valid_to": end}
    if holding is not None and _same(holding, changed):
        proposal.problems.append(
            Problem(
                "nothing-changed", "Nothing differs from what holds already.", hint="Change a field first."
            )
        )
    proposal.write("positions", changed)
    return _checked_position(proposal, position_id)


def close_position(position_id: str, end: dt.date) -> Proposal:
    """The position exists no longer from ``end`` on; what was to come is removed, and assignments end
    with it.
    """
    rows = current_rows(Position, position_id=position_id)
    title = str(rows[0]["title"]) if rows else position_id
    proposal = Proposal("close position", Subject("people.position", position_id, title))
    for row in rows:
        _cut(proposal, "positions", row, (position_id, row["valid_from"]), end)
    for row in current_rows(Assignment, position_id=position_id):
        _cut(proposal, "assignments", row, (row["person_id"], position_id, row["valid_from"]), end)
    reports = current_rows(Position, manager_position_id=position_id)
    left = [row for row in reports if row["valid_to"] is None or row["valid_to"] > end]
    if left:
        names = ", ".join(sorted({str(row["title"]) for row in left}))
        proposal.problems.append(
            Problem(
                "has-reports",
                f"Positions still report to it then: {names}.",
                hint="Give them another manager from that day first.",
            )
        )
    return proposal


def _cut(proposal: Proposal, table: str, row: Row, key: tuple[Any, ...], end: dt.date) -> None:
    if row["valid_from"] >= end:
        proposal.drop(table, key)
    elif row["valid_to"] is None or row["valid_to"] > end:
        proposal.write(table, row | {"valid_to": end})


def _checked_position(proposal: Proposal, position_id: str) -> Proposal:
    rows = proposal.after("positions", current_rows(Position))
    own = [row for row in rows if row["position_id"] == position_id]
    proposal.problems += checks.check_ranges(own, ("position_id",), "Position")
    proposal.problems += checks.check_reporting(rows, position_id)
    return proposal


def _same(one: Row, other: Row) -> bool:
    ignored = {"valid_from", "valid_to"}
    return all((one.get(name) or None) == (other.get(name) or None) for name in one if name not in ignored)
