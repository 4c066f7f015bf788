from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from attain.kernel.problem import Problem
from attain_web.core.models import AuditEvent, Job
from attain_web.incentives import selectors
from attain_web.incentives.jobs import perform_here
from attain_web.incentives.models import PlanVersion, Run
from attain_web.incentives.runs import perform_run, request_run
from attain_web.incentives.signals import run_completed
from attain_web.payouts.models import LedgerEntry, PayPeriod
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import (
    PLAN,
    approve,
    ask_run,
    book,
    do_run,
    import_rows,
    set_day,
    set_quota,
)
from tests.unit.attain_web.payouts.build import close

pytestmark = pytest.mark.django_db


def earned(run: Run) -> dict[str, int]:
    """What each payee earned by a run, minor units."""
    rows = selectors.result(Run.objects.get(pk=run.pk), "earnings").to_pylist()
    found: dict[str, int] = {}
    for row in rows:
        found[row["person_id"]] = found.get(row["person_id"], 0) + row["amount_minor"]
    return found


def entries(run: Run) -> list[tuple[str, str, str, int]]:
    """Kind, period, payee and earned amount of the entries that a run caused."""
    return [
        (
            entry.kind,
            entry.period.name,
            entry.person_id,
            sum(posting.amount_minor for posting in entry.postings.filter(account="earned")),
        )
        for entry in LedgerEntry.objects.filter(cause=f"run:{run.pk}")
    ]


FIRST = {"alice": 9_000_00, "bob": 2_000_00, "charlie": 5_000_00}


def refusal(**options: Any) -> str:
    found = request_run(actor=None, **options)
    assert isinstance(found, Problem)
    assert found.hint
    assert not Run.objects.filter(state="queued").exists()
    return found.code


def test_a_request_pins_what_the_run_reads_and_leaves_the_work_to_a_job(stocked: Company) -> None:
    admin = stocked.users["compensation_admin"]
    run = ask_run(admin, note="First")
    assert (run.state, run.purpose, run.through, run.note) == ("queued", "official", "2026-04", "First")
    assert (run.start, run.requested_by, run.is_current) == (dt.date(2026, 1, 1), admin, False)
    assert {name: one.row_count for name, one in run.input_manifests.items()} == {
        "people": 6, "positions": 7, "assignments": 6, "accounts": 0, "account_owners": 0, "products": 0,
        "quotas": 3, "parameters": 0, "fx_rates": 0, "transactions": 4, "splits": 4,
    }  # fmt: skip
    assert [str(version) for version in run.plan_versions.all()] == ["Account executive 2026"]
    assert (run.job.kind, run.job.state, run.job.payload) == ("calculate", "queued", {"run": run.pk})
    event = AuditEvent.objects.get(action="run.requested")
    assert (event.actor, event.after) == (admin, {"through": "2026-04", "purpose": "official"})


def test_a_run_keeps_results_totals_and_problems_and_becomes_current(stocked: Company) -> None:
    run = do_run()
    assert earned(run) == FIRST
    assert (run.state, run.is_current, run.totals) == (
        "succeeded", True, {"earned_minor": {"USD": 16_000_00}, "payees": 3, "lines": 4},
    )  # fmt: skip
    assert run.finished_at is not None
    assert run.problem_count == run.problems.count() > 0
    assert set(run.problems.values_list("code", flat=True)) == {"quota-missing"}  # the seats of managers
    assert all(problem.hint for problem in run.problems.all())
    assert (selectors.current_run(), run.job.state) == (run, "succeeded")


def test_an_import_after_the_request_does_not_change_the_run(stocked: Company) -> None:
    run = ask_run()
    book("T5", "bob", "2026-04-01", 10_000_00)
    set_quota("ae1", 1_00)
    import_rows(
        "assignments", {"person_id": "charlie", "position_id": "ae2", "valid_from": dt.date(2026, 1, 1)}
    )
    draft = PLAN.replace('"2026"', '"2026-2"').replace("2026-01-01", "2026-02-01").replace("10%", "50%")
    approve(draft, "")
    assert earned(perform_here(run)) == FIRST
    assert earned(do_run()) != FIRST


def test_doing_a_finished_run_again_changes_nothing(stocked: Company) -> None:
    run = do_run()
    before = (Run.objects.values().get(), LedgerEntry.objects.count(), run.problems.count())
    for _ in range(2):
        perform_run(run)
        perform_here(run)
    assert (Run.objects.values().get(), LedgerEntry.objects.count(), run.problems.count()) == before


def test_two_who_calculate_one_run_post_it_once(stocked: Company) -> None:
    run = ask_run()

    def overtake(phase: str, done: int, total: int) -> None:
        if phase == "Keeping the results":
            perform_run(Run.objects.get(pk=run.pk))

    assert perform_run(Run.objects.get(pk=run.pk), progress=overtake).is_current
    perform_run(run)  # as it was read long ago
    found = Run.objects.get()
    assert (found.state, found.problems.count(), len(entries(run))) == ("succeeded", found.problem_count, 4)


def test_calculating_the_same_again_gives_the_same_bytes_and_posts_nothing(stocked: Company) -> None:
    first, second = do_run(), do_run()
    assert second.results == first.results
    assert second.inputs == first.inputs
    assert entries(second) == []
    assert len(entries(first)) == 4


def test_one_run_is_current(stocked: Company) -> None:
    first, second = do_run(), do_run()
    assert list(Run.objects.filter(is_current=True)) == [second]
    assert selectors.previous_official(second) == first
    assert selectors.previous_official(first) is None


def test_a_trial_posts_nothing_and_is_never_current(stocked: Company) -> None:
    official = do_run()
    book("T5", "bob", "2026-04-01", 10_000_00)
    trial = do_run(purpose=Run.Purpose.TRIAL)
    assert earned(trial) == FIRST | {"bob": 3_000_00}
    assert (entries(trial), trial.is_current, selectors.current_run()) == ([], False, official)


def test_a_run_that_was_asked_for_earlier_never_replaces_a_later_one(stocked: Company) -> None:
    early = ask_run()
    book("T5", "bob", "2026-04-01", 10_000_00)
    late = do_run()
    early = perform_here(early)
    assert (early.state, early.is_current, selectors.current_run()) == ("succeeded", False, late)
    assert entries(early) == []
    assert earned(late)["bob"] == 3_000_00


def test_a_shorter_official_run_would_take_back_and_is_refused(stocked: Company) -> None:
    do_run()
    assert refusal(through="2026-03") == "run-too-short"
    assert request_run(actor=None, through="2026-03", purpose=Run.Purpose.TRIAL)


@pytest.mark.parametrize(
    ("through", "code"),
    [("soon", "period-invalid"), ("FY2026", "run-through-month"), ("2026-13", "period-invalid")],
)
def test_a_run_ends_with_a_month(stocked: Company, through: str, code: str) -> None:
    assert refusal(through=through) == code


def test_without_an_approved_plan_there_is_nothing_to_calculate(company: Company) -> None:
    set_day("2026-04-20")
    assert refusal() == "run-without-plan"
    assert not Job.objects.exists()


def test_the_run_becomes_current_and_is_posted_together_or_not_at_all(stocked: Company) -> None:
    first = do_run()
    book("T5", "bob", "2026-04-01", 10_000_00)
    run = ask_run()

    def refuse(run: Run, **_: Any) -> None:
        assert Run.objects.get(is_current=True) == run
        raise OSError("the disk is full")

    run_completed.connect(refuse)
    try:
        with pytest.raises(OSError, match="disk is full"):
            perform_run(run)
    finally:
        run_completed.disconnect(refuse)
    assert selectors.current_run() == first
    assert (entries(run), run.problems.count()) == ([], 0)
    assert Run.objects.get(pk=run.pk).state == "running"
    assert perform_run(run).is_current
    assert [entry[3] for entry in entries(run)] == [1_000_00]


def test_a_late_transaction_of_a_closed_month_posts_its_difference_into_the_open_one(
    stocked: Company,
) -> None:
    do_run()
    close("2026-01")
    book("T9", "bob", "2026-01-20", 7_000_00)
    late = do_run()
    assert entries(late) == [("adjustment", "2026-02", "bob", 700_00)]
    assert PayPeriod.objects.get(name="2026-01").state == "closed"


def test_a_late_transaction_moves_the_tier_of_what_came_after_it(stocked: Company) -> None:
    do_run()
    close("2026-01")
    book("T9", "alice", "2026-01-20", 30_000_00)  # 120,000 of 100,000: the last 20,000 at 15 %
    late = do_run()
    assert earned(late)["alice"] == 13_000_00
    assert entries(late) == [
        ("adjustment", "2026-02", "alice", 3_000_00),
        ("earning", "2026-02", "alice", 1_000_00),
    ]


def test_a_corrected_transaction_takes_the_difference_back(stocked: Company) -> None:
    do_run()
    close("2026-01")
    book("T1", "alice", "2026-01-10", 50_000_00)
    assert entries(do_run()) == [("adjustment", "2026-02", "alice", -1_000_00)]
    assert PlanVersion.objects.count() == 1
