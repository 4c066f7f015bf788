"""Importing files of this machine: one file, or a folder under a folder of mappings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from attain.connect import (
    DEFAULT_LIMITS,
    Converted,
    Mapping,
    apply_mapping,
    dump_mapping,
    guess_mapping,
    load_mapping,
    read_file,
)
from attain.kernel.problem import Problem, ProblemError, has_errors
from attain.tables import IMPORTABLE_TABLES
from attain_web.core.company import current_company
from attain_web.datahub import importing, mapping_library, uploads
from attain_web.datahub.importing import Progress

MAX_BYTES = DEFAULT_LIMITS.file_bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A file and the mapping under which it is read."""

    path: Path
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a file: the report, and its rows as they were read."""

    report: dict[str, Any]
    converted: Converted


def tasks_of(file: Path, mapping: str, table: str) -> tuple[list[Task], list[Path]]:
    """What is to be imported, in order, and the files of a folder that no mapping names.

    ``mapping`` is a file, a folder of mappings, or the name of a kept one; without it the columns are
    guessed for ``table``. Raises ProblemError where something is missing or wrong.
    """
    if not file.exists():
        raise ProblemError([Problem("file-missing", f"There is no file “{file}”.", hint="Check the path.")])
    if file.is_dir():
        mappings = _mappings(mapping)
        found = [
            Task(path, rule)
            for rule in mappings
            for path in sorted(file.iterdir())
            if path.is_file() and rule.file.name and fnmatch(path.name, rule.file.name)
        ]
        taken = {task.path for task in found}
        return found, [path for path in sorted(file.iterdir()) if path.is_file() and path not in taken]
    if mapping:
        fitting = [
            rule
            for rule in _mappings(mapping)
            if not Path(mapping).is_dir() or fnmatch(file.name, rule.file.name)
        ]
        if not fitting:
            text = f"No mapping in “{mapping}” names the file “{file.name}”."
            raise ProblemError([Problem("mapping-missing", text, hint="Name one mapping file.")])
        return [Task(file, fitting[0])], []
    if table and table not in IMPORTABLE_TABLES:
        near = get_close_matches(table, IMPORTABLE_TABLES, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(IMPORTABLE_TABLES)}."
        raise ProblemError([Problem("table-unknown", f"There is no table “{table}”.", hint=hint)])
    if not table:
        hint = f"Say --mapping, or --table with one of {', '.join(IMPORTABLE_TABLES)}."
        raise ProblemError([Problem("table-missing", f"For which table is “{file.name}”?", hint=hint)])
    guessed = guess_mapping(read_file(file), IMPORTABLE_TABLES[table], currency=current_company().currency)
    return [Task(file, guessed)], []


def run(task: Task, actor: Any, *, dry_run: bool = False, progress: Progress | None = None) -> Done:
    """Import a file, or only check it. Raises ProblemError where the mapping does not fit the
    file.
    """
    if dry_run:
        raw = read_file(task.path, task.mapping.file)
        converted = apply_mapping(raw, task.mapping, progress=progress, text_limits=importing.text_limits())
        _require(converted.problems)
        return Done(importing.report_dict(converted, importing.changes(converted)), converted)
    record = uploads.receive(task.path.name, _chunks(task.path), actor, max_bytes=MAX_BYTES)
    record.mapping_name, record.mapping_text = task.mapping.name[:120], dump_mapping(task.mapping)
    converted = importing.convert(record, task.mapping, progress, limits=DEFAULT_LIMITS)
    _require(converted.problems)
    return Done(importing.save(record, converted, actor) | {"import": record.pk}, converted)


def _require(problems: tuple[Problem, ...]) -> None:
    if has_errors(problems):
        raise ProblemError(problems)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(uploads.MEBIBYTE):
            yield chunk


def _mappings(where: str) -> list[Mapping]:
    """The mappings of a file, of a folder in order, or the kept one of that name."""
    place = Path(where)
    if where and place.is_dir():
        paths = sorted(path for path in place.iterdir() if path.suffix in (".yaml", ".yml"))
        found = [_load(path.read_text(encoding="utf-8"), str(path)) for path in paths]
        return sorted(found, key=lambda rule: rule.order)
    if where and place.is_file():
        return [_load(place.read_text(encoding="utf-8"), where)]
    text = mapping_library.find_text(where) if where else None
    if text is None:
        said = f"There is no mapping “{where}”." if where else "A folder needs --mapping."
        hint = "Give a mapping file, a folder of mapping files, or the name of a kept mapping."
        raise ProblemError([Problem("mapping-missing", said, hint=hint)])
    return [_load(text, where)]


def _load(text: str, file: str) -> Mapping:
    mapping, problems = load_mapping(text, file)
    if mapping is None:
        raise ProblemError(problems)
    return mapping
