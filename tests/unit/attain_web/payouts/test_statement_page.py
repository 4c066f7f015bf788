from __future__ import annotations

import re

import pytest
from django.test import Client

from attain_web.core.company import current_company
from attain_web.identity.models import User
from attain_web.payouts import selectors
from attain_web.payouts.models import PayPeriod
from tests.unit.attain_web.payouts.build import close, pay
from tests.unit.attain_web.payouts.company import FIRST, calculate, deal, set_up, user

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def company() -> None:
    set_up()
    calculate(*FIRST)


def signed_in(name: str, *roles: str, person_id: str | None = None) -> Client:
    client = Client()
    client.force_login(user(name, *roles, person_id=person_id))
    return client


def alice() -> Client:
    return signed_in("alice", "rep", person_id="alice")


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def anchors(text: str) -> list[str]:
    return re.findall(r'<tr id="(line-[0-9a-f]+)"', text)


def test_a_rep_sees_every_line_with_account_credit_and_amount() -> None:
    text = page(alice(), "/statements/alice/2026-01/")
    for shown in (
        "Northwind",
        "Contoso",
        "$40,000.00",
        "$4,000.00",
        "10 Jan 2026",
        "Commission on new business",
    ):
        assert shown in text
    assert "$9,000.00" in text  # 40k at 10%, then 10k at 10% and 20k at 20%
    assert "Provisional" in text
    assert "does not agree" not in text


def test_a_line_opens_into_its_derivation_in_words() -> None:
    client = alice()
    anchor = anchors(page(client, "/statements/alice/2026-01/"))[1]
    response = client.get(f"/statements/alice/2026-01/lines/{anchor}/", **HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    for shown in ("Position in the tiers", "20%", "10%", "$5,000.00", "Ask about this line", "T2"):
        assert shown in text
    assert "<html" not in text


def test_a_line_asked_for_by_itself_opens_the_statement_there() -> None:
    client = alice()
    anchor = anchors(page(client, "/statements/alice/2026-01/"))[0]
    response = client.get(f"/statements/alice/2026-01/lines/{anchor}/")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/statements/alice/2026-01/#{anchor}"


def test_an_unknown_line_is_missing() -> None:
    page(alice(), "/statements/alice/2026-01/lines/line-000000000000/", 404)


def test_a_late_deal_of_a_closed_month_shows_as_an_adjustment_with_its_cause() -> None:
    close("2026-01")
    calculate(*FIRST, deal("late", "alice", 1_000_00, "2026-01-25", "Fabrikam"))
    text = page(alice(), "/statements/alice/2026-02/")
    for shown in (
        "Earlier months, adjusted here",
        "Fabrikam",
        "Came in after the period was closed",
        "+$200.00",
    ):
        assert shown in text
    before = page(alice_again(), "/statements/alice/2026-01/")
    assert "Fabrikam" not in before
    assert "$9,000.00" in before


def alice_again() -> Client:
    client = Client()
    client.force_login(User.objects.get(email="alice@example.com"))
    return client


def test_a_changed_quota_is_named_as_the_cause() -> None:
    close("2026-01")
    calculate(*FIRST, quota_minor=60_000_00)
    view = selectors.statement(user("admin", "compensation_admin"), "alice", "2026-02")
    assert view is not None
    causes = {change.cause.value for one in view.statement.adjustments for change in one.changes}
    assert causes == {"quota-changed"}


def test_every_statement_agrees_with_the_ledger() -> None:
    close("2026-01")
    pay("2026-01")
    calculate(*FIRST[1:], deal("late", "bob", 90_000_00, "2026-01-25"), quota_minor=70_000_00)
    admin = user("admin", "compensation_admin")
    seen = 0
    for period in PayPeriod.objects.all():
        for person_id in ("alice", "bob", "zoe"):
            view = selectors.statement(admin, person_id, period.name)
            assert view is not None
            assert view.statement.problems == ()
            seen += len(view.statement.lines)
    assert seen


def test_a_statement_of_someone_else_is_missing_exactly_like_one_that_is_not_there() -> None:
    client = alice()
    foreign = page(client, "/statements/zoe/2026-02/", 404)
    missing = page(client, "/statements/nobody/2026-02/", 404)
    without_request = [re.sub(r"<code>[0-9a-f-]{36}</code>", "", text) for text in (foreign, missing)]
    assert without_request[0].replace("zoe", "nobody") == without_request[1]
    page(client, "/statements/zoe/", 404)
    page(client, "/statements/alice/2031-01/", 404)


def test_a_manager_sees_those_below_and_nobody_else() -> None:
    client = signed_in("mona", "manager", person_id="mona")
    listed = page(client, "/statements/?period=2026-02")
    assert "Alice Arden" in listed
    assert "Bob Brook" in listed
    assert "Zoe Zell" not in listed
    page(client, "/statements/bob/2026-02/")
    page(client, "/statements/zoe/2026-02/", 404)


def test_an_admin_sees_everyone_and_can_search() -> None:
    client = signed_in("admin", "compensation_admin")
    assert "Zoe Zell" in page(client, "/statements/?period=2026-02")
    found = page(client, "/statements/?period=2026-02&q=ZOE")
    assert "Zoe Zell" in found
    assert "Bob Brook" not in found
    assert "Nobody of that name" in page(client, "/statements/?period=2026-02&q=xyz")


def test_a_rep_is_taken_to_the_own_statements() -> None:
    client = alice()
    assert client.get("/statements/").headers["Location"] == "/statements/alice/"
    text = page(client, "/statements/alice/")
    assert "January 2026" in text
    assert "<svg" in text


def test_someone_without_pay_gets_a_page_that_explains() -> None:
    assert "No statement yet" in page(signed_in("carl", "rep"), "/statements/")


def test_names_of_accounts_are_text_on_the_page_and_in_the_files() -> None:
    client = alice()
    assert "<b>Sons" not in page(client, "/statements/alice/2026-02/")
    csv = client.get("/statements/alice/2026-02/?format=csv").content.decode("utf-8-sig")
    assert "'=Formula & <b>Sons</b>" in csv
    assert "1000.00" in csv


def test_a_statement_is_exported_as_a_workbook() -> None:
    response = alice().get("/statements/alice/2026-01/?format=xlsx")
    assert response.content[:2] == b"PK"
    assert 'filename="statement-alice-2026-01.xlsx"' in response.headers["Content-Disposition"]


def test_a_paid_period_says_so() -> None:
    close("2026-01")
    assert "Approved" in page(alice(), "/statements/alice/2026-01/")
    pay("2026-01")
    text = page(alice_again(), "/statements/alice/2026-01/")
    assert "Paid" in text
    later = page(alice_again(), "/statements/alice/2026-02/")
    assert "Paid for earlier months" in later


def test_the_next_payout_is_the_earliest_unpaid_period() -> None:
    close("2026-01")
    due = selectors.next_payout("alice")
    assert due is not None
    assert (due.amount_minor, due.currency, due.label) == (9_000_00, "USD", "Next payout, 25 Feb")
    assert "approved" in due.hint
    assert selectors.next_payout("mona") is None


def test_a_printed_statement_names_company_payee_period_and_run() -> None:
    text = page(alice(), "/statements/alice/2026-01/")
    (head,) = re.findall(r'<div class="print-only">(.*?)</div>\s*<div class="stack">', text, re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", head)
    company_name = str(current_company())
    for shown in (company_name, "Alice", "(alice)", "January 2026 (2026-01)", "Run ", "engine"):
        assert shown in words, shown
