"""Calculations: one program for all plans, run by the backend that is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from attain.engine import duckdb as duckdb_backend
from attain.engine import reference
from attain.engine.inputs import CalculationInput
from attain.engine.lowering import Lowered, lower_plans
from attain.engine.preparation import Prepared, prepare
from attain.engine.restriction import restrict
from attain.engine.succession import effective_plans
from attain.ir.relation import Relation
from attain.kernel.problem import Problem, ProblemError, Severity
from attain.tables import IMPORTABLE_TABLES, RESULT_TABLES, TableContract

if TYPE_CHECKING:
    import pyarrow as pa

Backend = Literal["duckdb", "reference"]
Progress = Callable[[str, int, int], None]
MAX_PROBLEMS_OF_A_STEP = 1_000


@dataclass(frozen=True)
class Calculation:
    """Results in the columns of their contracts, sorted by key, and everything that was wrong with the
    inputs.
    """

    credits: pa.Table
    attainments: pa.Table
    earnings: pa.Table
    problems: tuple[Problem, ...]

    def table(self, name: str) -> pa.Table:
        """A result table by name."""
        return {"credits": self.credits, "attainments": self.attainments, "earnings": self.earnings}[name]


def calculate(
    inputs: CalculationInput,
    *,
    backend: Backend = "duckdb",
    person_ids: frozenset[str] | None = None,
    progress: Progress | None = None,
    threads: int | None = None,
) -> Calculation:
    """All history from ``start`` to the end of ``through``, for all payees or for some.

    The same inputs give the same bytes, whatever the backend, the order of rows and the number of threads.
    Raises ``ProblemError`` where nothing can be computed: a key is repeated, or numbers are beyond what
    stays exact.
    """
    if person_ids is not None:
        inputs = restrict(inputs, person_ids)
    inputs = replace(inputs, plans=effective_plans(inputs.plans))
    prepared = prepare(inputs, person_ids)
    lowered = lower_plans(prepared, inputs.plans)
    return execute(lowered, prepared, backend=backend, threads=threads, progress=progress)


def execute(
    lowered: Lowered,
    prepared: Prepared,
    *,
    backend: Backend,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Calculation:
    """A lowered program on its tables. Raises as ``calculate``."""
    wanted = [f"result/{name}" for name in lowered.results] + list(lowered.problems)
    try:
        found = _run(lowered, prepared, wanted, backend, threads, progress)
        results = {
            name: _contracted(found.get(f"result/{name}", []), contract)
            for name, contract in RESULT_TABLES.items()
        }
    except OverflowError as error:
        message = f"A number became larger than what stays exact: {error}"
        hint = "Look for a wrong amount, rate or quota."
        raise ProblemError([Problem("number-overflow", message, hint=hint)]) from error
    problems = sorted_problems((*prepared.problems, *_described(lowered, found)))
    return Calculation(**results, problems=tuple(problems))


def _run(
    lowered: Lowered,
    prepared: Prepared,
    wanted: Sequence[str],
    backend: Backend,
    threads: int | None,
    progress: Progress | None,
) -> Mapping[str, Any]:
    if backend == "duckdb":
        return duckdb_backend.execute(
            lowered.program, prepared.tables, wanted, threads=threads, progress=progress
        )
    tables = {name: table.to_pylist() for name, table in prepared.tables.items()}
    done = reference.execute(lowered.program, tables)
    return {name: sort_rows(done[name], lowered.program.step(name).relation) for name in wanted}


def sort_rows(rows: list[dict[str, Any]], relation: Relation) -> list[dict[str, Any]]:
    """Rows by all their columns in order, an empty value first."""
    names = list(relation.columns)
    return sorted(rows, key=lambda row: [(row[name] is not None, row[name]) for name in names])


def _contracted(rows: Any, contract: TableContract) -> pa.Table:
    """The rows as a table of the contract, sorted by its key."""
    import pyarrow as pa

    schema = contract.arrow_schema()
    table = pa.Table.from_pylist(rows, schema=schema) if isinstance(rows, list) else rows.select(schema.names)
    rest = [name for name in schema.names if name not in contract.key]
    order = [(name, "ascending") for name in (*contract.key, *rest)]
    return table.cast(schema).sort_by(order).combine_chunks()


# ---------------------------------------------------------------- problems


def _described(lowered: Lowered, found: Mapping[str, Any]) -> Iterable[Problem]:
    for name, describe in lowered.problems.items():
        rows = found[name]
        shown = rows[:MAX_PROBLEMS_OF_A_STEP]
        shown = shown if isinstance(shown, list) else shown.to_pylist()
        problems = [describe(row) for row in shown]
        yield from problems
        more = len(rows) - len(shown)
        if more:
            message = f"{more:,} more problems like the {len(shown):,} before them: {problems[-1].message}"
            yield Problem("more-problems", message, severity=problems[-1].severity, subject=problems[-1].code)


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems, the gravest first, without repetition."""
    return sorted(set(problems), key=lambda one: (_ORDER[one.severity], one.code, one.subject, one.message))


# ---------------------------------------------------------------- what if


def what_if(
    inputs: CalculationInput,
    *,
    person_id: str,
    extra: Sequence[Mapping[str, Any]],
    backend: Backend = "duckdb",
) -> Calculation:
    """The calculation for one payee as if some more transactions had happened.

    ``extra`` are rows of the transactions table, each with ``splits``: rows of the splits table without the
    transaction; left out, the payee owns all of it. ``transaction_id``, ``kind``, ``occurred_on`` and
    ``currency`` have defaults: a booking in the payee's currency on the last day of ``through``.
    """
    transactions, splits = [], []
    for number, row in enumerate(extra, start=1):
        transaction = {**_extra_defaults(inputs, person_id, number), **row}
        own = transaction.pop("splits", None) or [
            {"person_id": person_id, "split_role": "owner", "share": 10**8}
        ]
        splits += [{**split, "transaction_id": transaction["transaction_id"]} for split in own]
        transactions.append(transaction)
    inputs = restrict(inputs, frozenset([person_id]))
    inputs = inputs.with_tables(
        transactions=_extended(inputs, "transactions", transactions),
        splits=_extended(inputs, "splits", splits),
    )
    return calculate(inputs, backend=backend, person_ids=frozenset([person_id]))


def _extra_defaults(inputs: CalculationInput, person_id: str, number: int) -> dict[str, Any]:
    day: dt.date = inputs.through.last_day
    held = {
        row["position_id"] for row in inputs.table("assignments").to_pylist() if row["person_id"] == person_id
    }
    currencies = [
        row["currency"] for row in inputs.table("positions").to_pylist() if row["position_id"] in held
    ]
    return {
        "transaction_id": f"what-if-{number}",
        "kind": "booking",
        "occurred_on": day,
        "currency": currencies[-1] if currencies else "USD",
    }


def _extended(inputs: CalculationInput, name: str, rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    base = inputs.table(name)
    return pa.concat_tables([base, IMPORTABLE_TABLES[name].table(rows).cast(base.schema)])
