"""Imports of big files, in the background."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from attain.kernel.problem import Problem, ProblemError, Severity, has_errors
from attain_web.core import jobs
from attain_web.core.jobs import JobContext
from attain_web.core.models import Job
from attain_web.datahub import importing, mapping_library
from attain_web.datahub.models import Import

KIND = "import-file"
INLINE_ROWS = 20_000


def is_big(record: Import) -> bool:
    """Whether importing takes longer than people wait for a page, by what its check has read."""
    return int((record.report or {}).get("rows_read", 0)) > INLINE_ROWS


def start(record: Import, actor: Any) -> None:
    """Import now, or in the background if the file is big; the state of the import says which."""
    if not is_big(record):
        mapping = mapping_library.load(record.mapping_text)
        try:
            converted = importing.convert(record, mapping)
        except ProblemError as error:
            fail(record, error.problems)
            return
        if has_errors(converted.problems):
            fail(record, converted.problems)
        else:
            importing.save(record, converted, actor)
        return
    title = f"Import {record.file_name}"
    record.state = Import.State.WAITING
    record.job = jobs.enqueue(KIND, {"import": record.pk}, actor, title=title, key=f"import-{record.pk}")
    record.save(update_fields=["state", "job"])


def fail(record: Import, problems: Iterable[Problem]) -> None:
    """Note that nothing of the file was taken, and why."""
    why = " ".join(f"{item.message} {item.hint}" for item in problems if item.severity is Severity.ERROR)
    Import.objects.filter(pk=record.pk).update(state=Import.State.FAILED, failure=why)


@jobs.handler(KIND)
def import_file(context: JobContext) -> dict[str, Any] | None:
    """Imports the file of the import that the job's payload names; the import ends as its job does."""
    pk = int(context.payload["import"])
    try:
        return _perform(pk, context)
    except jobs.JobCancelled:
        end(pk, Job.State.CANCELLED)
        raise
    except (jobs.WorkerStopping, jobs.LeaseLost):
        raise  # another worker does it
    except Exception as error:
        if context.job.attempts >= context.job.max_attempts:
            end(pk, Job.State.FAILED, f"An error inside Attain stopped it ({type(error).__name__}).")
        raise


def _perform(pk: int, context: JobContext) -> dict[str, Any] | None:
    """Convert, then save everything in the transaction that ends the job."""
    record = Import.objects.select_related("created_by").get(pk=pk)
    mapping = mapping_library.load(record.mapping_text)
    Import.objects.filter(pk=pk).update(state=Import.State.RUNNING)
    total = int((record.report or {}).get("rows_read", 0))
    result_link = {"url": reverse("datahub:import_detail", args=[pk]), "label": "Open the report"}
    try:
        converted = importing.convert(
            record, mapping, lambda rows: context.progress("Reading rows", rows, total)
        )
    except ProblemError as error:
        fail(record, error.problems)
        return result_link
    if has_errors(converted.problems):
        fail(record, converted.problems)
        return result_link
    context.progress("Saving", 0, 0)
    with context.finishing() as result:
        importing.save(record, converted, context.job.created_by)
        result |= result_link | {"unit": "rows"}
    return None


def end(pk: int, state: str, why: str = "") -> None:
    """Let an import end as its job did: cancelled, it is as it was after its check; failed, it says why."""
    under_way = Import.objects.filter(pk=pk, state__in=(Import.State.WAITING, Import.State.RUNNING))
    if state == Job.State.CANCELLED:
        under_way.update(state=Import.State.CHECKED, failure="")
    else:
        hint = "Try again; if it stops again, the log of the worker says where."
        under_way.update(state=Import.State.FAILED, failure=f"{why} {hint}")


def end_import(job: Job, **_: Any) -> None:
    """Ends the import of a job that ended while nobody worked on it."""
    if job.kind == KIND:
        end(int(job.payload["import"]), job.state, job.error)
