from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from attain_web.core.models import AuditEvent
from attain_web.identity.models import User
from attain_web.inquiries import selectors, services
from attain_web.inquiries.models import Inquiry, InquiryMessage
from tests.unit.attain_web.payouts.company import FIRST, calculate, set_up, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    set_up()
    calculate(*FIRST)


@pytest.fixture
def alice() -> User:
    return user("alice", "rep", person_id="alice")


@pytest.fixture
def admin() -> User:
    return user("admin", "compensation_admin")


def client_of(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def form(**other: Any) -> dict[str, Any]:
    return {
        "about": "statement",
        "period": "2026-01",
        "subject": "Too little",
        "text": "I expected more.",
        "person": "",
        "line": "",
    } | other


def asked(alice: User) -> Inquiry:
    return services.ask(alice, person_id="alice", period="2026-01", subject="Too little", text="Why?")


def test_a_rep_asks_about_a_line_that_is_prefilled(alice: User) -> None:
    client = client_of(alice)
    text = client.get("/statements/alice/2026-01/").content.decode()
    (anchor,) = re.findall(r'<tr id="(line-[0-9a-f]+)"', text)[1:]
    page = client.get(f"/inquiries/new/?person=alice&period=2026-01&line={anchor}").content.decode()
    assert "Commission on new business: Contoso" in page
    assert "$5,000.00" in page
    answer = client.post("/inquiries/new/", form(about="line", person="alice", line=anchor))
    inquiry = Inquiry.objects.get()
    assert answer.headers["Location"] == f"/inquiries/{inquiry.pk}/"
    assert (inquiry.component, inquiry.transaction_id, inquiry.line) == ("commission", "T2", anchor)
    assert inquiry.messages.get().text == "I expected more."
    thread = client.get(f"/inquiries/{inquiry.pk}/").content.decode()
    assert "<dd>Commission on new business</dd>" in thread
    assert "January 2026" in thread
    assert AuditEvent.objects.get(action="inquiry.asked").actor == alice


def test_an_empty_question_keeps_what_was_typed(alice: User) -> None:
    response = client_of(alice).post("/inquiries/new/", form(text=" ", subject="My subject"))
    assert response.status_code == 422
    assert "My subject" in response.content.decode()
    assert not Inquiry.objects.exists()


def test_nobody_asks_about_a_person_out_of_scope(alice: User) -> None:
    client = client_of(alice)
    assert client.get("/inquiries/new/?person=zoe").status_code == 404
    assert client.post("/inquiries/new/", form(person="zoe")).status_code == 404
    assert not Inquiry.objects.exists()


def test_an_answer_from_compensation_and_a_question_back_change_the_state(alice: User, admin: User) -> None:
    inquiry = asked(alice)
    client_of(admin).post(f"/inquiries/{inquiry.pk}/reply/", {"text": "The split was 50%."})
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.assignee) == ("answered", admin)
    assert selectors.waiting_count(alice) == 1
    client_of(alice).post(f"/inquiries/{inquiry.pk}/reply/", {"text": "It was not."})
    inquiry.refresh_from_db()
    assert inquiry.state == "open"
    assert selectors.waiting_count(admin) == 1


def test_an_inquiry_is_resolved_and_opened_again(alice: User, admin: User) -> None:
    inquiry = asked(alice)
    client = client_of(admin)
    client.post(f"/inquiries/{inquiry.pk}/reply/", {"text": "Corrected.", "resolve": "1"})
    inquiry.refresh_from_db()
    assert inquiry.state == "resolved"
    assert inquiry.resolved_at is not None
    client_of(alice).post(f"/inquiries/{inquiry.pk}/reopen/")
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.resolved_at) == ("open", None)


def test_an_empty_reply_is_refused_with_a_reason(alice: User) -> None:
    inquiry = asked(alice)
    response = client_of(alice).post(f"/inquiries/{inquiry.pk}/reply/", {"text": " "})
    assert response.status_code == 422
    assert "The message is empty" in response.content.decode()
    assert inquiry.messages.count() == 1


def test_an_inquiry_is_assigned_to_the_compensation_team_alone(alice: User, admin: User) -> None:
    inquiry = asked(alice)
    client = client_of(admin)
    assert client.post(f"/inquiries/{inquiry.pk}/assign/", {"assignee": alice.pk}).status_code == 422
    client.post(f"/inquiries/{inquiry.pk}/assign/", {"assignee": admin.pk})
    inquiry.refresh_from_db()
    assert inquiry.assignee == admin
    assert client_of(alice).post(f"/inquiries/{inquiry.pk}/assign/", {}).status_code == 403


def test_a_foreign_inquiry_is_missing(alice: User) -> None:
    inquiry = asked(alice)
    bob = client_of(user("bob", "rep", person_id="bob"))
    assert "Too little" not in bob.get("/inquiries/").content.decode()
    assert bob.get(f"/inquiries/{inquiry.pk}/").status_code == 404
    assert bob.post(f"/inquiries/{inquiry.pk}/reply/", {"text": "x"}).status_code == 404
    assert bob.post(f"/inquiries/{inquiry.pk}/resolve/").status_code == 404
    assert bob.get("/inquiries/4711/").status_code == 404


def test_a_manager_sees_the_inquiries_of_the_team(alice: User) -> None:
    asked(alice)
    mona = client_of(user("mona", "manager", person_id="mona"))
    assert "Too little" in mona.get("/inquiries/").content.decode()


def test_the_list_filters_and_exports(alice: User, admin: User) -> None:
    asked(alice)
    client = client_of(admin)
    assert "Too little" in client.get("/inquiries/?state=open").content.decode()
    assert "No inquiry matches" in client.get("/inquiries/?state=resolved").content.decode()
    assert "No inquiry matches" in client.get("/inquiries/?assignee=me").content.decode()
    assert "Too little" in client.get("/inquiries/?format=csv").content.decode("utf-8-sig")


def test_open_inquiries_are_counted_in_the_navigation(alice: User, admin: User) -> None:
    assert "nav-badge" not in client_of(admin).get("/inquiries/").content.decode()
    asked(alice)
    page = client_of(admin).get("/inquiries/").content.decode()
    assert re.search(r'href="/inquiries/"[^§]*?>\s*1\s*<', page)


def test_a_message_is_text_and_stays_as_it_was_written(alice: User) -> None:
    inquiry = asked(alice)
    services.reply(inquiry, alice, "<script>alert(1)</script>")
    assert "<script>alert" not in client_of(alice).get(f"/inquiries/{inquiry.pk}/").content.decode()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE inquiries_inquirymessage SET text = 'else'")
    assert InquiryMessage.objects.filter(text="else").count() == 0


def test_a_known_question_is_asked_once(alice: User) -> None:
    question = SimpleNamespace(
        person_id="alice",
        period="2026-01",
        component="commission",
        transaction_id="T2",
        subject="S",
        message="M",
    )
    first, second = services.ensure_inquiry(alice, question), services.ensure_inquiry(alice, question)
    assert first == second
    assert first.about == "line"
    missing = SimpleNamespace(**{**vars(question), "transaction_id": "T99", "subject": "Missing"})
    assert services.ensure_inquiry(alice, missing).about == "missing"


@pytest.mark.parametrize("role", ["auditor", "finance", "executive"])
def test_who_reads_everything_reads_inquiries_and_finds_nothing_to_press(alice: User, role: str) -> None:
    inquiry = asked(alice)
    client = client_of(user(role, role))
    listed = client.get("/inquiries/").content.decode()
    assert "Too little" in listed
    assert "Ask about a statement" not in listed
    thread = client.get(f"/inquiries/{inquiry.pk}/").content.decode()
    assert "Why?" in thread
    main = thread[thread.index("<main") : thread.index("</main>")]
    assert "<form" not in main
    assert client.post(f"/inquiries/{inquiry.pk}/reply/", {"text": "No."}).status_code == 403
