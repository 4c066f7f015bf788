"""Roles, and what each may do. A user has the capabilities of all roles granted to them."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person does in the company, as far as Attain is concerned."""

    REP = "rep", "Sales rep"
    MANAGER = "manager", "Sales manager"
    COMPENSATION_ADMIN = "compensation_admin", "Compensation admin"
    PLANNER = "planner", "Planner"
    FINANCE = "finance", "Finance"
    ENABLEMENT = "enablement", "Enablement"
    EXECUTIVE = "executive", "Executive"
    AUDITOR = "auditor", "Auditor"
    SYSTEM_ADMIN = "system_admin", "System admin"


# What each capability allows, in words for the users page and the docs.
CAPABILITIES = {
    "statement.read_own": "See the own statements and attainment",
    "statement.read_team": "See statements of everyone below the own position",
    "statement.read_all": "See everyone's statements",
    "plan.read": "Read plans",
    "plan.write": "Write and approve plans",
    "run.read": "See calculation runs",
    "run.write": "Start and cancel calculation runs",
    "data.read": "See imports and imported data",
    "data.write": "Import and correct data",
    "people.read": "See people and positions, within the own part of the organisation",
    "people.read_all": "See all people and positions",
    "people.write": "Change people, positions and assignments",
    "audit.read": "Read the audit log",
    "period.close": "Close a pay period",
    "inquiry.read": "Read the inquiries about statements that one sees",
    "inquiry.write": "Ask about a line of a statement",
    "inquiry.resolve": "Answer and resolve inquiries",
    "user.admin": "Manage users, roles and the company's settings",
}

_READ_EVERYTHING = {
    "statement.read_all", "plan.read", "run.read", "data.read", "people.read", "people.read_all",
    "inquiry.read",
}  # fmt: skip

ROLE_CAPABILITIES: dict[str, frozenset[str]] = {
    Role.REP: frozenset({"statement.read_own", "plan.read", "inquiry.write"}),
    Role.MANAGER: frozenset(
        {"statement.read_own", "statement.read_team", "plan.read", "people.read", "inquiry.write"}
    ),
    Role.COMPENSATION_ADMIN: frozenset(
        {
            *_READ_EVERYTHING,
            "plan.write",
            "run.write",
            "data.write",
            "people.write",
            "period.close",
            "inquiry.write",
            "inquiry.resolve",
            "audit.read",
        }
    ),
    Role.PLANNER: frozenset({"plan.read", "data.read", "people.read", "people.read_all"}),
    Role.FINANCE: frozenset({*_READ_EVERYTHING, "period.close", "audit.read"}),
    Role.ENABLEMENT: frozenset({"people.read", "people.read_all"}),
    Role.EXECUTIVE: frozenset(_READ_EVERYTHING),
    Role.AUDITOR: frozenset({*_READ_EVERYTHING, "audit.read"}),
    Role.SYSTEM_ADMIN: frozenset({"user.admin", "people.read", "people.read_all", "audit.read"}),
}


def capabilities_of(roles: set[str]) -> frozenset[str]:
    """What someone with these roles may do; an unknown role adds nothing."""
    return frozenset().union(*(ROLE_CAPABILITIES.get(role, frozenset()) for role in roles))


# Two roles that one person should not have together, and why.
CONFLICTS = (
    (
        Role.COMPENSATION_ADMIN,
        Role.FINANCE,
        "Who prepares pay should not also be the one who releases it.",
    ),
    (
        Role.COMPENSATION_ADMIN,
        Role.REP,
        "Who sets the rules of pay should not be paid by them.",
    ),
    (
        Role.SYSTEM_ADMIN,
        Role.COMPENSATION_ADMIN,
        "Who grants roles should not also change pay.",
    ),
    (
        Role.SYSTEM_ADMIN,
        Role.FINANCE,
        "Who grants roles should not also release pay.",
    ),
    (
        Role.AUDITOR,
        Role.COMPENSATION_ADMIN,
        "Who audits should not change what is audited.",
    ),
)


def conflicts_of(roles: set[str]) -> list[str]:
    """A sentence for each pair of roles that should be separate people."""
    return [
        f"{first.label} and {second.label}: {why}"
        for first, second, why in CONFLICTS
        if first in roles and second in roles
    ]
