"""The project's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that git tracks or would track, absolute and sorted."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = {ROOT / name for name in listed.split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def files_under(*folders: str, suffix: str = ".py") -> list[Path]:
    """Project files of that suffix in the folders, which are relative to the root."""
    tops = [ROOT / folder for folder in folders]
    return [p for p in project_files() if p.suffix == suffix and any(p.is_relative_to(top) for top in tops)]


def place(path: Path, line: int | None = None) -> str:
    """`src/attain/x.py:12`, as an editor opens it."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


@cache
def syntax_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
