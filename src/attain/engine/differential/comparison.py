"""Runs random scenarios on both executors and counts the payees whose results differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from attain.engine.calculation import Calculation, execute
from attain.engine.differential.scenario import PAYEES_OF_A_SCENARIO, random_scenario
from attain.engine.inputs import CalculationInput
from attain.engine.lowering import Lowered, lower_plans
from attain.engine.preparation import Prepared, prepare
from attain.engine.succession import effective_plans
from attain.ir.program import Program
from attain.tables import RESULT_TABLES

if TYPE_CHECKING:
    import pyarrow as pa

Fault = Callable[[Program], Program]
MAX_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DifferentialResult:
    """How many payees were compared, how many differ, and the first differences in words."""

    cases: int
    differences: int
    shown: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.cases} cases, {self.differences} differences"


def run_differential(
    cases: int,
    seed: int,
    *,
    fault: Fault | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> DifferentialResult:
    """Compares at least ``cases`` payees; one seed, the same cases. A fault is planted in DuckDB."""
    done, different, shown = 0, 0, []
    for number in range(-(-cases // PAYEES_OF_A_SCENARIO)):
        inputs = random_scenario(seed * 1_000_003 + number)
        found = differences(expect(inputs), fault)
        done += PAYEES_OF_A_SCENARIO
        different += len({person for person, _ in found})
        shown += [f"seed {seed}, scenario {number}: {words}" for _, words in found]
        if progress is not None:
            progress(min(done, cases), cases)
    return DifferentialResult(done, different, tuple(shown[:MAX_SHOWN]))


@dataclass(frozen=True)
class Expected:
    """A scenario as the interpreter calculates it, ready to be compared with other executions."""

    lowered: Lowered
    prepared: Prepared
    calculation: Calculation


def expect(inputs: CalculationInput) -> Expected:
    """The interpreter's results."""
    inputs = replace(inputs, plans=effective_plans(inputs.plans))
    prepared = prepare(inputs)
    lowered = lower_plans(prepared, inputs.plans)
    return Expected(lowered, prepared, execute(lowered, prepared, backend="reference"))


def differences(expected: Expected, fault: Fault | None = None) -> list[tuple[str, str]]:
    """Person and words for each difference of DuckDB's results; none where all bytes agree."""
    lowered = expected.lowered
    planted = lowered if fault is None else replace(lowered, program=fault(lowered.program))
    found = execute(planted, expected.prepared, backend="duckdb", threads=1)
    wanted = expected.calculation
    return [*_table_differences(wanted, found), *_problem_differences(wanted, found)]


def table_bytes(table: pa.Table) -> bytes:
    """A table as bytes: equal bytes mean equal schema, rows and order."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _table_differences(expected: Calculation, found: Calculation) -> Iterable[tuple[str, str]]:
    for name in RESULT_TABLES:
        left, right = expected.table(name), found.table(name)
        if table_bytes(left) == table_bytes(right):
            continue
        yield from _row_differences(name, left.to_pylist(), right.to_pylist())


def _row_differences(
    name: str, expected: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Iterable[tuple[str, str]]:
    key = RESULT_TABLES[name].key
    sides = [{tuple(row[one] for one in key): row for row in rows} for rows in (expected, found)]
    for one in sorted(set(sides[0]) | set(sides[1])):
        left, right = sides[0].get(one), sides[1].get(one)
        if left != right:
            yield one[0], f"{name} {one}: interpreter {left}, DuckDB {right}"


def _problem_differences(expected: Calculation, found: Calculation) -> Iterable[tuple[str, str]]:
    for problem in sorted(set(expected.problems) ^ set(found.problems), key=str):
        yield problem.subject, f"problem of one executor only: {problem}"
