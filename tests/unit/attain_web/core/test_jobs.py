from __future__ import annotations

from datetime import timedelta

import pytest

from attain.kernel.problem import Problem, ProblemError
from attain_web.core import jobs
from attain_web.core.clock import now
from attain_web.core.jobs import JobCancelled, LeaseLost, WorkerStopping
from attain_web.core.models import Company, Job
from attain_web.core.worker import run_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def handle():
    """Registers a handler for jobs of kind ``test`` while the test runs."""

    def register(run, **options):
        jobs._handlers.pop("test", None)
        jobs.handler("test", **options)(run)

    yield register
    jobs._handlers.pop("test", None)


def reloaded(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def lapse(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=now() - timedelta(seconds=1))


def test_a_job_runs_and_keeps_its_result(handle):
    handle(lambda job: {"answer": job.payload["n"] * 2})
    job = jobs.enqueue("test", {"n": 21}, None)
    run_job(jobs.claim())
    assert (reloaded(job).state, reloaded(job).result) == ("succeeded", {"answer": 42})
    assert jobs.claim() is None


def test_a_kind_that_nobody_handles_is_refused_at_once():
    with pytest.raises(ValueError, match="no handler"):
        jobs.enqueue("unheard-of", {}, None)


def test_an_unfinished_job_with_the_same_key_is_not_queued_twice(handle):
    handle(lambda job: None)
    first = jobs.enqueue("test", {}, None, key="run-7")
    assert jobs.enqueue("test", {}, None, key="run-7") == first
    run_job(jobs.claim())
    assert jobs.enqueue("test", {}, None, key="run-7") != first


def test_two_workers_never_have_the_same_job(handle):
    handle(lambda job: None)
    jobs.enqueue("test", {}, None)
    assert jobs.claim() is not None
    assert jobs.claim() is None


def test_a_lapsed_lease_is_taken_over_and_the_first_worker_can_write_nothing_more(handle):
    handle(lambda job: None)
    job = jobs.enqueue("test", {}, None)
    first = jobs.claim()
    lapse(job)
    second = jobs.claim()
    assert second.token == first.token + 1
    with pytest.raises(LeaseLost):
        first.progress("counting", 1, 2)
    with pytest.raises(LeaseLost), first.finishing():
        Company.objects.create(name="written by the one who lost")
    with second.finishing() as result:
        result["by"] = "second"
    assert reloaded(job).result == {"by": "second"}
    assert not Company.objects.exists()


def test_effects_and_success_are_one_transaction(handle):
    def work(job):
        with job.finishing():
            Company.objects.create(name="half done")
            raise RuntimeError("in the middle")

    handle(work, max_attempts=1)
    job = jobs.enqueue("test", {}, None)
    run_job(jobs.claim())
    assert reloaded(job).state == "failed"
    assert not Company.objects.exists()


def test_an_error_is_tried_again_later_and_its_message_is_not_kept(handle):
    def work(job):
        job.progress("adding up")
        raise RuntimeError("salary of Alice is 4711")

    handle(work, max_attempts=2)
    job = jobs.enqueue("test", {}, None)
    run_job(jobs.claim())
    assert reloaded(job).state == "queued"
    assert jobs.claim() is None, "it waits before the second attempt"
    Job.objects.update(run_after=now())
    run_job(jobs.claim())
    assert reloaded(job).state == "failed"
    assert "adding up" in reloaded(job).error
    assert "4711" not in reloaded(job).error


def test_a_problem_of_the_user_is_told_and_not_tried_again(handle):
    def work(job):
        raise ProblemError([Problem("no-plan", "There is no plan.", hint="Approve one.")])

    handle(work)
    job = jobs.enqueue("test", {}, None)
    run_job(jobs.claim())
    assert (reloaded(job).state, reloaded(job).error) == ("failed", "There is no plan. Approve one.")


def test_a_job_that_kills_its_workers_is_given_up(handle):
    handle(lambda job: None, max_attempts=2)
    job = jobs.enqueue("test", {}, None)
    for _ in range(2):
        assert jobs.claim() is not None
        lapse(job)
    assert jobs.claim() is None
    assert reloaded(job).state == "failed"


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_report(handle):
    def work(job):
        job.progress("working", 1, 10)

    handle(work)
    waiting = jobs.enqueue("test", {}, None)
    assert jobs.cancel(waiting)
    assert reloaded(waiting).state == "cancelled"

    running = jobs.enqueue("test", {}, None)
    context = jobs.claim()
    assert jobs.cancel(running)
    with pytest.raises(JobCancelled):
        context.progress("working", 1, 10)
    context.end(Job.State.CANCELLED)
    assert reloaded(running).state == "cancelled"
    assert not jobs.cancel(reloaded(running)), "it is over"


def test_a_worker_that_stops_puts_its_job_back_without_counting_the_attempt(handle):
    handle(lambda job: job.progress("working", 1, 10))
    job = jobs.enqueue("test", {}, None)
    context = jobs.claim()
    context.stop.set()
    with pytest.raises(WorkerStopping):
        context.progress("working", 2, 10)
    context.put_back()
    assert (reloaded(job).state, reloaded(job).attempts) == ("queued", 0)
