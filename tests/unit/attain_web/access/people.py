"""Who sees which object of the app people."""

from __future__ import annotations

from attain_web.core.clock import today
from attain_web.people import changes
from attain_web.people.proposal import apply_proposal
from tests.support.access import PRINCIPALS, Rule
from tests.support.organisation import START, Company

READ_ALL = ("compensation_admin", "planner", "finance", "enablement", "executive", "auditor", "system_admin")
SIGNED_IN = tuple(name for name in PRINCIPALS if name != "anonymous")
ALICE, NO_PERSON = {"person_id": "alice"}, {"person_id": "no-such-person"}
SEAT, NO_SEAT = {"position_id": "ae1"}, {"position_id": "no-such-seat"}
HELD = {"person_id": "alice", "position_id": "ae1", "start": START.isoformat()}
ABOVE = ("erin", "dana")
SEE_ALICE = ("alice", *ABOVE, *READ_ALL)
WRITE = ("compensation_admin",)


def a_change(company: Company) -> dict[str, object]:
    actor = company.users["compensation_admin"]
    event = apply_proposal(changes.close_position("ae4", today()), actor)
    return {"event_id": event.pk}


RULES = [
    Rule(
        "people:detail", ALICE, NO_PERSON, sees=SEE_ALICE,
        foreign=tuple(set(SIGNED_IN) - set(SEE_ALICE)),
    ),
    Rule("people:position", SEAT, NO_SEAT, sees=(*ABOVE, *READ_ALL), foreign=("walt",)),
    Rule("people:person_edit", ALICE, NO_PERSON, sees=WRITE),
    Rule("people:assignment_end", HELD, {**HELD, "person_id": "no-such-person"}, sees=WRITE),
    Rule("people:position_change", SEAT, NO_SEAT, sees=WRITE),
    Rule("people:position_close", SEAT, NO_SEAT, sees=WRITE),
    Rule("people:undo", a_change, {"event_id": 999_999_999}, sees=WRITE, method="post"),
]  # fmt: skip
