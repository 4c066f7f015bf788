from __future__ import annotations

import pytest

from attain_web.home.office import office_home
from attain_web.incentives.plan_records import save_draft
from attain_web.inquiries import services as inquiries
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import PLAN, do_run

pytestmark = pytest.mark.django_db
STAFF = ("compensation_admin", "planner", "finance", "enablement", "executive", "auditor", "system_admin")


def titles(company: Company, name: str) -> list[str]:
    return [task.title for task in office_home(company.users[name]).tasks]


def test_before_the_first_run_those_who_see_runs_are_told_to_start_one(stocked: Company) -> None:
    assert titles(stocked, "compensation_admin") == ["No calculation yet"]
    assert titles(stocked, "planner") == []


def test_what_waits_is_listed_for_those_who_may_act_on_it(stocked: Company) -> None:
    do_run()
    inquiries.ask(
        stocked.users["alice"], person_id="alice", period="2026-01", subject="My deal", text="It is missing."
    )
    save_draft(PLAN.replace('"2026"', '"2027"').replace("2026-01-01", "2027-01-01"), actor=None)
    inquiry, problems = "1 inquiry waits for an answer", "3 problems in run"
    draft, period = "Account executive 2027 waits for approval", "January 2026 can be closed"
    found = titles(stocked, "compensation_admin")
    assert [
        title.startswith(start)
        for title, start in zip(found, (inquiry, problems, draft, period), strict=True)
    ]
    assert titles(stocked, "finance")[-1] == period
    assert not any(draft in title for name in STAFF[1:] for title in titles(stocked, name))
    assert (
        titles(stocked, "enablement") == titles(stocked, "system_admin") == titles(stocked, "planner") == []
    )


@pytest.mark.parametrize("name", [*STAFF, "nobody"])
def test_everyone_of_the_office_has_a_home(stocked: Company, name: str) -> None:
    client = stocked.client(name)
    assert client.get("/").status_code == 200
    do_run()
    page = client.get("/")
    assert page.status_code == 200
    sees_pay = name in ("compensation_admin", "finance", "executive", "auditor")
    assert ("$16,000" in page.content.decode()) is sees_pay
