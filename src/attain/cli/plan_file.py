"""Reads plan files for commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attain.cli.report import report
from attain.kernel.problem import Location, Problem

if TYPE_CHECKING:
    from attain.plans import Plan


def read_plan(path: Path) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan in a file, or what is wrong with it."""
    from attain.plans import load_plan

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        hint = "Save it as UTF-8 text."
        return None, (Problem("file-encoding", "The file is not UTF-8 text.", Location(str(path)), hint),)
    return load_plan(text, str(path))


def require_plan(path: Path) -> Plan:
    """The plan in a file; where it has errors, prints them and ends the command with 1."""
    plan, problems = read_plan(path)
    if plan is None:
        report(problems)
        raise SystemExit(1)
    return plan
