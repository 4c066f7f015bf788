from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attain.ledger import Movement
from attain.statements import Cause, changes_between
from tests.unit.attain.statements.build import JANUARY, lines, row, statement

amounts = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["2026-01", "2026-02"])),
    st.integers(-(10**6), 10**6),
)


def test_a_first_statement_holds_the_lines_of_its_period_alone() -> None:
    now = lines(row("T1", 1000), row("T2", 500), row("T3", 70, "2026-02"))
    movement = Movement("alice", "USD", "2026-01", earned_minor=1500)
    made = statement(now, period=JANUARY, movement=movement)
    assert [line.transaction_id for line in made.lines] == ["T1", "T2"]
    assert made.groups[0].amount_minor == 1500
    assert made.problems == ()


def test_a_late_transaction_of_a_closed_month_is_an_adjustment_of_this_one() -> None:
    before = lines(row("T1", 1000))
    now = lines(row("T1", 1000), row("late", 250), row("T3", 70, "2026-02"))
    movement = Movement("alice", "USD", "2026-02", earned_minor=70, adjusted_minor=250)
    made = statement(now, before, movement=movement)
    (adjustment,) = made.adjustments
    assert (adjustment.earned_period, adjustment.before_minor, adjustment.after_minor) == (
        "2026-01",
        1000,
        1250,
    )
    (change,) = adjustment.changes
    assert (change.line.transaction_id, change.cause, change.amount_minor) == (
        "late",
        Cause.TRANSACTION_NEW,
        250,
    )
    assert made.problems == ()


@pytest.mark.parametrize(
    ("was", "now", "quota_changed", "cause"),
    [
        (None, row("T1", 10), False, Cause.TRANSACTION_NEW),
        (row("T1", 10), None, False, Cause.TRANSACTION_GONE),
        (row("T1", 10), row("T1", 20), False, Cause.CREDIT_CHANGED),
        (row("T1", 10), row("T1", 20, base_units=100), False, Cause.TIERS_MOVED),
        (row("T1", 10), row("T1", 20, base_units=100), True, Cause.QUOTA_CHANGED),
        (row("T1", 10), row("T1", 20, plan_version="2"), False, Cause.PLAN_CHANGED),
        (None, row("", 10, line_kind="bonus"), False, Cause.TIERS_MOVED),
    ],
)
def test_a_changed_line_says_what_changed_it(
    was: dict[str, object] | None, now: dict[str, object] | None, quota_changed: bool, cause: Cause
) -> None:
    (change,) = changes_between(
        lines(*([was] if was else [])), lines(*([now] if now else [])), quota_changed=quota_changed
    )
    assert change.cause is cause


def test_a_line_that_pays_the_same_is_no_change() -> None:
    assert changes_between(lines(row("T1", 10)), lines(row("T1", 10, base_units=7))) == ()


@given(amounts, amounts)
def test_adjustments_sum_to_the_difference_of_the_two_calculations(
    first: dict[tuple[str, str], int], second: dict[tuple[str, str], int]
) -> None:
    before = lines(*(row(name, amount, period) for (name, period), amount in first.items()))
    now = lines(*(row(name, amount, period) for (name, period), amount in second.items()))
    made = statement(now, before)
    old = sum(amount for (_, period), amount in first.items() if period == "2026-01")
    new = sum(amount for (_, period), amount in second.items() if period == "2026-01")
    assert sum(adjustment.amount_minor for adjustment in made.adjustments) == new - old
    for adjustment in made.adjustments:
        assert adjustment.amount_minor == sum(change.amount_minor for change in adjustment.changes)


def test_a_ledger_that_moved_something_else_is_reported() -> None:
    now = lines(row("T1", 1000))
    made = statement(now, period=JANUARY, movement=Movement("alice", "USD", "2026-01", earned_minor=999))
    (problem,) = made.problems
    assert problem.code == "statement-not-reconciled"
    assert "$10.00" in problem.message
    assert "$9.99" in problem.message


def test_a_ledger_that_moved_nothing_is_reported() -> None:
    assert statement(lines(row("T1", 1000)), period=JANUARY).problems


def test_a_line_shows_the_rate_that_its_amount_comes_to() -> None:
    (line,) = lines(row("T1", 60, base_units=800))
    assert line.effective_rate == 7_500_000
    (meeting,) = lines(row("T1", 24000, base_units=20_000, base_currency=""))
    assert meeting.effective_rate is None
    assert meeting.per_unit_minor == 12000
