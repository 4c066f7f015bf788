"""What goes wrong with a user's input is data: problems are collected and returned, never thrown singly.

A problem says what happened (``message``), where (``where``), and what to do next (``hint``). Its ``code`` is
stable and documented, so that people can search for it and programs can act on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem stops: an error stops the work, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source: file, one-based line and column, and a path of keys inside the document."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""

    def __str__(self) -> str:
        place = self.file or self.path
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
            if self.column is not None:
                place += f":{self.column}"
        return place


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or odd in what a user gave.

    ``subject`` names the record concerned (a payee, a transaction), ``details`` carries values for programs.
    """

    code: str
    message: str
    where: Location = NOWHERE
    hint: str = ""
    severity: Severity = Severity.ERROR
    subject: str = ""
    details: tuple[tuple[str, str], ...] = field(default=())

    def __str__(self) -> str:
        place = f"{self.where}: " if str(self.where) else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.severity} {self.code}: {self.message}{hint}"


class ProblemError(Exception):
    """Raised where a caller asked for a result that the problems make impossible."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the work."""
    return any(problem.severity is Severity.ERROR for problem in problems)
