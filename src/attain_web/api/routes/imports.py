"""Imports: a file with its mapping, the report, and the rows that were not taken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Query
from ninja.files import UploadedFile

from attain.connect import FileOptions, Mapping, dump_mapping, guess_mapping, load_mapping
from attain.kernel.problem import has_errors
from attain.tables import IMPORTABLE_TABLES
from attain_web.api.paging import Page, Window, page_of
from attain_web.api.problem import invalid, invalid_value, not_found
from attain_web.api.resource import Resource, needs
from attain_web.api.routes.general import show_job
from attain_web.api.schemas.table import ImportIn, ImportOut, RejectionOut
from attain_web.core.models import Job
from attain_web.datahub import importing, mapping_library, uploads
from attain_web.datahub import jobs as import_jobs
from attain_web.datahub.models import Import

imports = Resource("Imports")


@imports.get("/imports", needs("data.read"), Page[ImportOut])
def list_imports(request: HttpRequest, window: Query[Window]) -> Any:
    """All imports, the newest first."""
    return page_of(request, Import.objects.select_related("job"), window, _show)


@imports.post("/imports", needs("data.write"), ImportOut, status=201)
def create_import(
    request: HttpRequest, response: HttpResponse, file: File[UploadedFile], how: Form[ImportIn]
) -> Any:
    """Imports a file: CSV (also gzip), Excel or Parquet, as multipart/form-data.

    Name a kept mapping, send a mapping document, or name a table and let the columns be guessed. A small file
    is imported before the answer comes; of a big one the answer has a job: ask for the import again when it
    is over. Every row of the file is accepted, rejected or a duplicate; importing a file again changes
    nothing. If the file does not fit the mapping, the answer is 422, and no row is saved.
    """
    record = uploads.receive(file.name or "file", file.chunks(), request.user)
    mapping = _mapping(record, how)
    record.mapping_name, record.mapping_text = mapping.name, dump_mapping(mapping)
    converted = importing.check(record, mapping)
    if has_errors(converted.problems):
        raise invalid(converted.problems)
    if not how.check_only:
        import_jobs.start(record, request.user)
    record.refresh_from_db()
    response.headers["Location"] = reverse("api:read_import", args=[record.pk])
    return _show(record)


@imports.get("/imports/{int:import_id}", needs("data.read"), ImportOut)
def read_import(request: HttpRequest, import_id: int) -> Any:
    """An import and its report."""
    return _show(_find(import_id))


@imports.get("/imports/{int:import_id}/rejections", needs("data.read"), Page[RejectionOut])
def list_rejections(request: HttpRequest, import_id: int, window: Query[Window]) -> Any:
    """The rows of the file that were not taken, each with its line, the reason and what to do."""
    return page_of(request, _find(import_id).rejections.all(), window)


def _find(import_id: int) -> Import:
    record = Import.objects.select_related("job").filter(pk=import_id).first()
    if record is None:
        raise not_found()
    return record


def _mapping(record: Import, how: ImportIn) -> Mapping:
    if how.mapping_text:
        mapping, problems = load_mapping(how.mapping_text)
        if mapping is None:
            raise invalid(problems)
        return mapping
    if how.mapping:
        text = mapping_library.find_text(how.mapping)
        if text is None:
            raise invalid_value(
                "form.mapping", f"There is no mapping “{how.mapping}”.", "See the page Imports."
            )
        return mapping_library.load(text)
    contract = IMPORTABLE_TABLES.get(how.table)
    if contract is None:
        hint = f"Give mapping, mapping_text, or as table one of {', '.join(IMPORTABLE_TABLES)}."
        raise invalid_value("form.table", f"“{how.table}” is not a table.", hint)
    return guess_mapping(importing.open_file(record, FileOptions()), contract, currency=how.currency)


def _show(record: Import) -> dict[str, Any]:
    report: dict[str, Any] = record.report or {}
    job: Job | None = record.job
    return {
        "id": record.pk,
        "file_name": record.file_name,
        "sha256": record.sha256,
        "size_bytes": record.size_bytes,
        "state": record.state,
        "mapping": record.mapping_name,
        "created_at": record.created_at,
        "finished_at": record.finished_at,
        "failure": record.failure,
        "rows_read": report.get("rows_read", 0),
        "tables": report.get("tables", []),
        "problems": report.get("problems", []),
        "job": show_job(job) if job else None,
    }
