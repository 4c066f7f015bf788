"""Imports of big files, in the background."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from attain.kernel.problem import Problem, ProblemError, Severity, has_errors
from attain_web.core import jobs
from attain_web.core.jobs import JobContext
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
def import_file(job: JobContext) -> dict[str, Any] | None:
    """Convert, then save everything in the transaction that ends the job."""
    record = Import.objects.select_related("created_by").get(pk=job.payload["import"])
    mapping = mapping_library.load(record.mapping_text)
    Import.objects.filter(pk=record.pk).update(state=Import.State.RUNNING)
    total = int((record.report or {}).get("rows_read", 0))
    result_link = {"url": reverse("datahub:import_detail", args=[record.pk]), "label": "Open the report"}
    try:
        converted = importing.convert(record, mapping, lambda rows: job.progress("Reading rows", rows, total))
    except ProblemError as error:
        fail(record, error.problems)
        return result_link
    if has_errors(converted.problems):
        fail(record, converted.problems)
        return result_link
    job.progress("Saving", 0, 0)
    with job.finishing() as result:
        importing.save(record, converted, job.job.created_by)
        result |= result_link | {"unit": "rows"}
    return None
