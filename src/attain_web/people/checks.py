"""What may be wrong with people, positions and assignments after a change: every problem, not only the
first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from attain.kernel.effective import Effective, timeline_of
from attain.kernel.period import DateRange
from attain.kernel.problem import Problem, Severity
from attain_web.people.organisation import Organisation
from attain_web.people.proposal import Row


def check_ranges(rows: Iterable[Row], key: tuple[str, ...], noun: str) -> list[Problem]:
    """Rows of the same thing neither overlap nor end before they start."""
    problems: list[Problem] = []
    groups: dict[tuple[Any, ...], list[Effective[Row]]] = defaultdict(list)
    for row in rows:
        start, end = row["valid_from"], row["valid_to"]
        if end is not None and end <= start:
            problems.append(
                Problem(
                    "range-backwards",
                    f"{noun} {row[key[0]]} would end on {end}, which is not after its start on {start}.",
                    hint="Choose a later end.",
                )
            )
            continue
        groups[tuple(row[name] for name in key)].append(Effective(DateRange(start, end), row))
    for group, entries in groups.items():
        problems += timeline_of(entries, subject=f"{noun} {' · '.join(group)}")[1]
    return problems


def check_reporting(positions: Iterable[Row], position_id: str) -> list[Problem]:
    """The manager exists on each day on which the position names one, and no position is above itself."""
    rows = list(positions)
    problems: dict[str, Problem] = {}
    own = [row for row in rows if row["position_id"] == position_id]
    days = sorted({row["valid_from"] for row in rows if any(_meets(row, mine) for mine in own)})
    for day in days:
        organisation = organisation_of(rows, day)
        row = organisation.positions.get(position_id)
        if row is None:
            continue
        manager = row["manager_position_id"]
        if manager and manager not in organisation.positions:
            problems.setdefault(
                "manager-missing",
                Problem(
                    "manager-missing",
                    f"On {day} there is no position {manager} to report to.",
                    hint="Choose a position that exists on that day, or none.",
                ),
            )
        elif organisation.is_in_ring(position_id):
            problems.setdefault(
                "manager-cycle",
                Problem(
                    "manager-cycle",
                    f"From {day} on, {organisation.title(position_id)} would report to itself by way of "
                    f"{', '.join(organisation.title(key) for key in organisation.chain(position_id))}.",
                    hint="Choose a manager who is not below this position.",
                ),
            )
    return list(problems.values())


def check_assignment(row: Row, people: dict[str, Row], positions: Iterable[Row]) -> list[Problem]:
    """The person is employed and the position exists when the assignment starts."""
    start, person = row["valid_from"], people.get(row["person_id"])
    if person is None:
        return [
            Problem("person-missing", f"There is no person {row['person_id']}.", hint="Add the person first.")
        ]
    problems = []
    if person["hired_on"] and start < person["hired_on"]:
        problems.append(
            Problem(
                "before-hire",
                f"{person['name']} is hired on {person['hired_on']}, after the assignment would start.",
                hint="Start the assignment on or after that day.",
            )
        )
    if person["left_on"] and start >= person["left_on"]:
        problems.append(
            Problem(
                "after-leaving",
                f"{person['name']} left on {person['left_on']}, before the assignment would start.",
                hint="Choose someone who is employed on that day.",
            )
        )
    seats = [seat for seat in positions if seat["position_id"] == row["position_id"]]
    if not any(start in DateRange(seat["valid_from"], seat["valid_to"]) for seat in seats):
        problems.append(
            Problem(
                "position-missing",
                f"There is no position {row['position_id']} on {start}.",
                hint="Choose a position that exists on that day.",
            )
        )
    return problems


def warn_of_shared_seats(row: Row, assignments: Iterable[Row], names: dict[str, str]) -> list[Problem]:
    """Warnings where the seat has another holder, or the person another seat, on the same days."""
    warnings = []
    for other in assignments:
        if not _meets(row, other):
            continue
        same_seat, same_person = (other[key] == row[key] for key in ("position_id", "person_id"))
        if same_seat and not same_person:
            holder = names.get(other["person_id"], other["person_id"])
            warnings.append(
                Problem(
                    "seat-shared",
                    f"{holder} holds this position too, from {other['valid_from']}.",
                    hint="If they hand it over, end their assignment first.",
                    severity=Severity.WARNING,
                )
            )
        elif same_person and not same_seat:
            warnings.append(
                Problem(
                    "two-seats",
                    f"The person also holds {other['position_id']}, from {other['valid_from']}.",
                    hint="If they move, end that assignment first.",
                    severity=Severity.WARNING,
                )
            )
    return warnings


def organisation_of(positions: Iterable[Row], day: dt.date) -> Organisation:
    """The reporting lines on a day, from rows."""
    rows = {
        row["position_id"]: row for row in positions if day in DateRange(row["valid_from"], row["valid_to"])
    }
    return Organisation(day, rows, ())


def _meets(one: Row, other: Row) -> bool:
    return DateRange(one["valid_from"], one["valid_to"]).overlaps(
        DateRange(other["valid_from"], other["valid_to"])
    )
