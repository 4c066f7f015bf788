"""A company of any size for benchmarks, written as Parquet by DuckDB in chunks.

Every value follows from an MD5 of the seed and the row's number, in whole numbers only: the same rows
whatever the machine, the number of threads or the size of a chunk. Seats stand on five levels with a span of
eight, on the plans of the documented company; a transaction has 1.3 splits on average; there are four
currencies, one of them without decimal places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attain.example.company import DEFAULT_SEED
from attain.example.scaled_sql import (
    ASSIGNMENTS,
    BITS,
    CURRENCIES,
    CURRENCY_TABLE,
    FX_RATES,
    PEOPLE,
    POSITIONS,
    PRODUCT_ROWS,
    QUOTAS,
    SEATS,
    SPLITS,
    TRANSACTIONS,
)
from attain.tables import IMPORTABLE_TABLES, TableContract

if TYPE_CHECKING:
    import duckdb

CHUNK_ROWS = 1_000_000
SPAN = 8
LEVELS = 5
FEWEST_PAYEES = 6  # two sellers, so that a deal can be split
MEAN_AMOUNT = 2_300_000  # minor units of a transaction, for quotas near what will be sold
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ScaledFiles:
    """The folder and how many rows each table has; a table is ``<name>/part-*.parquet``."""

    folder: Path
    rows: dict[str, int]

    def files(self, table: str) -> list[Path]:
        """The files of a table in order."""
        return sorted((self.folder / table).glob("part-*.parquet"))


def level_sizes(payees: int) -> tuple[int, ...]:
    """Seats on each level from the sellers up, about ``payees`` in all, one at the top.

    Raises ValueError for fewer than six payees.
    """
    if payees < FEWEST_PAYEES:
        raise ValueError(f"five levels need at least {FEWEST_PAYEES} payees, {payees} were asked for")

    def sizes(sellers: int) -> tuple[int, ...]:
        found = [sellers]
        while len(found) < LEVELS - 1:
            found.append(-(-found[-1] // SPAN))
        return (*found, 1)

    sellers = 1
    while sum(sizes(sellers + 1)) <= payees:
        sellers += 1
    return sizes(sellers)


def write_scaled(
    out_dir: Path,
    payees: int,
    transactions: int,
    seed: int = DEFAULT_SEED,
    *,
    threads: int = 2,
    chunk_rows: int = CHUNK_ROWS,
    progress: Progress | None = None,
) -> ScaledFiles:
    """Writes people, positions, assignments, products, quotas, rates, transactions and splits of 2026.

    ``progress`` is called with the table, the rows done and the rows wanted.
    """
    import duckdb

    sizes = level_sizes(payees)
    rows: dict[str, int] = {}
    with duckdb.connect(config={"threads": threads, "preserve_insertion_order": True}) as connection:
        _prepare(connection, sizes, transactions, seed)
        for name, sql in (
            ("people", PEOPLE),
            ("positions", POSITIONS),
            ("assignments", ASSIGNMENTS),
            ("products", PRODUCT_ROWS),
            ("quotas", QUOTAS),
            ("fx_rates", FX_RATES),
        ):
            rows[name] = _write(connection, out_dir, name, sql, 0)
        for name, sql in (("transactions", TRANSACTIONS), ("splits", SPLITS)):
            rows[name] = 0
            for part, start in enumerate(range(0, transactions, chunk_rows)):
                end = min(start + chunk_rows, transactions)
                text = sql.replace("{start}", str(start)).replace("{end}", str(end))
                rows[name] += _write(connection, out_dir, name, text, part)
                if progress is not None:
                    progress(name, end, transactions)
    return ScaledFiles(out_dir, rows)


def _prepare(
    connection: duckdb.DuckDBPyConnection, sizes: tuple[int, ...], transactions: int, seed: int
) -> None:
    connection.execute(f"CREATE MACRO low(kind, i) AS md5_number_lower('{int(seed)}/' || kind || '/' || i)")
    connection.execute(f"CREATE MACRO high(kind, i) AS md5_number_upper('{int(seed)}/' || kind || '/' || i)")
    connection.execute(BITS)
    connection.execute(CURRENCY_TABLE)
    connection.executemany("INSERT INTO currencies VALUES (?, ?, ?, ?)", [list(row) for row in CURRENCIES])
    first = 0
    connection.execute("CREATE TABLE levels (level BIGINT, first BIGINT, size BIGINT)")
    for level, size in enumerate(sizes):
        connection.execute("INSERT INTO levels VALUES (?, ?, ?)", [level, first, size])
        first += size
    connection.execute(f"CREATE TABLE seats AS {SEATS.format(span=SPAN)}")
    monthly = MEAN_AMOUNT * transactions // (12 * sizes[0])
    connection.execute(f"CREATE MACRO span() AS {SPAN}::BIGINT")
    connection.execute(f"CREATE MACRO sellers() AS {sizes[0]}::BIGINT")
    connection.execute(f"CREATE MACRO monthly_quota() AS {max(monthly, 1000)}::BIGINT")


def _write(connection: duckdb.DuckDBPyConnection, out_dir: Path, name: str, sql: str, part: int) -> int:
    """Writes one file of a table with the columns and types of its contract."""
    folder = out_dir / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"part-{part:05d}.parquet"
    columns = ", ".join(_column(connection, IMPORTABLE_TABLES[name], sql))
    target = str(path).replace("'", "''")
    done = connection.execute(
        f"COPY (SELECT {columns} FROM ({sql})) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
    ).fetchone()
    return int(done[0]) if done else 0


def _column(connection: duckdb.DuckDBPyConnection, contract: TableContract, sql: str) -> list[str]:
    """The contract's columns in order: those the query has, and nulls for the others."""
    import pyarrow as pa

    given = {row[0] for row in connection.execute(f"DESCRIBE {sql}").fetchall()}
    types = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.date32(): "DATE", pa.bool_(): "BOOLEAN"}
    return [
        f"{field.name if field.name in given else 'NULL'}::{types[field.type]} AS {field.name}"
        for field in contract.arrow_schema()
    ]
