"""Prepares the demo, killed at a commit.

    python -m tests.unit.attain_web.demo.harness.prepare COMPANY [KILL_AT [after]]

Ends by SIGKILL at the KILL_ATth commit, before it, or after it; a commit beyond the last is never reached.
Without KILL_AT it prints what there is in the end as a JSON object.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from attain.kernel.fingerprint import fingerprint  # noqa: E402
from attain.tables import FACT_TABLES, RECORD_TABLES  # noqa: E402
from attain.verify import verify  # noqa: E402
from attain_web.core.models import AuditEvent, Job  # noqa: E402
from attain_web.datahub import selectors as data  # noqa: E402
from attain_web.datahub.models import Import  # noqa: E402
from attain_web.datahub.records import RECORD_MODELS  # noqa: E402
from attain_web.demo import prepare as demo  # noqa: E402
from attain_web.demo.report import Progress  # noqa: E402
from attain_web.identity.models import RoleGrant, User  # noqa: E402
from attain_web.incentives.models import PlanVersion, Run  # noqa: E402
from attain_web.inquiries.models import Inquiry, InquiryMessage  # noqa: E402
from attain_web.payouts.evidence import gather_evidence  # noqa: E402
from attain_web.payouts.models import LedgerPosting, PayPeriod  # noqa: E402
from tests.unit.attain_web.demo.harness.company import read_small  # noqa: E402

COMMITS = 0


def watch(kill_at: int, *, after: bool) -> None:
    """Counts the commits of this process and ends it, as a power cut would, at one of them."""
    commit = BaseDatabaseWrapper.commit

    def counted(self: Any) -> None:
        global COMMITS
        COMMITS += 1
        if kill_at == COMMITS and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        commit(self)
        if kill_at == COMMITS:
            os.kill(os.getpid(), signal.SIGKILL)

    BaseDatabaseWrapper.commit = counted  # type: ignore[method-assign]


def state() -> dict[str, Any]:
    """What there is, without numbers and moments that depend on how it came about."""
    ledger: dict[str, int] = {}
    rows = LedgerPosting.objects.values_list(
        "entry__period__name",
        "entry__kind",
        "person_id",
        "account",
        "component",
        "earned_period",
        "amount_minor",
    )
    for *key, amount in rows:
        name = "/".join(map(str, key))
        ledger[name] = ledger.get(name, 0) + amount
    return {
        "users": sorted(User.objects.values_list("email", "person_id")),
        "roles": RoleGrant.objects.count(),
        "imports": sorted(Import.objects.values_list("file_name", "sha256", "state")),
        "records": {name: RECORD_MODELS[name].objects.count() for name in RECORD_TABLES},
        "facts": {name: fingerprint(data.fact_table(name).to_pylist()) for name in FACT_TABLES},
        "plans": sorted(PlanVersion.objects.values_list("plan__plan_id", "version", "state", "fingerprint")),
        "runs": sorted(Run.objects.values_list("note", "state", "is_current", "problem_count")),
        "results": [run.results for run in Run.objects.filter(is_current=True)],
        "jobs": sorted(Job.objects.values_list("kind", "state")),
        "ledger": dict(sorted(ledger.items())),
        "periods": [
            (one.name, one.state, one.paid_at is not None) for one in PayPeriod.objects.order_by("start")
        ],
        "inquiries": sorted(Inquiry.objects.values_list("person_id", "subject")),
        "messages": InquiryMessage.objects.count(),
        "audit": {
            action: AuditEvent.objects.filter(action=action).count()
            for action in ("import.done", "plan.approved", "ledger.posted", "period.closed", "period.paid")
        },
        "wrong": [str(problem) for check in verify(gather_evidence()) for problem in check.problems],
    }


if __name__ == "__main__":
    company = read_small(Path(sys.argv[1]))
    demo.generate = lambda: company
    watch(int(sys.argv[2]) if len(sys.argv) > 2 else 0, after=len(sys.argv) > 3)
    demo.prepare(Progress())
    print(json.dumps({"commits": COMMITS, "state": state()}, default=str))
