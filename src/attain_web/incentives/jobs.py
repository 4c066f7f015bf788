"""The job that calculates a run, done by a worker or here. The engine is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.urls import reverse

from attain.kernel.problem import ProblemError
from attain_web.core import jobs
from attain_web.core.models import Job
from attain_web.incentives.models import Run

Progress = Callable[[str, int, int], None]


@jobs.handler(Run.JOB_KIND)
def calculate_run(context: jobs.JobContext) -> None:
    """Calculates the run that the job's payload names; a run ends as its job does."""
    from attain_web.incentives.runs import fail_run

    run = Run.objects.get(pk=context.payload["run"])
    try:
        _perform(run, context, context.progress)
    except jobs.JobCancelled:
        fail_run(run, Run.State.CANCELLED)
        raise
    except (jobs.WorkerStopping, jobs.LeaseLost):
        raise  # another worker does it
    except ProblemError:
        fail_run(run)
        raise
    except Exception:
        if context.job.attempts >= context.job.max_attempts:
            fail_run(run)
        raise


def perform_here(run: Run, report: Progress | None = None) -> Run:
    """Calculates a requested run in this process, as its job's holder; whoever had the job loses it.

    Progress goes to the job, for the pages, and to ``report``. An error, and Ctrl-C, ends the run and its
    job, and is raised.
    """
    from attain_web.incentives.runs import fail_run

    context = jobs.take(run.job) if run.job else None
    if context is None:
        return run

    def progress(phase: str, done: int, total: int) -> None:
        context.progress(phase, done, total)
        if report is not None:
            report(phase, done, total)

    try:
        run = _perform(run, context, progress)
        if not context.is_finished:  # it was done before, but the process died without saying so
            with context.finishing():
                pass
    except (KeyboardInterrupt, jobs.JobCancelled):
        fail_run(run, Run.State.CANCELLED)
        context.end(Job.State.CANCELLED)
        raise
    except Exception as error:
        fail_run(run)
        context.end(Job.State.FAILED, error=str(error))
        raise
    return run


def _perform(run: Run, context: jobs.JobContext, progress: Progress) -> Run:
    from attain_web.incentives.runs import perform_run

    @contextmanager
    def finishing() -> Iterator[None]:
        with context.finishing() as result:
            result.update(
                url=reverse("incentives:run_detail", args=[run.pk]), label="Open the run", unit="payees"
            )
            yield

    return perform_run(run, progress=progress, finishing=finishing)


def end_run(job: Job, **_: Any) -> None:
    """Ends the run of a job that ended while nobody worked on it."""
    from attain_web.incentives.runs import fail_run

    if job.kind != Run.JOB_KIND:
        return
    state = Run.State.CANCELLED if job.state == Job.State.CANCELLED else Run.State.FAILED
    for run in Run.objects.filter(job=job):
        fail_run(run, state)
