# ruff: noqa: S608 (names are quoted; no text of a user becomes SQL)
"""A program run by DuckDB in memory: a temporary table for each step, results as Arrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from attain.engine.duckdb.relation import compile_program
from attain.engine.duckdb.scalar import quoted
from attain.ir.program import Program

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Progress = Callable[[str, int, int], None]


def execute(
    program: Program,
    tables: Mapping[str, pa.Table],
    wanted: Sequence[str],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, pa.Table]:
    """Runs all steps and gives back the wanted ones, rows sorted by all their columns in order.

    A wanted step is not kept: no other step reads it.
    Raises OverflowError where a value leaves the bound that was proven for it.
    """
    import duckdb

    statements, asked = compile_program(program), frozenset(wanted)
    connection = _connect(threads)
    try:
        for name, table in tables.items():
            connection.register(name, table)
        found = {}
        for done, (name, select) in enumerate(statements):
            if progress is not None:
                progress(name, done, len(statements))
            if name in asked:
                found[name] = _sorted(connection, select, list(program.step(name).relation.columns))
            else:
                connection.execute(f"CREATE TEMP TABLE {quoted(name)} AS {select}")
        return found
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise OverflowError(str(error).splitlines()[0]) from error
    finally:
        connection.close()


def _connect(threads: int | None) -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")  # it would be written into what a command prints
    if threads is not None:
        connection.execute(f"SET threads = {threads}")
    return connection


def _sorted(connection: duckdb.DuckDBPyConnection, select: str, columns: Sequence[str]) -> pa.Table:
    order = ", ".join(f"{quoted(column)} NULLS FIRST" for column in columns)
    return connection.sql(f"SELECT * FROM ({select}) AS t ORDER BY {order}").to_arrow_table()
