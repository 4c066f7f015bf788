"""Accounts of the demo, one for each role at least; sellers and managers are tied to their person."""

from __future__ import annotations

from attain.example.company import DemoUser
from attain.example.days import AS_OF
from attain.example.organisation import MAIL_DOMAIN
from attain.example.seat import Roster
from attain.example.story import REP_SEAT

_FIELD = (
    (
        REP_SEAT,
        ("rep",),
        "Account executive: closed a deal that is missing, and one that was corrected later",
    ),
    ("NAE-SDR-02", ("rep",), "Sales development representative"),
    ("UKI-AM-02", ("rep",), "Account manager, back from maternity leave"),
    ("NAE-OV-01", ("rep",), "Overlay specialist"),
    (
        "DACH-AE-02",
        ("rep",),
        "Account executive paid in euros: quota cut in July, an August booking came late",
    ),
    ("NAE-NB2-MGR", ("manager",), "Front-line manager of the first account executive"),
    ("NAE-DIR", ("manager",), "Regional director, North America East"),
    ("AMER-VP", ("manager",), "VP sales, Americas"),
    ("CRO", ("executive", "manager"), "Chief revenue officer"),
)
_OFFICE = (
    ("Rosalind Achterholt", ("compensation_admin",), "Compensation admin: plans, runs, people"),
    (
        "Mikkel Tavernor",
        ("compensation_admin",),
        "Second compensation admin: approves what the first proposes",
    ),
    ("Ngozi Pellerin", ("planner",), "Revenue operations: territories, quotas, capacity"),
    ("Esteban Wickramer", ("finance",), "Finance: closing, payments, journal"),
    ("Yara Lindqvistan", ("enablement",), "Sales enablement: training and coaching"),
    ("Hollis Marchbanke", ("auditor",), "Auditor: reads everything, changes nothing"),
    ("Ines Kobayasha", ("system_admin",), "System administrator: users and settings"),
)


def demo_users(roster: Roster) -> tuple[DemoUser, ...]:
    """The accounts to sign in with; the demo sets their password."""
    users = []
    for position_id, roles, note in _FIELD:
        person = roster.seats[position_id].holder(AS_OF)
        assert person is not None, position_id
        users.append(DemoUser(person.email, person.name, person.person_id, roles, note))
    for name, roles, note in _OFFICE:
        email = f"{name.lower().replace(' ', '.')}@{MAIL_DOMAIN}"
        users.append(DemoUser(email, name, None, roles, note))
    return tuple(users)
