"""Plans are written, checked and approved; runs are started, followed and compared."""

from __future__ import annotations

import pytest

from attain_web.incentives.models import Run
from attain_web.incentives.runs import perform_run
from tests.unit.attain_web.api.office import PLAN

pytestmark = pytest.mark.django_db
NEXT = (
    PLAN.replace('version: "2026"', 'version: "2026b"')
    .replace("2026-01-01", "2026-02-01")
    .replace("10%", "12%")
)


def test_a_draft_is_checked_kept_and_approved_by_someone_else(run, program, company):
    admin = program("compensation_admin")
    check = admin.post("/plan-check", {"text": NEXT}).json()
    assert (check["acceptable"], check["problems"], check["cases"]) == (True, [], [])
    draft = admin.post("/plans", {"text": NEXT, "note": "More"})
    assert (draft.status_code, draft.json()["state"]) == (201, "draft")
    assert draft.headers["Location"] == "/api/v1/plans/account-executive/versions/2026b"
    path = "/plans/account-executive/versions/2026b"
    refused = admin.post(f"{path}/approve")
    assert refused.json()["problems"][0]["code"] == "approver-is-author"
    company.users["finance"].grants.create(role="compensation_admin")
    assert program("finance").post(f"{path}/approve").json()["state"] == "approved"
    assert admin.get(path).json()["approved_by"] == "finance"


def test_a_text_with_errors_is_not_kept_and_every_problem_has_its_place(run, program):
    admin = program("compensation_admin")
    broken = NEXT.replace("12%", "12 apples").replace("split: [owner]", "split: [boss]")
    answer = admin.post("/plans", {"text": broken})
    problems = answer.json()["problems"]
    assert answer.status_code == 422
    assert {problem["line"] for problem in problems} >= {13}
    assert all(problem["message"] for problem in problems)
    check = admin.post("/plan-check", {"text": broken}).json()
    assert check["acceptable"] is False
    assert check["problems"] == [*check["problems"]]
    assert admin.get("/plans/account-executive").json()["versions"][0]["version"] == "2026"


def test_an_approved_version_never_changes(run, program):
    answer = program("compensation_admin").post("/plans", {"text": PLAN.replace("10%", "11%")})
    assert answer.json()["problems"][0]["code"] == "plan-version-approved"


def test_the_text_of_a_plan_is_sent_once(run, program):
    alice, path = program("alice"), "/plans/account-executive/versions/2026/text"
    first = alice.get(path)
    assert first.content.decode() == PLAN
    assert alice.get(path, If_None_Match=first.headers["ETag"]).status_code == 304
    assert alice.get("/plans").json()["items"][0]["version_in_force"] == "2026"


def test_a_rep_sees_no_drafts(run, program):
    program("compensation_admin").post("/plans", {"text": NEXT})
    versions = program("alice").get("/plans/account-executive").json()["versions"]
    assert [version["version"] for version in versions] == ["2026"]


def test_a_run_is_started_followed_and_compared(run, program):
    admin = program("compensation_admin")
    sale = {"transaction_id": "T-9", "kind": "booking", "occurred_on": "2026-02-03", "amount_minor": 300_000,
            "currency": "USD"}  # fmt: skip
    share = {"transaction_id": "T-9", "person_id": "alice", "split_role": "owner", "share": 10**8}
    admin.post("/tables/transactions/rows", {"rows": [sale]})
    admin.post("/tables/splits/rows", {"rows": [share]})
    started = admin.post("/runs", {"through": "2026-02", "note": "late"})
    assert (started.status_code, started.json()["state"]) == (202, "queued")
    path = started.headers["Location"].removeprefix("/api/v1")
    not_ready = admin.get(f"/runs/{run.pk}/compare/{started.json()['id']}")
    assert (not_ready.status_code, not_ready.json()["code"]) == (409, "not-ready")
    perform_run(Run.objects.get(pk=started.json()["id"]))
    done = admin.get(path).json()
    assert (done["state"], done["is_current"]) == ("succeeded", True)
    assert done["earned"] == [{"currency": "USD", "amount_minor": 380_000}]
    assert {one["table"] for one in done["results"]} == {"credits", "attainments", "earnings"}
    compared = admin.get(f"/runs/{run.pk}/compare/{done['id']}").json()
    assert [(one["person_id"], one["change_minor"]) for one in compared["differences"]] == [("alice", 30_000)]
    assert {change["name"] for change in compared["inputs"]} == {"Transactions", "Splits"}
    assert admin.get("/runs").json()["count"] == 2


@pytest.mark.parametrize("through", ["FY2026", "2026-13", "9999-12", "soon", "2026-01\n"])
def test_a_run_through_no_month_is_refused(run, program, through):
    answer = program("compensation_admin").post("/runs", {"through": through})
    assert answer.status_code == 422
    assert answer.json()["problems"]


def test_what_a_run_found_wrong_is_told(run, program, save):
    admin = program("compensation_admin")
    stranger = {"transaction_id": "T-1", "person_id": "zoe", "split_role": "overlay", "share": 10**8}
    admin.post("/tables/splits/rows", {"rows": [stranger]})
    perform_run(Run.objects.get(pk=admin.post("/runs", {}).json()["id"]))
    latest = admin.get("/runs?limit=1").json()["items"][0]
    problems = admin.get(f"/runs/{latest['id']}/problems").json()
    assert latest["problem_count"] == problems["count"] > 0
    code = problems["items"][0]["code"]
    assert admin.get(f"/runs/{latest['id']}/problems?code={code}").json()["count"] > 0
    assert admin.get(f"/runs/{latest['id']}/problems?code=none").json()["count"] == 0
