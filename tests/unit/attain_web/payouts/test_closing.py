from __future__ import annotations

import pytest

from attain.ledger import Account
from attain_web.core.models import AuditEvent
from attain_web.payouts import book
from attain_web.payouts.models import LedgerEntry, LedgerPosting, PayPeriod
from attain_web.payouts.services import close_period, pay_period
from tests.unit.attain_web.payouts.build import close, earning, make_run, pay, post, set_day

pytestmark = pytest.mark.django_db
FIRST = (earning("alice", "T1", 1000), earning("bob", "T2", 500, "2026-02"))


def period(name: str) -> PayPeriod:
    return PayPeriod.objects.get(name=name)


def balance(person: str, account: Account) -> int:
    rows = LedgerPosting.objects.filter(person_id=person, account=account)
    return sum(book.key_balances(rows).values())


def codes(name: str, typed: str | None = None) -> list[str]:
    found = close_period(period(name), None, confirmation=name if typed is None else typed)
    return [problem.code for problem in found]


def test_closing_makes_what_was_earned_payable() -> None:
    run = post(*FIRST)
    close("2026-01")
    assert (balance("alice", Account.EARNED), balance("alice", Account.PAYABLE)) == (0, 1000)
    assert (balance("bob", Account.EARNED), balance("bob", Account.PAYABLE)) == (500, 0)
    closed = period("2026-01")
    assert (closed.state, closed.run, closed.closed_at is not None) == ("closed", run, True)
    event = AuditEvent.objects.get(action="period.closed")
    assert event.after is not None
    assert event.after["payable"] == {"USD": "$10.00"}


def test_the_name_must_be_typed() -> None:
    post(*FIRST)
    assert codes("2026-01", "2026-02") == ["not-confirmed"]
    assert period("2026-01").is_open


def test_a_period_is_closed_once() -> None:
    post(*FIRST)
    close("2026-01")
    assert codes("2026-01") == ["period-closed"]
    assert LedgerEntry.objects.filter(kind="release").count() == 1


def test_periods_are_closed_in_order() -> None:
    post(*FIRST)
    assert codes("2026-02") == ["period-earlier-open"]


def test_a_period_that_is_not_over_stays_open() -> None:
    post(*FIRST)
    set_day("2026-01-31")
    assert codes("2026-01") == ["period-not-over"]


def test_a_period_that_was_not_calculated_stays_open() -> None:
    post(*FIRST)
    make_run(*FIRST).delete()
    assert codes("2026-01") == ["period-not-calculated"]


def test_closing_the_last_period_opens_the_next() -> None:
    post(FIRST[0], through="2026-01")
    close("2026-01")
    assert period("2026-02").is_open


def test_paying_settles_what_is_payable_in_the_open_period() -> None:
    post(*FIRST)
    close("2026-01")
    pay("2026-01")
    assert (balance("alice", Account.PAYABLE), balance("alice", Account.PAID)) == (0, 1000)
    (entry,) = LedgerEntry.objects.filter(kind="payment")
    assert (entry.period.name, entry.description) == ("2026-02", "Paid for January 2026")


def test_a_period_is_paid_once() -> None:
    post(*FIRST)
    close("2026-01")
    pay("2026-01")
    (problem,) = pay_period(period("2026-01"), None, confirmation="2026-01")
    assert problem.code == "period-paid"
    assert LedgerEntry.objects.filter(kind="payment").count() == 1


def test_an_open_period_cannot_be_paid() -> None:
    post(*FIRST)
    (problem,) = pay_period(period("2026-01"), None, confirmation="2026-01")
    assert problem.code == "period-open"


def test_a_period_is_not_paid_before_its_pay_date() -> None:
    post(*FIRST)
    close("2026-01")
    set_day("2026-02-24")
    (problem,) = pay_period(period("2026-01"), None, confirmation="2026-01")
    assert problem.code == "pay-date-ahead"
    set_day("2026-02-25")
    pay("2026-01")


def test_paying_one_period_leaves_what_a_later_close_made_payable() -> None:
    post(*FIRST, earning("alice", "T3", 300, "2026-02"))
    close("2026-01")
    close("2026-02")
    pay("2026-01")
    assert (balance("alice", Account.PAYABLE), balance("alice", Account.PAID)) == (300, 1000)
    pay("2026-02")
    assert (balance("alice", Account.PAYABLE), balance("alice", Account.PAID)) == (0, 1300)


def test_who_owes_more_than_is_due_is_paid_nothing_and_it_is_carried_forward() -> None:
    post(*FIRST)
    close("2026-01")
    pay("2026-01")
    post(FIRST[1], earning("alice", "T3", 400, "2026-02"), earning("alice", "T4", 900, "2026-03"))
    close("2026-02")  # takes back 1000, earns 400
    pay("2026-02")
    assert (balance("alice", Account.PAYABLE), balance("alice", Account.PAID)) == (-600, 1000)
    close("2026-03")
    pay("2026-03")
    assert (balance("alice", Account.PAYABLE), balance("alice", Account.PAID)) == (0, 1300)
    assert balance("bob", Account.PAID) == 500
