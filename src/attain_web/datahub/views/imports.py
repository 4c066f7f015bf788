"""Imports: the list, a new upload, and the page of one import from its check to its report."""

from __future__ import annotations

import io
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attain.connect import load_mapping, write_rejected
from attain.kernel.problem import Problem, ProblemError, Severity
from attain.tables import IMPORTABLE_TABLES
from attain_web.core.exports import ExportColumn, table_response
from attain_web.core.views.jobs import view_of
from attain_web.datahub import importing, jobs, mapping_library, uploads
from attain_web.datahub.causes import causes, readable
from attain_web.datahub.models import Import, ImportMapping
from attain_web.datahub.rejected import rejected_lines
from attain_web.datahub.report_words import change_words, nothing_words, start_words, target_names
from attain_web.identity.access import capabilities, requires
from attain_web.ui.toasts import add_toast

LIST_COLUMNS = [
    ExportColumn("Import", "pk", "integer"),
    ExportColumn("File", "file_name"),
    ExportColumn("State", lambda item: item.get_state_display()),
    ExportColumn("Mapping", "mapping_name"),
    ExportColumn("By", lambda item: str(item.created_by or "Attain")),
    ExportColumn("At", "created_at", "moment"),
]


@requires("data.read")
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """All imports, the newest first."""
    rows = Import.objects.select_related("created_by")
    query = request.GET.get("q", "").strip()
    if query:
        rows = rows.filter(file_name__icontains=query)
    export = table_response(request, "imports", LIST_COLUMNS, rows)
    if export is not None:
        return export
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "query": query,
        "mappings": ImportMapping.objects.all()[:20],
        "can_write": "data.write" in capabilities(request.user),
    }
    return render(request, "datahub/imports.html", context)


@requires("data.write")
@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Upload a file; ``from`` names an import whose mapping it is to be read under."""
    origin = _origin(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            hint = "Choose a CSV, Excel or Parquet file, or drop it on the page."
            problems = (Problem("file-missing", "No file was chosen.", hint=hint),)
        else:
            try:
                record = uploads.receive(upload.name or "file", upload.chunks(), request.user)
                if origin is not None and "same_mapping" in request.POST:
                    return _check_like(request, record, origin)
                return redirect("datahub:import_map", record.pk)
            except ProblemError as error:
                problems = error.problems
    context = {
        "steps": STEPS,
        "problems": problems,
        "origin": origin,
        "limit_mb": uploads.MAX_UPLOAD_BYTES // uploads.MEBIBYTE,
    }
    return render(request, "datahub/import_new.html", context, status=422 if problems else 200)


def _origin(request: HttpRequest) -> Import | None:
    number = request.GET.get("from", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Import.objects.filter(pk=int(number)).exclude(mapping_text="").first()


def _check_like(request: HttpRequest, record: Import, origin: Import) -> HttpResponse:
    """Check a file under the mapping of an earlier import; where it does not fit, ask for the columns."""
    mapping = mapping_library.load(origin.mapping_text)
    mapping = mapping_library.renamed(mapping, origin.mapping_name or mapping.name)
    try:
        if importing.check(record, mapping).ok:
            return redirect("datahub:import_detail", record.pk)
    except ProblemError:
        pass  # the next page says why the file cannot be read
    add_toast(request, f"The mapping of import {origin.pk} does not fit this file.", tone="negative")
    return redirect("datahub:import_map", record.pk)


@requires("data.read")
@require_safe
def import_detail(request: HttpRequest, import_id: int) -> HttpResponse:
    """What came of a check or of an import; progress while it runs."""
    record = get_object_or_404(Import.objects.select_related("created_by", "job"), pk=import_id)
    can_write = "data.write" in capabilities(request.user)
    if record.state == Import.State.UPLOADED and can_write:
        return redirect("datahub:import_map", record.pk)
    report = record.report or {"tables": [], "problems": [], "rows_read": 0, "columns": []}
    _name_targets(record, report)
    rejections = Paginator(record.rejections.all(), 50).get_page(request.GET.get("page"))
    problems = [_problem(item) for item in report["problems"]]
    found, other_rows = causes(record)
    is_blocked = any(item.severity is Severity.ERROR for item in problems)
    context = {
        "steps": STEPS,
        "record": record,
        "report": report,
        "only": report["tables"][0] if len(report["tables"]) == 1 else None,
        "changes": "" if is_blocked else change_words(report),
        "start_words": "" if is_blocked else start_words(report),
        "nothing_words": "" if is_blocked else nothing_words(report),
        "rejections": rejections,
        "rejected_rows": [
            (item, IMPORTABLE_TABLES[item.table].title, readable(item.table, item.reason))
            for item in rejections
        ],
        "causes": found,
        "other_rows": other_rows,
        "problems": problems,
        "is_blocked": is_blocked,
        "job": view_of(request, record.job) if record.job and record.state in _UNDER_WAY else None,
        "can_write": can_write,
        "same_file": Import.objects.filter(
            sha256=record.sha256, state=Import.State.DONE, pk__lt=record.pk
        ).first(),
        "rejected_anchor": "#rejected" if rejections.paginator.count else "",
        "partial_hint": "Only the first ones were checked" if report.get("is_partial") else "",
        "kept_note": _kept_note(record),
    }
    return render(request, "datahub/import_detail.html", context)


STEPS = ("File", "Columns", "Check", "Import")
_UNDER_WAY = (Import.State.WAITING, Import.State.RUNNING)


@requires("data.write")
@require_POST
def import_start(request: HttpRequest, import_id: int) -> HttpResponse:
    """Import what was checked."""
    record = get_object_or_404(Import, pk=import_id)
    if record.state not in (Import.State.CHECKED, Import.State.FAILED) or not record.mapping_text:
        add_toast(request, "This import is done or under way already.", tone="info")
        return redirect("datahub:import_detail", record.pk)
    jobs.start(record, request.user)
    record.refresh_from_db()
    if record.state == Import.State.DONE:
        add_toast(request, f"Imported: {change_words(record.report or {}) or 'nothing'}.")
    return redirect("datahub:import_detail", record.pk)


@requires("data.write")
@require_POST
def mapping_keep(request: HttpRequest, import_id: int) -> HttpResponse:
    """Keep the mapping of an import under a name."""
    record = get_object_or_404(Import, pk=import_id)
    if not record.mapping_text:
        raise Http404
    mapping = mapping_library.load(record.mapping_text)
    name = request.POST.get("name", "").strip()[:120] or mapping.name
    columns = tuple((record.report or {}).get("columns", []))
    mapping_library.keep(mapping_library.renamed(mapping, name), columns, request.user)
    Import.objects.filter(pk=record.pk).update(mapping_name=name)
    add_toast(request, f"The mapping is kept as “{name}”. It is offered for files with the same headers.")
    return redirect("datahub:import_detail", record.pk)


@requires("data.read")
@require_safe
def rejected(request: HttpRequest, import_id: int) -> HttpResponse:
    """The rejected rows: as a CSV that can be corrected and imported again, or as a workbook."""
    record = get_object_or_404(Import, pk=import_id)
    columns = list((record.report or {}).get("columns", []))
    rows = rejected_lines(record)
    if request.GET.get("format") == "xlsx":
        exported = [ExportColumn(name, _at(index)) for index, name in enumerate(columns)]
        exported.append(ExportColumn("attain: reason", lambda row: f"Line {row[0]}: {row[2]}"))
        response = table_response(request, f"rejected-{record.pk}", exported, rows)
        if response is not None:
            return response
    stream = io.StringIO(newline="")
    write_rejected(stream, columns, rows)
    download = HttpResponse(stream.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    download.headers["Content-Disposition"] = f'attachment; filename="rejected-{record.pk}.csv"'
    return download


def _at(index: int) -> Any:
    return lambda row: row[1][index] if index < len(row[1]) else ""


def _kept_note(record: Import) -> str:
    is_kept = ImportMapping.objects.filter(name=record.mapping_name).exists()
    return (
        "Kept; keeping it again replaces it" if is_kept else "Offered again for files with the same headers"
    )


def _name_targets(record: Import, report: dict[str, Any]) -> None:
    """Give each part of the report the name that tells it from the others, where the mapping says it."""
    mapping, _ = load_mapping(record.mapping_text)
    if mapping is not None and len(mapping.targets) == len(report["tables"]):
        for table, name in zip(report["tables"], target_names(mapping), strict=True):
            table["title"] = name


def _problem(item: dict[str, str]) -> Problem:
    return Problem(item["code"], item["message"], hint=item["hint"], severity=Severity(item["severity"]))
