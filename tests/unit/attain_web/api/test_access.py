"""Who may call what: tokens and their scope, capabilities, and objects that are someone else's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from attain_web.api import openapi
from attain_web.api.interface import interface
from attain_web.api.principal import Bearer
from attain_web.core.clock import now
from attain_web.identity import services
from tests.support.access import PRINCIPALS
from tests.unit.attain_web.api.office import PLAN, mismatches

pytestmark = pytest.mark.django_db
OPERATIONS = [
    (method, path.removeprefix("/api/v1"), operation["operationId"])
    for path, methods in openapi.document()["paths"].items()
    for method, operation in methods.items()
]
NOWHERE = "00000000-0000-0000-0000-000000000000"


def _guards() -> dict[str, Bearer]:
    return {
        operation.operation_id: operation.auth_callbacks[0]
        for router in interface._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    }


def _address(path: str) -> str:
    for name in ("run_id", "before", "after", "import_id", "inquiry_id", "sequence"):
        path = path.replace(f"{{{name}}}", "999999")
    path = path.replace("{job_id}", NOWHERE).replace("{name}", "no-such-thing")
    return path.replace("{", "").replace("}", "")


def test_every_operation_says_who_may_call_it():
    guards = _guards()
    assert {name for _, _, name in OPERATIONS} == set(guards)
    assert all(isinstance(guard, Bearer) for guard in guards.values())


def test_only_operations_that_keep_nothing_take_a_token_that_reads():
    posts = {name for method, _, name in OPERATIONS if method == "post"}
    reading = {name for name, guard in _guards().items() if guard.scope == "read"}
    assert posts & reading == {"check_plan", "calculate_what_if"}


def test_without_token_or_session_every_operation_answers_401_and_says_how(client):
    for method, path, name in OPERATIONS:
        answer = getattr(client, method)(f"/api/v1{_address(path)}")
        assert answer.status_code == 401, name
        assert answer.json()["code"] == "not-signed-in"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert not mismatches(method, _address(path), answer)


@pytest.mark.parametrize("principal", [name for name in PRINCIPALS if name != "anonymous"])
def test_whoever_lacks_the_capability_is_refused_and_nobody_meets_an_error(run, program, principal):
    asking, guards = program(principal), _guards()
    for method, path, name in OPERATIONS:
        answer = asking.get(_address(path)) if method == "get" else asking.post(_address(path), {})
        may = guards[name].access.allows(asking.user)
        assert answer.status_code < 500, name
        assert (answer.status_code == 403) != may, (name, answer.status_code)


def test_a_token_that_reads_changes_nothing(run, program):
    reading = program("compensation_admin", scope="read")
    for method, path, name in OPERATIONS:
        if method == "post" and name not in ("check_plan", "calculate_what_if"):
            answer = reading.post(_address(path), {})
            assert (answer.status_code, answer.json()["code"]) == (403, "token-scope"), name


@pytest.mark.parametrize("secret", ["attain_wrong", "", "x" * 5000, "attain_é"])
def test_a_wrong_token_is_refused_even_beside_a_session(company, secret):
    client = company.client("alice")
    answer = client.get(
        "/api/v1/me", headers={"Authorization": f"Bearer {secret}".encode().decode("latin-1")}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "token-unusable")


def test_revoked_and_expired_tokens_and_those_of_deactivated_users_stop_working(program):
    alice, bob, charlie = program("alice"), program("bob"), program("charlie")
    services.revoke_token(alice.user, alice.token)
    bob.token.expires_at = now() - dt.timedelta(seconds=1)
    bob.token.save()
    charlie.user.is_active = False
    charlie.user.save()
    assert [one.get("/me").status_code for one in (alice, bob, charlie)] == [401, 401, 401]


def test_the_use_of_a_token_is_noted(program):
    alice = program("alice")
    assert alice.get("/me").status_code == 200
    alice.token.refresh_from_db()
    assert alice.token.used_at is not None


def test_a_session_reads_and_changes_nothing(run, company):
    client = company.client("compensation_admin")
    assert client.get("/api/v1/runs").status_code == 200
    answer = client.post("/api/v1/runs", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "session-read-only")


def test_a_session_with_a_password_that_another_chose_reads_nothing(company):
    company.users["alice"].must_change_password = True
    company.users["alice"].save()
    assert company.client("alice").get("/api/v1/me").json()["code"] == "password-change-required"


FOREIGN = [
    ("alice", "/people/bob", "/people/no-one"),
    ("alice", "/statements/bob", "/statements/no-one"),
    ("alice", "/statements/bob/2026-01", "/statements/no-one/2026-01"),
    ("alice", "/plans/other/versions/1", "/plans/no-plan/versions/1"),
    ("alice", "/inquiries/{inquiry}", "/inquiries/999999"),
    ("alice", "/jobs/{job}", f"/jobs/{NOWHERE}"),
    ("walt", "/people/alice", "/people/no-one"),
    ("walt", "/positions/ae1", "/positions/no-seat"),
    ("walt", "/statements/alice/2026-01", "/statements/no-one/2026-01"),
    ("walt", "/inquiries/{inquiry}", "/inquiries/999999"),
]


@pytest.mark.parametrize(("principal", "path", "missing"), FOREIGN)
def test_what_is_someone_elses_answers_like_what_is_not_there(run, program, principal, path, missing):
    bob = program("bob")
    question = {"person_id": "bob", "period": "2026-01", "subject": "Mine", "text": "Bob asks."}
    inquiry = bob.post("/inquiries", question).json()["id"]
    program("compensation_admin").post("/plans", {"text": _other_plan()})
    asking = program(principal)
    foreign = asking.get(path.format(inquiry=inquiry, job=run.job_id))
    absent = asking.get(missing)
    assert foreign.status_code == absent.status_code == 404
    assert _substance(foreign) == _substance(absent)


def _substance(answer: Any) -> Any:
    document = answer.json()
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("X-Request-ID", "Content-Length")
    }
    return {**document, "instance": "", "request_id": ""}, headers


def _other_plan() -> str:
    return PLAN.replace("plan: account-executive", "plan: other").replace('version: "2026"', 'version: "1"')


def test_a_manager_reads_the_team_and_no_one_else(run, program):
    erin = program("erin")
    assert {line["person_id"] for line in erin.get("/earnings").json()["items"]} == {"alice", "bob"}
    assert {line["person_id"] for line in erin.get("/statements?period=2026-01").json()["items"]} == {
        "alice",
        "bob",
    }
    assert erin.get("/earnings?person_id=charlie").json()["count"] == 0
    assert erin.get(f"/earnings?run={run.pk}").json()["count"] == 2
    assert erin.get(f"/earnings?run={run.pk + 1}").status_code == 404


def test_a_planner_sees_positions_without_their_pay(run, program):
    planner, auditor = program("planner"), program("auditor")
    for path in ("/positions", "/tables/positions/rows"):
        assert {row["target_incentive_minor"] for row in planner.get(path).json()["items"]} == {None}
        assert {row["target_incentive_minor"] for row in auditor.get(path).json()["items"]} == {6_000_000}
    key = "/tables/positions/row?position_id=ae1&valid_from=2025-01-01"
    assert planner.get(key).json()["versions"][0]["values"]["target_incentive_minor"] is None
    assert b"6000000" not in b"".join(planner.get("/tables/positions/rows?format=csv").streaming_content)


def test_pages_of_the_reference_want_a_sign_in_and_the_description_does_not(company):
    assert Client().get("/api/docs/").status_code == 302
    page = company.client("alice").get("/api/docs/")
    assert page.status_code == 200
    assert b"/api/v1/what-if" in page.content
    assert Client().get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
