"""The background job that calculates a run. The engine is imported when a job runs, not when Django starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse

from attain_web.core import jobs

CALCULATE = "calculate"


@jobs.handler(CALCULATE)
def calculate_run(context: jobs.JobContext) -> None:
    """Calculates the run that the job's payload names."""
    from attain_web.incentives import runs
    from attain_web.incentives.models import Run

    run = Run.objects.get(pk=context.payload["run"])

    @contextmanager
    def finishing() -> Iterator[None]:
        with context.finishing() as result:
            result.update(
                url=reverse("incentives:run_detail", args=[run.pk]), label="Open the run", unit="payees"
            )
            yield

    try:
        runs.perform_run(run, progress=context.progress, finishing=finishing)
    except jobs.JobCancelled:
        runs.fail_run(run, Run.State.CANCELLED)
        raise
    except Exception:
        if context.job.attempts >= context.job.max_attempts:
            runs.fail_run(run)
        raise
