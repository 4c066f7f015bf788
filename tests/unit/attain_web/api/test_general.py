"""Who asks, people, jobs and the audit log."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.organisation import START

pytestmark = pytest.mark.django_db


def test_me_says_who_asks_and_what_day_it_is(run, program):
    me = program("alice", scope="read").get("/me").json()
    assert (me["person_id"], me["roles"], me["token"]["scope"]) == ("alice", ["rep"], "read")
    assert me["capabilities"] == ["inquiry.write", "plan.read", "statement.read_own"]
    assert me["company"]["today"] == "2026-02-20"


def test_people_are_shown_as_of_a_day(company, program, save):
    row = {"person_id": "alice", "position_id": "ae1", "valid_from": START}
    save("assignments", [row | {"valid_to": dt.date(2026, 1, 1)}])
    save("assignments", [row | {"position_id": "ae4", "valid_from": dt.date(2026, 1, 1), "valid_to": None}])
    erin, walt = program("erin"), program("walt")
    names = lambda who, day: {p["person_id"] for p in who.get(f"/people?as_of={day}").json()["items"]}  # noqa: E731
    assert names(erin, "2025-12-31") == {"alice", "bob", "erin"}
    assert names(erin, "2026-01-01") == {"bob", "erin"}
    assert names(walt, "2026-01-01") == {"alice", "charlie", "walt"}
    before = program("auditor").get("/people/alice?as_of=2025-12-31").json()
    assert (before["manager"], before["region"]) == ("Erin East", "East")


def test_people_are_filtered(company, program):
    auditor = program("auditor")
    assert auditor.get("/people?role=manager").json()["count"] == 3
    assert [one["name"] for one in auditor.get("/people?q=ALI+able").json()["items"]] == ["Alice Able"]


def test_positions_name_their_holders(company, program):
    seat = program("auditor").get("/positions/ae1").json()
    assert (seat["holders"], seat["manager_position_id"]) == (["alice"], "east")
    rows = program("erin").get("/assignments?position_id=ae2").json()["items"]
    assert rows == [{"person_id": "bob", "position_id": "ae2", "valid_from": "2025-01-01", "valid_to": None}]


def test_a_job_is_followed(run, program):
    admin = program("compensation_admin")
    started = admin.post("/runs", {"through": "2026-02"}).json()
    job = admin.get(f"/jobs/{started['job']['id']}").json()
    assert (job["state"], job["title"]) == ("queued", "Calculate through 2026-02")


def test_the_audit_log_tells_what_a_program_changed(run, program):
    program("compensation_admin").post("/runs", {"note": "by program"})
    events = program("auditor").get("/audit?action=run.requested&limit=1").json()
    assert events["count"] == 2
    assert events["items"][0]["actor"] == "compensation_admin"
    assert events["items"][0]["after"]["purpose"] == "official"
    assert program("auditor").get("/audit?since=2200-01-01T00:00:00").json()["count"] == 0
