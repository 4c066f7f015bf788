"""Prints problems the way compilers do: place, code, message, the line with a caret, and what to do next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import click

from attain.kernel.problem import Problem, Severity, has_errors

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MAX_SOURCE = 160


def report(problems: Sequence[Problem], *, as_json: bool = False) -> None:
    """Writes the problems to standard output: as text for people, or one JSON list for programs."""
    if as_json:
        click.echo(json.dumps([problem_dict(problem) for problem in problems], indent=2, ensure_ascii=False))
        return
    for problem in problems:
        click.echo(problem_text(problem))


def finish(problems: Iterable[Problem]) -> None:
    """Ends the command: exit code 1 if a problem is an error."""
    if has_errors(problems):
        raise SystemExit(1)


def problem_dict(problem: Problem) -> dict[str, object]:
    """A problem as plain values."""
    where = problem.where
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "path": where.path,
        "subject": problem.subject,
        "details": dict(problem.details),
    }


def problem_text(problem: Problem) -> str:
    """``file:line:column: error CODE: message``, the source line with a caret, and the hint."""
    place = f"{problem.where}: " if str(problem.where) else ""
    label = click.style(f"{problem.severity.value} {problem.code}:", fg=_COLORS[problem.severity], bold=True)
    lines = [f"{place}{label} {problem.message}", *_excerpt(problem)]
    if problem.hint:
        lines.append(f"    hint: {problem.hint}")
    return "\n".join(lines)


def _excerpt(problem: Problem) -> list[str]:
    where = problem.where
    source = _lines(where.file)
    if where.line is None or not 1 <= where.line <= len(source):
        return []
    line = source[where.line - 1].replace("\t", " ")
    if len(line) > _MAX_SOURCE:
        return []
    excerpt = [f"    {line}"]
    if where.column is not None and where.column <= len(line) + 1:
        excerpt.append("    " + " " * (where.column - 1) + click.style("^", fg=_COLORS[problem.severity]))
    return excerpt


@cache
def _lines(file: str) -> tuple[str, ...]:
    try:
        return tuple(Path(file).read_text(encoding="utf-8").splitlines()) if file else ()
    except (OSError, UnicodeDecodeError):
        return ()


def count_words(problems: Sequence[Problem]) -> str:
    """``2 errors, 1 warning`` or ``no problems``."""
    parts = []
    for severity in Severity:
        count = sum(problem.severity is severity for problem in problems)
        if count:
            parts.append(f"{count} {severity.value}{'' if count == 1 else 's'}")
    return ", ".join(parts) or "no problems"
