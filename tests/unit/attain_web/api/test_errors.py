"""Whatever goes wrong is a problem document; lists come in parts; tokens have a limit."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_a_problem_document_says_what_where_and_what_to_do(run, program):
    answer = program("alice").get("/earnings?limit=0&run=x", X_Request_ID="my-request-17")
    document = answer.json()
    assert answer.status_code == document["status"] == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert document["type"] == "/api/docs/#not-valid"
    assert document["title"] == "Unprocessable Entity"
    assert document["instance"] == "/api/v1/earnings"
    assert document["request_id"] == answer.headers["X-Request-ID"] == "my-request-17"
    assert {problem["where"] for problem in document["problems"]} == {"query.limit", "query.run"}
    assert all(problem["message"] and problem["code"] and problem["hint"] for problem in document["problems"])


@pytest.mark.parametrize("path", ["/nothing", "/people/", "/runs/x", "/jobs/x", "/", "/tables/no-table/rows"])
def test_an_address_without_operation_or_object_answers_404(program, path):
    answer = program("compensation_admin").get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_method_that_the_address_does_not_know_answers_405_and_those_it_does(program):
    answer = program("alice").client.delete("/api/v1/runs")
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert set(answer.headers["Allow"].replace(" ", "").split(",")) == {"GET", "POST"}


@pytest.mark.parametrize(
    "body",
    ["", "{", "[1", '{"through": NaN}', '{"through": "\\ud800"}', '{"through": "\\u0000"}', "\xff",
     '{"note": "a", "note": "b"}', '{"note":' + "[" * 5000 + "]" * 5000 + "}", "1" * 5000],
)  # fmt: skip
def test_a_body_that_is_not_json_as_we_take_it_answers_400_or_422(run, program, body):
    answer = program("compensation_admin").post("/runs", body)
    assert answer.status_code in (400, 422), answer.content


def test_a_body_beyond_the_limit_answers_413(run, program, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = program("compensation_admin").post("/runs", {"note": "x" * 2000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_an_unexpected_error_answers_500_without_a_word_of_it(run, program, settings, tmp_path):
    for path in (tmp_path / "facts").rglob("*.parquet"):
        path.write_bytes(b"broken")
    answer = program("alice").get("/earnings")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert str(tmp_path) not in answer.content.decode()


def test_lists_come_in_parts_that_lead_to_each_other(run, program):
    auditor = program("auditor")
    path, seen = "/positions?limit=3", []
    while path:
        page = auditor.get(path).json()
        assert page["count"] == 7
        assert len(page["items"]) <= 3
        seen += [row["position_id"] for row in page["items"]]
        path = (page["next"] or "").removeprefix("/api/v1")
    assert seen == sorted(set(seen))
    assert len(seen) == 7
    assert auditor.get("/positions?offset=7").json() == {"items": [], "count": 7, "next": None}


def test_filters_stay_in_the_address_of_the_next_part(run, program):
    page = program("auditor").get("/people?limit=1&q=a&as_of=2026-01-01").json()
    assert page["next"] == "/api/v1/people?q=a&as_of=2026-01-01&limit=1&offset=1"


def test_beyond_the_limit_of_a_minute_a_token_waits_and_another_goes_on(run, program, settings):
    settings.API_REQUESTS_PER_MINUTE = 3
    alice, bob = program("alice"), program("bob")
    assert [alice.get("/me").status_code for _ in range(3)] == [200, 200, 200]
    answer = alice.get("/me")
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert bob.get("/me").status_code == 200
