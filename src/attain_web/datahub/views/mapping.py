"""The mapping page: see the file, choose the table, say which column is which; or write the mapping as
text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from attain.connect import (
    DATE_FORMATS,
    FileOptions,
    Mapping,
    RawTable,
    dump_mapping,
    guess_mapping,
    guess_tables,
    load_mapping,
    seems_without_header,
)
from attain.kernel.problem import ProblemError
from attain.kernel.rounding import RoundingMode
from attain.tables import IMPORTABLE_TABLES, TableContract
from attain_web.core.company import current_company
from attain_web.datahub import importing, mapping_library
from attain_web.datahub.mapping_form import CONSTANT, TEMPLATE, read_mapping, try_mapping
from attain_web.datahub.models import Import
from attain_web.datahub.views.imports import STEPS
from attain_web.identity.access import requires
from attain_web.ui.toasts import add_toast

PREVIEW_ROWS = 8
GOOD_SCORE = 40
DELIMITERS = ((",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe"))


@requires("data.write")
@require_http_methods(["GET", "POST"])
def import_map(request: HttpRequest, import_id: int) -> HttpResponse:
    """Preview, table and columns. POST checks the mapping; with ``try`` it only shows what would come of
    it.
    """
    record = get_object_or_404(Import, pk=import_id)
    try:
        raw = importing.open_file(record, _options(request))
        if "header" not in request.GET and seems_without_header(raw):
            raw = importing.open_file(record, replace(_options(request), header=False))
    except ProblemError as error:
        context: dict[str, Any] = {"record": record, "problems": error.problems}
        return render(request, "datahub/import_unreadable.html", context, status=422)
    guesses = guess_tables(raw)
    offers = mapping_library.offers_for(raw, record.file_name)
    best = offers[0].tables[0] if offers else guesses[0].table
    contract = IMPORTABLE_TABLES.get(request.GET.get("table", "")) or IMPORTABLE_TABLES[best]
    if request.method == "POST":
        mapping = read_mapping(request.POST, contract, raw, _mapping_name(record, contract))
        if "try" not in request.GET:
            converted = importing.check(record, mapping)
            if converted.ok:
                return redirect("datahub:import_detail", record.pk)
    else:
        mapping = _first_mapping(record, raw, contract)
    context = _context(request, record, raw, contract, mapping)
    if "try" in request.GET:
        return render(request, "datahub/_mapping.html", context)
    context |= {
        "steps": STEPS,
        "preview": raw.preview(PREVIEW_ROWS),
        "tables": IMPORTABLE_TABLES.values(),
        "best": best if offers or guesses[0].score >= GOOD_SCORE else "",
        "offers": offers,
        "delimiters": DELIMITERS,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "datahub/import_map.html", context, status=status)


@requires("data.write")
@require_POST
def import_use(request: HttpRequest, import_id: int) -> HttpResponse:
    """Use a mapping that was kept, or an example, and check it."""
    record = get_object_or_404(Import, pk=import_id)
    text = mapping_library.find_text(request.POST.get("mapping", ""))
    if text is None:
        add_toast(request, "That mapping is gone. Choose another one.", tone="negative")
        return redirect("datahub:import_map", record.pk)
    return _check_text(request, record, text)


@requires("data.write")
@require_http_methods(["GET", "POST"])
def import_text(request: HttpRequest, import_id: int) -> HttpResponse:
    """The mapping as text: everything that a mapping can say, for files that feed several tables."""
    record = get_object_or_404(Import, pk=import_id)
    if request.method == "POST":
        return _check_text(request, record, request.POST.get("text", ""))
    text = record.mapping_text or dump_mapping(_guess_all(record))
    return render(request, "datahub/import_text.html", {"record": record, "text": text, "problems": ()})


def _check_text(request: HttpRequest, record: Import, text: str) -> HttpResponse:
    mapping, problems = load_mapping(text, "mapping")
    if mapping is not None:
        try:
            converted = importing.check(record, mapping)
            problems = converted.problems
            if converted.ok:
                return redirect("datahub:import_detail", record.pk)
        except ProblemError as error:
            problems = error.problems
    context = {"record": record, "text": text, "problems": problems}
    return render(request, "datahub/import_text.html", context, status=422)


def _guess_all(record: Import) -> Mapping:
    try:
        raw = importing.open_file(record, FileOptions())
    except ProblemError:
        return Mapping("new-mapping", ())
    table = guess_tables(raw)[0].table
    contract = IMPORTABLE_TABLES[table]
    name = _mapping_name(record, contract)
    return guess_mapping(raw, contract, name=name, currency=current_company().currency)


def _first_mapping(record: Import, raw: RawTable, contract: TableContract) -> Mapping:
    """What was checked before, for this table and way of reading; else a guess."""
    if record.mapping_text:
        mapping = mapping_library.load(record.mapping_text)
        same = mapping.columns <= set(raw.columns) and mapping.file.header == raw.format.header
        if same and len(mapping.targets) == 1 and mapping.targets[0].table == contract.name:
            return mapping
    guessed = guess_mapping(raw, contract, currency=current_company().currency)
    return replace(guessed, name=_mapping_name(record, contract))


def _mapping_name(record: Import, contract: TableContract) -> str:
    return record.mapping_name or f"{record.file_name.rsplit('.', 1)[0]} to {contract.name}"[:120]


def _options(request: HttpRequest) -> FileOptions:
    delimiter = request.GET.get("delimiter", "")
    return FileOptions(
        delimiter=delimiter if delimiter in dict(DELIMITERS) else "",
        header=request.GET.get("header", "yes") != "no",
        sheet=request.GET.get("sheet", "")[:200],
    )


def _context(
    request: HttpRequest, record: Import, raw: RawTable, contract: TableContract, mapping: Mapping
) -> dict[str, Any]:
    target = mapping.target(contract.name)
    tried = try_mapping(raw, contract, mapping)
    return {
        "record": record,
        "raw": raw,
        "contract": contract,
        "tried": tried,
        "required_missing": [
            field for field in tried.fields if field.column.required and field.source is None
        ],
        "headers": raw.columns,
        "constant": CONSTANT,
        "template": TEMPLATE,
        "date_formats": DATE_FORMATS.items(),
        "rounding_modes": [mode.value for mode in RoundingMode],
        "where": target.where[0] if target and target.where else None,
        "empty": ", ".join(mapping.file.empty),
        "query": request.GET.urlencode(),
    }
