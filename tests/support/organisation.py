"""A small organisation for tests of the product: seven seats on three levels, six people, a user for each
principal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client

from attain.tables import RECORD_TABLES
from attain_web.identity.models import User
from attain_web.people.services import save_rows

START = dt.date(2025, 1, 1)

# CRO ── East ── Alice, Bob        (one regional manager each, two reps in the east, one in the west)
#     └─ West ── Charlie, a vacant seat
_SEATS = {
    "cro": ("Chief revenue officer", "manager", None, "Company"),
    "east": ("Sales manager, East", "manager", "cro", "East"),
    "west": ("Sales manager, West", "manager", "cro", "West"),
    "ae1": ("Account executive", "account-executive", "east", "East"),
    "ae2": ("Account executive", "account-executive", "east", "East"),
    "ae3": ("Account executive", "account-executive", "west", "West"),
    "ae4": ("Account executive", "account-executive", "west", "West"),
}
_HOLDERS = {
    "dana": ("Dana Top", "cro"),
    "erin": ("Erin East", "east"),
    "walt": ("Walt West", "west"),
    "alice": ("Alice Able", "ae1"),
    "bob": ("Bob Brave", "ae2"),
    "charlie": ("Charlie Cole", "ae3"),
}


def position_row(position_id: str, **changes: Any) -> dict[str, Any]:
    """A row of the table of positions."""
    title, role, manager, region = _SEATS.get(position_id, ("Seat", "account-executive", None, "East"))
    return {
        "position_id": position_id,
        "title": title,
        "role": role,
        "manager_position_id": manager,
        "territory_id": None,
        "region": region,
        "plan_id": "account-executive",
        "currency": "USD",
        "target_incentive_minor": 6_000_000,
        "valid_from": START,
        "valid_to": None,
    } | changes


@dataclass(frozen=True)
class Company:
    """The organisation, and the user of each principal by name."""

    users: dict[str, User]

    def client(self, name: str) -> Client:
        """A browser in which this principal is signed in; ``anonymous`` is not."""
        client = Client()
        if name != "anonymous":
            client.force_login(self.users[name])
        return client


def save(table: str, rows: list[dict[str, Any]], **options: Any) -> Any:
    """Records rows of a table."""
    return save_rows(RECORD_TABLES[table], rows, None, "test", **options)


def make_company() -> Company:
    """Records the organisation and makes the users."""
    save(
        "people", [{"person_id": key, "name": name, "hired_on": START} for key, (name, _) in _HOLDERS.items()]
    )
    save("positions", [position_row(key) for key in _SEATS])
    save(
        "assignments",
        [
            {"person_id": key, "position_id": seat, "valid_from": START, "valid_to": None}
            for key, (_, seat) in _HOLDERS.items()
        ],
    )
    make = User.objects.create_user
    people = {
        key: make(f"{key}@example.com", name=name, person_id=key, roles=roles)
        for key, (name, roles) in {
            "alice": ("Alice Able", ("rep",)),
            "bob": ("Bob Brave", ("rep",)),
            "charlie": ("Charlie Cole", ("rep",)),
            "erin": ("Erin East", ("manager",)),
            "walt": ("Walt West", ("manager",)),
            "dana": ("Dana Top", ("manager",)),
        }.items()
    }
    staff = {
        role: make(f"{role}@example.com", name=role, roles=(role,))
        for role in (
            "compensation_admin",
            "planner",
            "finance",
            "enablement",
            "executive",
            "auditor",
            "system_admin",
        )
    }
    return Company(people | staff | {"nobody": make("nobody@example.com", name="No Role")})
