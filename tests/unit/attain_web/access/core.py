"""Who sees which object of the app core."""

from __future__ import annotations

import uuid

from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.core.models import Job
from tests.support.access import PRINCIPALS, Rule
from tests.support.organisation import Company

NO_JOB = {"job_id": uuid.UUID(int=1)}
SEE_ALL_JOBS = ("compensation_admin", "finance", "executive", "auditor", "system_admin")
OTHERS = tuple(set(PRINCIPALS) - {"anonymous", "alice", *SEE_ALL_JOBS})


def job_of_alice(company: Company) -> dict[str, object]:
    moment = now()
    job = Job.objects.create(
        kind="x", title="A job", created_at=moment, run_after=moment, created_by=company.users["alice"]
    )
    return {"job_id": job.pk}


def an_event(company: Company) -> dict[str, object]:
    return {"event_id": audit.record(None, "change", company.users["alice"]).pk}


RULES = [
    Rule("core:job", job_of_alice, NO_JOB, sees=("alice", *SEE_ALL_JOBS), foreign=OTHERS),
    Rule(
        "core:job_cancel",
        job_of_alice,
        NO_JOB,
        sees=("alice", "compensation_admin", "system_admin"),
        foreign=(*OTHERS, "finance", "executive", "auditor"),
        method="post",
    ),
    Rule(
        "core:audit_event",
        an_event,
        {"event_id": 999_999_999},
        sees=("compensation_admin", "finance", "auditor", "system_admin"),
    ),
]
