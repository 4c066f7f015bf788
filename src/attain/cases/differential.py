"""The differential test: the reference interpreter and DuckDB on random plans and data, to the last unit.

A case is one payee's history under a random plan. Cases come in batches, one calculation each; a batch has
its own seed, so that a difference can be repeated alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from attain.cases.generated_data import generate_inputs
from attain.cases.generated_plan import generate_plan
from attain.engine import Calculation, CalculationInput, calculate
from attain.kernel.problem import ProblemError
from attain.plans import Plan, load_plan

PAYEES = 100
TRANSACTIONS = 8
SECTIONS = ("credits", "attainments", "earnings")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that one engine has and the other has not, or has otherwise."""

    seed: int
    section: str
    person_id: str
    reference: str
    compiled: str


@dataclass(frozen=True, slots=True)
class DifferentialResult:
    """How many payees were compared, how many lines of pay they had, and where the engines differ."""

    cases: int
    earnings: int
    differences: tuple[Difference, ...]


def compare_engines(cases: int, seed: int, progress: Progress | None = None) -> DifferentialResult:
    """Compares the engines on at least that many cases; the same seed gives the same cases."""
    done = earnings = 0
    differences: list[Difference] = []
    batch = 0
    while done < cases:
        payees = min(PAYEES, cases - done)
        inputs = generate_batch(seed * 1_000_003 + batch, payees)
        reference, compiled = _calculate(inputs, "reference"), _calculate(inputs, "duckdb")
        differences += differences_between(seed * 1_000_003 + batch, reference, compiled)
        if not isinstance(reference, str):
            earnings += reference.earnings.num_rows
        done += payees
        batch += 1
        if progress is not None:
            progress(done, len(differences))
    return DifferentialResult(done, earnings, tuple(differences))


def generate_batch(seed: int, payees: int = PAYEES) -> CalculationInput:
    """The inputs of one batch."""
    random = Random(seed)  # noqa: S311 — repeatable, no secret
    plans = tuple(_load(generate_plan(random, plan_id)) for plan_id in ("one", "two"))
    return generate_inputs(random, plans, payees, TRANSACTIONS)


def _load(text: str) -> Plan:
    plan, problems = load_plan(text, "generated.yaml")
    if plan is None:
        raise ProblemError(problems)
    return plan


def _calculate(inputs: CalculationInput, backend: str) -> Calculation | str:
    """The results, or in words what made them impossible: then both engines must say the same."""
    try:
        return calculate(inputs, backend="reference" if backend == "reference" else "duckdb")
    except ProblemError as error:
        return str(error)


def differences_between(
    seed: int, reference: Calculation | str, compiled: Calculation | str
) -> Iterator[Difference]:
    """Each row in which two calculations differ."""
    if isinstance(reference, str) or isinstance(compiled, str):
        if reference != compiled:
            yield Difference(seed, "run", "", str(reference)[:500], str(compiled)[:500])
        return
    for section in SECTIONS:
        first, second = getattr(reference, section), getattr(compiled, section)
        if not first.equals(second):
            yield from _rows_between(seed, section, first.to_pylist(), second.to_pylist())
    if reference.problems != compiled.problems:
        pairs = [tuple(sorted(map(str, one.problems))) for one in (reference, compiled)]
        yield Difference(seed, "problems", "", str(pairs[0])[:500], str(pairs[1])[:500])


def _rows_between(
    seed: int, section: str, first: list[dict[str, object]], second: list[dict[str, object]]
) -> Iterator[Difference]:
    ours = {repr(row): row for row in first}
    theirs = {repr(row): row for row in second}
    for text in sorted(ours.keys() ^ theirs.keys()):
        row = ours.get(text) or theirs[text]
        mine, other = (text, "no such row") if text in ours else ("no such row", text)
        yield Difference(seed, section, str(row["person_id"]), mine, other)
    if ours.keys() == theirs.keys():
        yield Difference(seed, section, "", "rows in one order", "rows in another order, types or number")
