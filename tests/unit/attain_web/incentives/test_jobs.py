"""A run ends as its job ends, however that comes about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from attain.kernel.problem import Problem, ProblemError
from attain_web.core import jobs
from attain_web.core.models import Job
from attain_web.core.worker import run_job
from attain_web.incentives import runs, selectors
from attain_web.incentives.jobs import perform_here
from attain_web.incentives.models import Run
from attain_web.incentives.signals import run_completed
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import ask_run, do_run

pytestmark = pytest.mark.django_db


def states(run: Run) -> tuple[str, str]:
    """How the run and its job stand."""
    return Run.objects.get(pk=run.pk).state, Job.objects.get(pk=run.job_id).state


def work() -> jobs.JobContext:
    """Does the next job as a worker does."""
    context = jobs.claim()
    assert context is not None
    run_job(context)
    return context


def let_retry(run: Run) -> None:
    Job.objects.filter(pk=run.job_id).update(run_after=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets the calculation end in an error."""

    def plan(error: BaseException) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr(runs, "calculate", fail)

    return plan


def test_a_worker_calculates_the_run_and_its_job_leads_to_it(stocked: Company) -> None:
    run = ask_run()
    context = work()
    assert states(run) == ("succeeded", "succeeded")
    context.job.refresh_from_db()
    assert context.job.result["url"] == f"/runs/{run.pk}/"
    assert jobs.claim() is None


def test_a_worker_that_dies_leaves_a_job_that_the_next_one_finishes(stocked: Company) -> None:
    run = ask_run()
    jobs.claim()
    Job.objects.update(lease_until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    work()
    assert states(run) == ("succeeded", "succeeded")


def test_an_error_is_tried_three_times_then_the_run_has_failed(stocked: Company, breaking: Any) -> None:
    first = do_run()
    run = ask_run()
    breaking(OSError("gone"))
    for expected in (("running", "queued"), ("running", "queued"), ("failed", "failed")):
        let_retry(run)
        work()
        assert states(run) == expected
    assert selectors.current_run() == first
    assert Run.objects.get(pk=run.pk).finished_at is not None


def test_a_refusal_fails_the_run_at_once_and_says_why(stocked: Company, breaking: Any) -> None:
    run = ask_run()
    breaking(ProblemError([Problem("key-repeated", "A key is repeated.", hint="Import it again.")]))
    work()
    assert states(run) == ("failed", "failed")
    assert Job.objects.get().error == "A key is repeated. Import it again."


def test_a_refusal_of_a_receiver_fails_the_run(stocked: Company) -> None:
    run = ask_run()

    def refuse(**_: Any) -> None:
        raise ProblemError([Problem("run-too-short", "Too short.")])

    run_completed.connect(refuse)
    try:
        work()
    finally:
        run_completed.disconnect(refuse)
    assert states(run) == ("failed", "failed")
    assert selectors.current_run() is None


def test_cancelling_a_waiting_job_cancels_its_run(stocked: Company) -> None:
    run = ask_run()
    assert jobs.cancel(run.job)
    assert states(run) == ("cancelled", "cancelled")
    assert perform_here(run).state != "succeeded"
    assert selectors.current_run() is None


def test_cancelling_while_it_works_stops_it_before_anything_is_posted(stocked: Company) -> None:
    run = ask_run()
    context = jobs.claim()
    assert context is not None
    jobs.cancel(run.job)
    run_job(context)
    assert states(run) == ("cancelled", "cancelled")
    assert not Run.objects.get().results


def test_a_job_that_killed_its_workers_is_given_up_with_its_run(stocked: Company) -> None:
    run = ask_run()
    Job.objects.update(attempts=3)
    assert jobs.claim() is None
    assert states(run) == ("failed", "failed")


def test_a_worker_that_shuts_down_in_the_last_attempt_puts_the_run_back(stocked: Company) -> None:
    run = ask_run()
    Job.objects.update(attempts=2)
    context = jobs.claim()
    assert context is not None
    context.stop.set()
    run_job(context)
    assert states(run) == ("running", "queued")
    work()
    assert states(run) == ("succeeded", "succeeded")


def test_whoever_does_a_run_here_takes_it_from_the_worker(stocked: Company) -> None:
    run = ask_run()
    worker = jobs.claim()
    assert worker is not None
    told: list[tuple[str, int, int]] = []
    assert perform_here(run, lambda *report: told.append(report)).is_current
    assert list(dict.fromkeys(phase for phase, _, _ in told)) == [
        "Reading what the run is pinned to",
        "Calculating",
        "Keeping the results",
        "Comparing with what is posted",
    ]
    assert states(run) == ("succeeded", "succeeded")
    with pytest.raises(jobs.LeaseLost):
        worker.progress("Calculating", 1, 2)


def test_an_interrupt_cancels_the_run_that_is_done_here(stocked: Company, breaking: Any) -> None:
    run = ask_run()
    breaking(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        perform_here(run)
    assert states(run) == ("cancelled", "cancelled")


def test_an_error_of_a_run_that_is_done_here_fails_it(stocked: Company, breaking: Any) -> None:
    run = ask_run()
    breaking(OSError("gone"))
    with pytest.raises(OSError, match="gone"):
        perform_here(run)
    assert states(run) == ("failed", "failed")
