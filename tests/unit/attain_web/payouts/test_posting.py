from __future__ import annotations

import pytest

from attain.kernel.problem import ProblemError
from attain.ledger import verify_chain
from attain_web.core.models import AuditEvent
from attain_web.incentives.models import Run
from attain_web.incentives.signals import run_completed
from attain_web.payouts import book, locks
from attain_web.payouts.models import LedgerEntry, LedgerHead, PayPeriod
from attain_web.payouts.services import post_run
from tests.unit.attain_web.payouts.build import close, earning, make_run, post

pytestmark = pytest.mark.django_db
FIRST = (earning("alice", "T1", 1000), earning("bob", "T2", 500, "2026-02"))


def owed() -> dict[tuple[str, str], int]:
    """What each payee earned in each month, as posted."""
    return {(key.person_id, key.earned_period): amount for key, amount in book.posted().items()}


def entries(run: Run) -> list[tuple[str, str, str, int]]:
    """Kind, period, payee and amount of the entries that a run caused."""
    rows = LedgerEntry.objects.filter(cause=f"run:{run.pk}")
    return [
        (
            entry.kind,
            entry.period.name,
            entry.person_id,
            sum(posting.amount_minor for posting in entry.postings.filter(account="earned")),
        )
        for entry in rows
    ]


def test_the_first_run_opens_its_months_and_posts_each_into_its_own() -> None:
    run = post(*FIRST)
    assert list(PayPeriod.objects.values_list("name", "state")) == [
        ("2026-01", "open"),
        ("2026-02", "open"),
        ("2026-03", "open"),
    ]
    assert entries(run) == [
        ("earning", "2026-01", "alice", 1000),
        ("earning", "2026-02", "bob", 500),
    ]


def test_a_run_that_becomes_current_is_posted_in_the_same_transaction() -> None:
    run = make_run(*FIRST)
    run_completed.send(sender=Run, run=run)
    assert owed() == {("alice", "2026-01"): 1000, ("bob", "2026-02"): 500}


def test_posting_a_run_twice_posts_nothing() -> None:
    run = post(*FIRST)
    assert post_run(run) == 0
    assert entries(post(*FIRST)) == []
    assert AuditEvent.objects.filter(action="ledger.posted").count() == 1


def test_a_late_transaction_of_an_open_month_posts_only_the_difference() -> None:
    post(*FIRST)
    second = post(*FIRST, earning("alice", "late", 70))
    assert entries(second) == [("earning", "2026-01", "alice", 70)]
    assert owed()["alice", "2026-01"] == 1070


def test_a_late_transaction_of_a_closed_month_adjusts_the_open_one() -> None:
    post(*FIRST)
    close("2026-01")
    second = post(*FIRST, earning("alice", "late", 70))
    assert entries(second) == [("adjustment", "2026-02", "alice", 70)]
    assert owed()["alice", "2026-01"] == 1070


def test_what_is_gone_is_taken_back() -> None:
    post(*FIRST)
    close("2026-01")
    second = post()
    assert sorted(entries(second)) == [
        ("adjustment", "2026-02", "alice", -1000),
        ("earning", "2026-02", "bob", -500),
    ]
    assert owed() == {}


def test_a_payee_who_is_paid_in_another_currency_now_gets_both_entries() -> None:
    post(*FIRST)
    second = post(earning("alice", "T1", 900, currency="EUR", base_currency="EUR"), FIRST[1])
    (entry,) = LedgerEntry.objects.filter(cause=f"run:{second.pk}")
    moved = {(posting.currency, posting.amount_minor) for posting in entry.postings.filter(account="earned")}
    assert moved == {("USD", -1000), ("EUR", 900)}


def test_a_run_that_ends_earlier_takes_back_what_it_does_not_cover() -> None:
    post(*FIRST)
    post(FIRST[0], through="2026-01")
    assert owed() == {("alice", "2026-01"): 1000}


def test_a_run_that_ends_before_a_closed_period_is_refused() -> None:
    post(*FIRST)
    close("2026-01")
    close("2026-02")
    with pytest.raises(ProblemError, match="February 2026 is closed"):
        post(FIRST[0], through="2026-01")


def test_a_trial_run_is_never_posted() -> None:
    run = make_run(*FIRST)
    run.purpose = Run.Purpose.TRIAL
    with pytest.raises(ProblemError, match="cannot be posted"):
        post_run(run)
    assert not LedgerEntry.objects.exists()


def test_the_stored_chain_is_unbroken_and_its_head_is_kept() -> None:
    post(*FIRST)
    post(*FIRST, earning("alice", "late", 70))
    head = locks.head_of(LedgerHead.objects.get())
    assert head.sequence == 3
    assert verify_chain(book.read_entries(LedgerEntry.objects.order_by("sequence")), head) == ()


def test_earnings_that_sum_to_zero_post_nothing() -> None:
    assert entries(post(earning("alice", "T1", 50), earning("alice", "T2", -50))) == []


def test_thousands_of_payees_are_posted_in_one_go() -> None:
    rows = [earning(f"p{number:04}", "T1", number + 1) for number in range(2000)]
    assert len(entries(post(*rows))) == 2000
