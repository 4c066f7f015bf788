"""Who sees which object of the app inquiries."""

from __future__ import annotations

from attain_web.core.clock import now
from attain_web.inquiries.models import Inquiry
from tests.support.access import Rule
from tests.support.organisation import Company

NO_INQUIRY = {"pk": 999_999_999}
ABOVE = ("erin", "dana")
ELSEWHERE = ("bob", "charlie", "walt")
READ_ALL = ("compensation_admin", "finance", "executive", "auditor")


def of_alice(company: Company) -> dict[str, object]:
    moment = now()
    inquiry = Inquiry.objects.create(
        person_id="alice", period="2026-01", subject="Too little", asked_by=company.users["alice"],
        created_at=moment, changed_at=moment,
    )  # fmt: skip
    return {"pk": inquiry.pk}


ENDS = {"sees": ("alice", "compensation_admin"), "foreign": (*ABOVE, *ELSEWHERE), "method": "post"}
RULES = [
    Rule("inquiries:detail", of_alice, NO_INQUIRY, sees=("alice", *ABOVE, *READ_ALL), foreign=ELSEWHERE),
    Rule(
        "inquiries:reply",
        of_alice,
        NO_INQUIRY,
        sees=("alice", *ABOVE, "compensation_admin"),
        foreign=ELSEWHERE,
        method="post",
        data={"text": "Why?"},
    ),
    Rule("inquiries:resolve", of_alice, NO_INQUIRY, **ENDS),
    Rule("inquiries:reopen", of_alice, NO_INQUIRY, **ENDS),
    Rule("inquiries:assign", of_alice, NO_INQUIRY, sees=("compensation_admin",), method="post"),
]
