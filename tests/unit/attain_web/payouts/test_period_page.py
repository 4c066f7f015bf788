from __future__ import annotations

import pytest
from django.test import Client

from attain_web.core.models import AuditEvent
from attain_web.payouts.models import LedgerEntry, PayPeriod
from tests.unit.attain_web.payouts.build import close, earning, post
from tests.unit.attain_web.payouts.company import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def posted() -> None:
    post(earning("alice", "T1", 1000), earning("bob", "T2", -300, "2026-02"))


def client_of(*roles: str) -> Client:
    client = Client()
    client.force_login(user("-".join(roles), *roles))
    return client


def test_finance_sees_every_period_with_totals_and_state() -> None:
    text = client_of("finance").get("/periods/").content.decode()
    for shown in ("January 2026", "$10.00", "Open", "Review and close January 2026"):
        assert shown in text


def test_closing_asks_for_the_name_and_says_who_did_it() -> None:
    client = client_of("finance")
    assert "Type 2026-01 to confirm" in client.get("/periods/2026-01/").content.decode()
    response = client.post("/periods/2026-01/close/", {"confirmation": "2026-01"})
    assert response.headers["Location"] == "/periods/2026-01/"
    period = PayPeriod.objects.get(name="2026-01")
    assert str(period.closed_by) == "Finance"
    assert AuditEvent.objects.get(action="period.closed").actor == period.closed_by


def test_a_wrong_name_closes_nothing_and_keeps_what_was_typed() -> None:
    response = client_of("finance").post("/periods/2026-01/close/", {"confirmation": "2026-1"})
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="2026-1"' in text
    assert "Type 2026-01." in text
    assert PayPeriod.objects.get(name="2026-01").is_open


def test_a_period_that_cannot_be_closed_yet_says_why() -> None:
    text = client_of("finance").get("/periods/2026-02/").content.decode()
    assert "January 2026 is still open" in text
    assert "<form" not in text[text.index("cannot be closed yet") :].split("</section>")[0]


def test_who_owes_is_named_before_paying() -> None:
    assert "Some owe more than is due" in client_of("finance").get("/periods/2026-02/").content.decode()


def test_paying_marks_the_period() -> None:
    close("2026-01")
    client_of("finance").post("/periods/2026-01/pay/", {"confirmation": "2026-01"})
    assert PayPeriod.objects.get(name="2026-01").paid_at is not None
    assert LedgerEntry.objects.filter(kind="payment").count() == 1


@pytest.mark.parametrize("role", ["rep", "manager", "planner"])
def test_others_may_not_look_or_close(role: str) -> None:
    client = client_of(role)
    assert client.get("/periods/").status_code == 403
    assert client.post("/periods/2026-01/close/", {"confirmation": "2026-01"}).status_code == 403
    assert PayPeriod.objects.get(name="2026-01").is_open


def test_an_auditor_looks_and_cannot_close() -> None:
    client = client_of("auditor")
    assert "Someone else does this" in client.get("/periods/2026-01/").content.decode()
    assert client.post("/periods/2026-01/close/", {"confirmation": "2026-01"}).status_code == 403


def test_a_period_that_is_not_there_is_missing() -> None:
    assert client_of("finance").get("/periods/2031-01/").status_code == 404


def test_periods_are_exported() -> None:
    text = client_of("finance").get("/periods/?format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("2026-03,provisional,USD")


def test_the_ledger_shows_entries_and_where_they_come_from() -> None:
    close("2026-01")
    client = client_of("auditor")
    text = client.get("/ledger/").content.decode()
    assert "Close of January 2026" in text
    assert "Run " in text
    filtered = client.get("/ledger/?kind=release").content.decode()
    assert "Close of January 2026" in filtered
    assert ">alice<" in filtered
    assert ">bob<" not in filtered


def test_an_entry_shows_debits_and_credits_and_its_hash() -> None:
    entry = LedgerEntry.objects.get(sequence=1)
    text = client_of("auditor").get("/ledger/1/").content.decode()
    assert text.count("$10.00") == 2
    assert entry.hash[:16] in text
    assert client_of("finance").get("/ledger/99/").status_code == 404


def test_postings_are_exported_with_their_sign() -> None:
    text = client_of("auditor").get("/ledger/?format=csv").content.decode("utf-8-sig")
    assert "-10.00" in text
    assert len(text.splitlines()) == 5


def test_the_ledger_is_not_for_reps_and_managers() -> None:
    assert client_of("rep").get("/ledger/").status_code == 403
    assert client_of("manager").get("/ledger/1/").status_code == 403
