"""Results, statements with explanations, what-if, periods, the ledger and inquiries."""

from __future__ import annotations

import datetime as dt
import io

import pyarrow.parquet as pq
import pytest

from attain_web.core.models import Company

pytestmark = pytest.mark.django_db


def test_a_rep_reads_their_own_results_and_no_others(run, program):
    alice = program("alice", scope="read")
    (line,) = alice.get("/earnings").json()["items"]
    assert (line["person_id"], line["amount_minor"], line["currency"]) == ("alice", 100_000, "USD")
    assert alice.get("/credits").json()["items"][0]["pay_units"] == 1_000_000
    assert alice.get("/earnings?person_id=bob").json()["count"] == 0
    file = b"".join(alice.get("/earnings?format=parquet").streaming_content)
    assert pq.read_table(io.BytesIO(file))["person_id"].to_pylist() == ["alice"]
    assert b"bob" not in b"".join(alice.get("/credits?format=csv").streaming_content)


def test_results_are_filtered(run, program):
    auditor = program("auditor")
    assert auditor.get("/earnings?period=2026-01&component=commission").json()["count"] == 3
    assert auditor.get("/earnings?person_id=bob&transaction_id=T-2").json()["count"] == 1
    assert auditor.get("/earnings?plan_id=other").json()["count"] == 0
    assert auditor.get("/credits?rule=bookings&limit=2").json()["next"].endswith("limit=2&offset=2")


def test_before_the_first_run_there_is_nothing(company, program):
    alice = program("alice")
    assert alice.get("/earnings").json() == {"items": [], "count": 0, "next": None}
    assert alice.get("/statements").json()["count"] == 0
    question = {"person_id": "alice", "transactions": [{"amount_minor": 1}]}
    assert alice.post("/what-if", question).json()["code"] == "not-ready"


def test_a_statement_has_lines_that_explain_themselves_and_a_balance(run, program):
    alice = program("alice")
    statement = alice.get("/statements/alice/2026-01").json()
    (line,) = statement["lines"]
    assert (line["amount_minor"], line["effective_rate"], line["transaction_id"]) == (
        100_000,
        10_000_000,
        "T-1",
    )
    assert statement["balances"][0]["closing_minor"] == 100_000
    assert statement["problems"] == []
    found = alice.get(f"/statements/alice/2026-01/lines/{line['id']}/explanation").json()
    assert found["line"] == line
    assert "$1,000.00" in found["sentence"]
    assert len(found["steps"]) >= 3
    assert alice.get("/statements/alice/2026-01/lines/line-0/explanation").status_code == 404
    assert alice.get("/statements/alice").json()["items"][-1]["earned_minor"] == 100_000


def test_what_if_answers_what_another_deal_pays(run, program):
    alice = program("alice", scope="read")
    deal = {"amount_minor": 500_000, "currency": "USD", "occurred_on": "2026-02-15"}
    answer = alice.post("/what-if", {"person_id": "alice", "transactions": [deal, deal]}).json()
    assert answer["totals"] == [{"currency": "USD", "change_minor": 100_000}]
    (change,) = answer["changes"]
    assert (change["period"], change["before_minor"], change["after_minor"]) == ("2026-02", 0, 100_000)
    assert alice.get("/earnings").json()["count"] == 1
    assert alice.post("/what-if", {"person_id": "bob", "transactions": [deal]}).status_code == 404
    later = deal | {"occurred_on": "2026-03-15"}
    assert alice.post("/what-if", {"person_id": "alice", "transactions": [later]}).json()["totals"] == []


def test_a_period_is_closed_and_paid_by_its_name(run, program):
    finance = program("finance")
    wrong = finance.post("/periods/2026-01/close", {"confirmation": "yes"})
    assert wrong.json()["problems"][0]["code"] == "not-confirmed"
    too_early = finance.post("/periods/2026-02/close", {"confirmation": "2026-02"})
    assert {problem["code"] for problem in too_early.json()["problems"]} >= {"period-not-over"}
    closed = finance.post("/periods/2026-01/close", {"confirmation": "2026-01"}).json()
    assert (closed["state"], closed["certainty"], closed["closed_by"]) == ("closed", "approved", "finance")
    assert closed["totals"][0]["closing_minor"] == 350_000
    assert {problem["code"] for problem in closed["in_the_way"]} == {"pay-date-ahead"}
    Company.objects.update(clock_on=dt.date(2026, 3, 1))
    assert finance.post("/periods/2026-01/pay", {"confirmation": "2026-01"}).json()["certainty"] == "paid"
    assert program("auditor").get("/periods").json()["items"][-1]["certainty"] == "paid"


def test_the_ledger_shows_entries_whose_postings_balance(run, program):
    entries = program("auditor").get("/ledger/entries").json()["items"]
    assert len(entries) == 3
    assert all(sum(posting["amount_minor"] for posting in entry["postings"]) == 0 for entry in entries)
    assert [entry["previous_hash"] for entry in entries[:-1]] == [entry["hash"] for entry in entries[1:]]
    one = program("auditor").get(f"/ledger/entries/{entries[0]['sequence']}").json()
    assert one == entries[0]
    assert program("auditor").get("/ledger/entries?person_id=alice").json()["count"] == 1


def test_an_inquiry_is_asked_answered_and_resolved(run, program):
    alice, admin, bob = program("alice"), program("compensation_admin"), program("bob")
    line = alice.get("/statements/alice/2026-01").json()["lines"][0]["id"]
    question = {
        "person_id": "alice",
        "period": "2026-01",
        "subject": "Too low",
        "text": "Why?",
        "about": "line",
    }
    asked = alice.post("/inquiries", question | {"line": line})
    assert (asked.status_code, asked.json()["transaction_id"]) == (201, "T-1")
    path = asked.headers["Location"].removeprefix("/api/v1")
    assert bob.get(path).status_code == bob.post(f"{path}/messages", {"text": "me too"}).status_code == 404
    answered = admin.post(f"{path}/messages", {"text": "Because."}).json()
    assert (answered["state"], [message["text"] for message in answered["messages"]]) == (
        "answered",
        ["Why?", "Because."],
    )
    assert admin.get("/inquiries?state=answered&mine=true").json()["count"] == 1
    assert alice.post(f"{path}/resolve").json()["state"] == "resolved"
    empty = alice.post("/inquiries", question | {"text": " ", "person_id": "bob"}).json()
    assert {problem["code"] for problem in empty["problems"]} == {"inquiry-text", "inquiry-person"}
