from __future__ import annotations

import pytest

from attain_web.incentives.compare import Difference, compare_runs
from attain_web.incentives.plan_records import approve_version, save_draft
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import PLAN, book, do_run

pytestmark = pytest.mark.django_db
TRIAL = {"purpose": "trial"}


def test_two_runs_of_the_same_pay_the_same(stocked: Company) -> None:
    found = compare_runs(do_run(**TRIAL), do_run(**TRIAL))
    assert (found.inputs, found.differences, found.totals) == ((), (), (("USD", 16_000_00, 16_000_00),))


def test_a_new_transaction_is_found_in_what_was_read_and_in_what_is_paid(stocked: Company) -> None:
    before = do_run(**TRIAL)
    book("T5", "bob", "2026-04-01", 10_000_00)
    book("T6", "alice", "2026-02-15", 20_000_00)
    found = compare_runs(before, do_run(**TRIAL))
    commission = ("account-executive", "commission")
    assert found.differences == (
        Difference("alice", *commission, "2026-02", "USD", 3_000_00, 5_500_00),
        Difference("bob", *commission, "2026-04", "USD", 0, 1_000_00),
    )
    assert found.person_ids == {"alice", "bob"}
    assert found.totals == (("USD", 16_000_00, 19_500_00),)
    assert [(change.name, change.before[:6], change.after[:6]) for change in found.inputs] == [
        ("Splits", "4 rows", "6 rows"),
        ("Transactions", "4 rows", "6 rows"),
    ]


def test_what_is_no_longer_paid_is_a_difference_down_to_nothing(stocked: Company) -> None:
    before = do_run(**TRIAL)
    book("T3", "bob", "2026-02-20", 0)
    found = compare_runs(before, do_run(**TRIAL))
    (gone,) = found.differences
    assert (gone.person_id, gone.after_minor, gone.change_minor) == ("bob", 0, -2_000_00)


def test_other_plans_and_another_last_month_are_named(stocked: Company) -> None:
    before = do_run(**TRIAL)
    later = PLAN.replace('"2026"', '"2026-H2"').replace("2026-01-01", "2026-07-01")
    version, _ = save_draft(later, actor=None)
    approve_version(version, actor=None)
    found = compare_runs(before, do_run(through="2026-05", **TRIAL))
    assert [(change.name, change.before, change.after) for change in found.inputs] == [
        ("Plan", "", "Account executive 2026-H2"),
        ("Through", "2026-04", "2026-05"),
    ]
