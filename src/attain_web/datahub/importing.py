"""An import from file to tables: read, convert, check, save, report.

Converting writes nothing and may take its time; saving is one transaction with the report, so that a crash
leaves an import either wholly done or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import models, transaction

from attain.connect import (
    Converted,
    FileOptions,
    Mapping,
    RawTable,
    ReadLimits,
    apply_mapping,
    dump_mapping,
    read_file,
)
from attain.kernel.problem import Problem, ProblemError, has_errors
from attain.tables import IMPORTABLE_TABLES
from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.core.versioning import Saved
from attain_web.datahub import services, uploads
from attain_web.datahub.comparison import compare
from attain_web.datahub.models import Import, ImportRejection
from attain_web.datahub.records import RECORD_MODELS

Progress = Callable[[int], None]
CHECK_ROWS = 100_000


def open_file(record: Import, options: FileOptions, limits: ReadLimits = uploads.WEB_LIMITS) -> RawTable:
    """The file of an import as a table; raises ProblemError where it cannot be read."""
    if record.sheet and not options.sheet:
        options = replace(options, sheet=record.sheet)
    with _named_as_uploaded(record):
        raw = read_file(uploads.path_of(record), options, limits=limits)
    return replace(raw, path=Path(record.file_name))


def convert(
    record: Import,
    mapping: Mapping,
    progress: Progress | None = None,
    *,
    rows: int | None = None,
    limits: ReadLimits = uploads.WEB_LIMITS,
) -> Converted:
    """The rows of the file under the mapping; nothing is saved. Raises ProblemError for a file that cannot
    be read.
    """
    raw = open_file(record, mapping.file, limits)
    if rows is not None:
        raw = raw.head(rows)
    with _named_as_uploaded(record):
        return apply_mapping(raw, mapping, progress=progress, text_limits=text_limits())


@contextmanager
def _named_as_uploaded(record: Import) -> Iterator[None]:
    """Problems with the file name it as people know it, once, and not as it is kept."""
    try:
        yield
    except ProblemError as error:
        kept = uploads.path_of(record)
        raise ProblemError(
            replace(
                problem,
                message=problem.message.replace(str(kept), record.file_name).replace(
                    kept.name, record.file_name
                ),
                where=replace(problem.where, file=""),
            )
            for problem in error.problems
        ) from None


def check(record: Import, mapping: Mapping) -> Converted:
    """Try the mapping on the file (on its first rows, if it is big) and keep what came of it and what it
    would change; no table changes.
    """
    converted = convert(record, mapping, rows=CHECK_ROWS)
    record.mapping_name = mapping.name
    record.mapping_text = dump_mapping(mapping)
    is_partial = converted.rows_read >= CHECK_ROWS
    record.report = report_dict(converted, {} if is_partial else changes(converted)) | {
        "is_partial": is_partial
    }
    record.state = Import.State.CHECKED
    record.failure = ""
    with transaction.atomic():
        record.save()
        record.rejections.all().delete()
        ImportRejection.objects.bulk_create(_rejections(record, converted), batch_size=500)
    return converted


def changes(converted: Converted) -> dict[int, Saved]:
    """What saving would change, by the number of the target; nothing is saved."""
    return compare([(target.table, target.rows) for target in converted.targets])


def save(record: Import, converted: Converted, actor: Any) -> dict[str, Any]:
    """Save the accepted rows, the rejected ones and the report, in one transaction; returns the report."""
    if has_errors(converted.problems):
        raise ValueError("a file with unanswered questions is not saved")
    with transaction.atomic():
        saved: dict[int, Saved] = {}
        for number, target in enumerate(converted.targets):
            contract = IMPORTABLE_TABLES[target.table]
            saved[number] = services.save_rows(
                contract, target.rows, actor, record.source, import_record=record
            )
        record.rejections.all().delete()
        ImportRejection.objects.bulk_create(_rejections(record, converted), batch_size=500)
        record.report = report_dict(converted, saved)
        record.state = Import.State.DONE
        record.failure = ""
        record.finished_at = now()
        record.save()
        numbers = [{name: table[name] for name in _NUMBERS} for table in record.report["tables"]]
        audit.record(actor, "import.done", record, after={"mapping": record.mapping_name, "tables": numbers})
    _keep_lines(record, converted)
    return dict(record.report)


_NUMBERS = ("table", "rows_in", "accepted", "rejected", "duplicate", "inserted", "updated", "unchanged")


def report_dict(converted: Converted, saved: dict[int, Saved]) -> dict[str, Any]:
    """The report as JSON: numbers of each table, and the problems with the file as a whole.

    ``saved`` says for each target what was changed, or would be; it is empty where that is not known.
    """
    tables = []
    for number, target in enumerate(converted.targets):
        done = saved.get(number)
        tables.append(
            {
                "table": target.table,
                "title": IMPORTABLE_TABLES[target.table].title,
                "rows_in": target.rows_in,
                "accepted": target.accepted,
                "rejected": len(target.rejected),
                "duplicate": len(target.duplicates),
                "left_out": target.left_out,
                "inserted": done.inserted if done else 0,
                "updated": done.updated if done else 0,
                "unchanged": done.unchanged if done else 0,
            }
        )
    return {
        "rows_read": converted.rows_read,
        "rejected_lines": len({row.line for target in converted.targets for row in target.rejected}),
        "is_compared": len(saved) == len(converted.targets),
        "columns": list(converted.columns),
        "tables": tables,
        "problems": [_problem_dict(problem) for problem in converted.problems],
    }


def line_of(record: Import, table: str, key: dict[str, Any]) -> int | None:
    """The line of the file that brought a row; None where it is not known."""
    path = _lines_path(record, table)
    if not path.is_file():
        return None
    filters = [(name, "=", value) for name, value in key.items() if value is not None]
    found = pq.read_table(path, filters=filters or None)["line"]
    return int(found[0].as_py()) if len(found) else None


def _keep_lines(record: Import, converted: Converted) -> None:
    """Beside the tables: which line brought which row. Lost lines cost a link, no data."""
    found: dict[str, list[pa.Table]] = {}
    for target in converted.targets:
        key = target.rows.select(list(IMPORTABLE_TABLES[target.table].key))
        lines = key.append_column("line", pa.array(target.lines, pa.int64()))
        found.setdefault(target.table, []).append(lines)
    for table, parts in found.items():
        path = _lines_path(record, table)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        pq.write_table(pa.concat_tables(parts), temporary, compression="zstd")
        temporary.replace(path)


def _lines_path(record: Import, table: str) -> Path:
    return Path(settings.HOME) / "imports" / str(record.pk) / f"{table}.parquet"


@cache
def text_limits() -> dict[tuple[str, str], int]:
    """The longest text of each column that the records database has room for."""
    limits = {}
    for table, model in RECORD_MODELS.items():
        for column in model.contract.columns:
            field = model._meta.get_field(column.name)
            if isinstance(field, models.CharField) and field.max_length:
                limits[table, column.name] = field.max_length
    return limits


def _rejections(record: Import, converted: Converted) -> list[ImportRejection]:
    return [
        ImportRejection(
            import_record=record,
            table=target.table,
            line=row.line,
            values=list(row.values),
            code=row.problems[0].code,
            reason=" ".join(problem.message for problem in row.problems),
            hint=" ".join(dict.fromkeys(problem.hint for problem in row.problems if problem.hint)),
        )
        for target in converted.targets
        for row in target.rejected
    ]


def _problem_dict(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "severity": problem.severity.value,
        "where": str(problem.where),
    }
