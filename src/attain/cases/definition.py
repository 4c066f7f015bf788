"""What a case is: what is given, as the tables a calculation reads, and what is expected of its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attain.engine import CalculationInput
from attain.kernel.problem import NOWHERE, Location, Problem
from attain.plans import Plan


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that a row of results must have, as it was written."""

    field: str
    text: str
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Conditions that select rows of a result table, and the values that the selection must have."""

    filters: Mapping[str, str]
    wanted: tuple[Wanted, ...]
    where: Location = NOWHERE

    @property
    def words(self) -> str:
        """The conditions in a phrase: ``payee alice, component commission``."""
        return ", ".join(f"{name} {value}" for name, value in self.filters.items()) or "everything"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out. ``rows`` by section: earnings, credits, attainments; absent sections are not
    compared.

    ``problems`` are the codes of the errors that must be reported, exactly.
    """

    rows: Mapping[str, tuple[ExpectedRow, ...]]
    problems: tuple[str, ...] = ()
    is_complete: bool = False
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence that says what holds, with its example."""

    sentence: str
    given: CalculationInput
    expected: Expected
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A document of cases: the files of its plans as written, and the cases."""

    file: str
    plans: tuple[Plan, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that is not as expected: what, the two values, and the lines that explain what was found."""

    what: str
    expected: str
    got: str
    where: Location = NOWHERE
    because: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.what}: expected {self.expected}, got {self.got}"]
        return "\n".join([*lines, *(f"  {line}" for line in self.because)])


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case went: it passed if there is no failure."""

    case: Case
    failures: tuple[Failure, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether all was as expected."""
        return not self.failures
