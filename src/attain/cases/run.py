"""Runs cases: through the reference interpreter and through DuckDB, which must agree to the last unit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attain.cases.comparison import Row, compare, row_words
from attain.cases.definition import Case, CaseFile, Failure, Outcome
from attain.engine import Calculation, CalculationInput, Explanation, calculate, explain_lines
from attain.kernel.problem import ProblemError

SECTIONS = ("credits", "attainments", "earnings")
MAX_LINES = 8


def run_cases(cases: CaseFile) -> tuple[Outcome, ...]:
    """How each case of a file went."""
    return tuple(run_case(case) for case in cases.cases)


def run_case(case: Case) -> Outcome:
    """How a case went; never raises for what a case says."""
    try:
        calculation = calculate(case.given, backend="reference")
        compiled = calculate(case.given, backend="duckdb")
    except ProblemError as error:
        because = tuple(str(problem) for problem in error.problems)
        return Outcome(case, (_impossible(case, because),), error.problems)
    except OverflowError:
        return Outcome(case, (_impossible(case, ("A number is larger than what stays exact.",)),))
    failures = compare(case, calculation, _Because(case.given, calculation))
    return Outcome(case, (*failures, *_differences(calculation, compiled, case)), calculation.problems)


def _impossible(case: Case, because: tuple[str, ...]) -> Failure:
    return Failure("the calculation", "results", "none", case.where, because)


def _differences(reference: Calculation, compiled: Calculation, case: Case) -> list[Failure]:
    """Where the two engines disagree, which is a fault of Attain and not of the plan."""
    return [
        Failure(
            f"{section} of the two engines",
            "the same rows",
            "different rows",
            case.where,
            ("This is a fault in Attain: please report the plan and this case.",),
        )
        for section in SECTIONS
        if not getattr(reference, section).equals(getattr(compiled, section))
    ]


class _Because:
    """Explains rows of results: each with the sentence that says how it came about."""

    def __init__(self, given: CalculationInput, calculation: Calculation) -> None:
        self._given = given
        self._calculation = calculation
        self._explained = cache(self._explain)

    def __call__(self, section: str, rows: Sequence[Row]) -> tuple[str, ...]:
        lines: list[str] = []
        if not rows:
            found = getattr(self._calculation, section).to_pylist()
            return self._instead(section, found)
        for row in rows[:MAX_LINES]:
            lines.append(row_words(section, row))
            if section == "earnings":
                sentence = self._sentence(row)
                lines += [f"  {sentence}"] if sentence else []
        if len(rows) > MAX_LINES:
            lines.append(f"… and {len(rows) - MAX_LINES} more")
        return tuple(lines)

    def _instead(self, section: str, found: Sequence[Row]) -> tuple[str, ...]:
        if found:
            shown = tuple(row_words(section, row) for row in found[:MAX_LINES])
            return (f"No row of {section} fits. There are:", *shown)
        reasons = tuple(f"{one.code}: {one.message}" for one in self._calculation.problems[:MAX_LINES])
        if section != "credits" and not reasons and not self._calculation.credits.num_rows:
            reasons = ("No transaction earned credit: compare it with the plan's credits (of, when, to).",)
        return (f"There are no {section}.", *reasons)

    def _sentence(self, row: Row) -> str:
        explained = self._explained(row["person_id"], row["period"])
        found = explained.get((row["component"], row["transaction_id"], row["line_kind"]))
        return found.sentence if found else ""

    def _explain(self, person_id: str, period: str) -> dict[tuple[str, str, str], Explanation]:
        return explain_lines(self._given, person_id=person_id, period=period)
