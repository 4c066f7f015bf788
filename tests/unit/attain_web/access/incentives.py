"""Who sees which object of the app incentives."""

from __future__ import annotations

import datetime as dt

from attain_web.core.clock import now
from attain_web.incentives.models import PlanVersion, Run
from attain_web.incentives.plan_records import approve_version, save_draft
from tests.support.access import Rule
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import PLAN

SELLERS = ("alice", "bob", "charlie", "erin", "walt", "dana")
READ_RUNS = ("compensation_admin", "finance", "executive", "auditor")
READ_ALL_PLANS = (*READ_RUNS, "planner")
WRITE = ("compensation_admin",)
NO_PLAN = {"plan_id": "no-such-plan"}
NO_VERSION = {"plan_id": "account-executive", "version": "no-such-version"}
NO_RUN = {"pk": 999_999_999}
# A plan on which nobody sits.
OTHER = PLAN.replace("plan: account-executive", "plan: farmer")


def _keep(text: str, *, approved: bool) -> PlanVersion:
    version, problems = save_draft(text, actor=None)
    assert version is not None, problems
    if approved:
        approve_version(version, actor=None)
    return version


def a_plan(company: Company) -> dict[str, str]:
    return {"plan_id": _keep(PLAN, approved=True).plan.plan_id}


def another_plan(company: Company) -> dict[str, str]:
    return {"plan_id": _keep(OTHER, approved=True).plan.plan_id}


def a_version(company: Company) -> dict[str, str]:
    return {**a_plan(company), "version": "2026"}


def a_draft(company: Company) -> dict[str, str]:
    version = _keep(PLAN, approved=False)
    return {"plan_id": version.plan.plan_id, "version": version.version}


def _run() -> Run:
    return Run.objects.create(
        start=dt.date(2026, 1, 1), through="2026-04", as_of=now(), state=Run.State.SUCCEEDED,
        totals={"earned_minor": {}, "payees": 0, "lines": 0},
    )  # fmt: skip


def a_run(company: Company) -> dict[str, int]:
    return {"pk": _run().pk}


def two_runs(company: Company) -> dict[str, int]:
    return {"before": _run().pk, "after": _run().pk}


RULES = [
    Rule("incentives:plan_detail", a_plan, NO_PLAN, sees=(*SELLERS, *READ_ALL_PLANS)),
    Rule("incentives:plan_detail", another_plan, NO_PLAN, sees=READ_ALL_PLANS, foreign=SELLERS),
    Rule("incentives:plan_version", a_version, NO_VERSION, sees=(*SELLERS, *READ_ALL_PLANS)),
    Rule("incentives:plan_version", a_draft, NO_VERSION, sees=READ_ALL_PLANS, foreign=SELLERS),
    Rule("incentives:plan_text", a_draft, NO_VERSION, sees=READ_ALL_PLANS, foreign=SELLERS),
    Rule("incentives:plan_edit", a_draft, NO_VERSION, sees=WRITE),
    Rule("incentives:plan_approve", a_draft, NO_VERSION, sees=WRITE, method="post"),
    Rule("incentives:run_detail", a_run, NO_RUN, sees=READ_RUNS),
    Rule("incentives:run_problems", a_run, NO_RUN, sees=READ_RUNS),
    Rule("incentives:run_compare", two_runs, {"before": 999_999_998, "after": 999_999_999}, sees=READ_RUNS),
]
