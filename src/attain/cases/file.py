"""Case files on disk: ``<plan>.cases.yaml`` stands beside ``<plan>.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attain.cases.definition import CaseFile
from attain.cases.reading import read_cases
from attain.kernel.problem import Location, Problem
from attain.plans import Plan, load_plan

SUFFIX = ".cases.yaml"


def cases_beside(plan: Path) -> Path:
    """The case file of a plan file."""
    return plan.with_name(plan.stem + SUFFIX)


def find_case_files(paths: Iterable[Path]) -> list[Path]:
    """The case files among the paths: files themselves, a plan's cases, and all below a folder; sorted."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= set(path.rglob("*" + SUFFIX))
        elif path.name.endswith(SUFFIX):
            found.add(path)
        elif cases_beside(path).exists():
            found.add(cases_beside(path))
    return sorted(found)


def read_case_file(path: Path) -> tuple[CaseFile | None, tuple[Problem, ...]]:
    """The cases of a file, with the plans that they are about."""

    def load(names: Sequence[str]) -> tuple[tuple[Plan, ...], tuple[Problem, ...]]:
        own = path.name.removesuffix(SUFFIX) + ".yaml"
        return _load_plans([path.parent / name for name in names or [own]])

    text = _read(path)
    return (None, (text,)) if isinstance(text, Problem) else read_cases(text, load, str(path))


def _load_plans(paths: Iterable[Path]) -> tuple[tuple[Plan, ...], tuple[Problem, ...]]:
    plans: list[Plan] = []
    problems: list[Problem] = []
    for path in paths:
        text = _read(path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        plan, found = load_plan(text, str(path))
        problems += found
        if plan is not None:
            plans.append(plan)
    return (tuple(plans), tuple(problems)) if not problems else ((), tuple(problems))


def _read(path: Path) -> str | Problem:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"The file {path} cannot be read: {error.strerror}."
        return Problem("file-unreadable", message, Location(str(path)), "Check its name and folder.")
    except UnicodeDecodeError:
        return Problem("file-encoding", f"The file {path} is not UTF-8 text.", Location(str(path)))
