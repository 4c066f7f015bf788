"""An installation's data in a notebook, read from its folder: no server, no Django, nothing is written.

Facts and results are open Parquet files, read by DuckDB; which of them are current, and the records, are in
the records database. Who can read the folder reads everything in it: permissions are those of the files. To
read as one user, with that user's permissions, use the REST API.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from attain.engine import CalculationInput
from attain.kernel.period import FiscalCalendar
from attain.kernel.problem import Problem, ProblemError
from attain.notebook.calculation import month_of
from attain.notebook.frame import Frame
from attain.notebook.plan import load_plan
from attain.store import FactStore, Manifest
from attain.tables import (
    FACT_TABLES,
    IMPORTABLE_TABLES,
    RECORD_TABLES,
    RESULT_TABLES,
    ColumnType,
    TableContract,
)

# Where the records database keeps each table.
_KEPT_IN = {
    "people": "people_person",
    "positions": "people_position",
    "assignments": "people_assignment",
    "territories": "datahub_territory",
    "accounts": "datahub_account",
    "account_owners": "datahub_accountowner",
    "products": "datahub_product",
    "quotas": "datahub_quota",
    "parameters": "datahub_parameter",
    "fx_rates": "datahub_fxrate",
}


@dataclass(frozen=True)
class HomeRun:
    """A calculation run of the installation."""

    id: int
    through: str
    purpose: str
    is_current: bool
    as_of: str


class Home:
    """An installation, read only: ``table(name)``, ``runs()``, ``earnings()`` …, ``sql(query)``."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self.database = database
        self.store = FactStore(folder / "facts")

    def table(self, name: str) -> Frame:
        """The current rows of a table: ``home.table("transactions")``."""
        contract = IMPORTABLE_TABLES.get(name)
        if contract is None:
            hint = f"Tables are {', '.join(IMPORTABLE_TABLES)}."
            raise ProblemError([Problem("table-unknown", f"There is no table “{name}”.", hint=hint)])
        if name in RECORD_TABLES:
            return Frame(contract.table(self._record_rows(contract)), contract)
        manifest = self._fact_manifest(name)
        return Frame(self.store.read(manifest) if manifest else contract.table([]), contract)

    def runs(self) -> list[HomeRun]:
        """The runs that have succeeded, the newest first."""
        sql = """SELECT id, through, purpose, is_current, as_of FROM incentives_run
            WHERE state = 'succeeded' ORDER BY id DESC"""
        return [HomeRun(row[0], row[1], row[2], bool(row[3]), row[4]) for row in self._rows(sql)]

    def earnings(self, run: int | None = None) -> Frame:
        """The earnings of a run; of the current official one unless given."""
        return self._result("earnings", run)

    def credits(self, run: int | None = None) -> Frame:
        """The credits of a run; of the current official one unless given."""
        return self._result("credits", run)

    def attainments(self, run: int | None = None) -> Frame:
        """The attainments of a run; of the current official one unless given."""
        return self._result("attainments", run)

    def inputs(self, *, through: str = "", run: int | None = None) -> CalculationInput:
        """What a run read, exactly: ``attain.calculate(home)`` gives its results again."""
        row = self._run(run, "id, inputs, start, through, fiscal_start_month")
        sql = """SELECT version.text FROM incentives_run_plan_versions AS used
            JOIN incentives_planversion AS version ON version.id = used.planversion_id
            JOIN incentives_plan AS plan ON plan.id = version.plan_id
            WHERE used.run_id = ? ORDER BY plan.plan_id, version.effective_from"""
        calendar = FiscalCalendar(row[4])
        return CalculationInput(
            tables={
                name: self.store.read(Manifest.from_json(text)) for name, text in json.loads(row[1]).items()
            },
            plans=tuple(load_plan(text) for (text,) in self._rows(sql, row[0])),
            calendar=calendar,
            start=dt.date.fromisoformat(row[2]),
            through=month_of(through or row[3], calendar),
        )

    def sql(self, query: str) -> Frame:
        """Rows of a DuckDB query over all tables and the current results, each under its name."""
        import duckdb

        with duckdb.connect(":memory:") as connection:
            for name in FACT_TABLES:
                manifest = self._fact_manifest(name)
                if manifest is not None:
                    connection.execute(f'CREATE VIEW "{name}" AS {self.store.relation_sql(manifest)}')
            for name in RECORD_TABLES:
                connection.register(name, self.table(name).to_arrow())
            for name in RESULT_TABLES if self.runs() else ():
                connection.register(name, self._result(name, None).to_arrow())
            return Frame(connection.sql(query).to_arrow_table())

    def _result(self, name: str, run: int | None) -> Frame:
        found = json.loads(self._run(run, "results")[0]).get(name)
        contract = RESULT_TABLES[name]
        return Frame(self.store.read(Manifest.from_json(found)) if found else contract.table([]), contract)

    def _run(self, run: int | None, columns: str) -> tuple[Any, ...]:
        chosen = "is_current = 1" if run is None else "id = ?"
        sql = f"SELECT {columns} FROM incentives_run WHERE state = 'succeeded' AND {chosen}"  # noqa: S608
        for row in self._rows(sql, *(() if run is None else (run,))):
            return row
        what = "No run has succeeded yet." if run is None else f"There is no finished run {run}."
        raise ProblemError([Problem("run-unknown", what, hint="See runs().")])

    def _fact_manifest(self, name: str) -> Manifest | None:
        sql = 'SELECT manifest_json FROM datahub_factsnapshot WHERE "table" = ? AND is_current = 1'
        return next((Manifest.from_json(text) for (text,) in self._rows(sql, name)), None)

    def _record_rows(self, contract: TableContract) -> Iterator[dict[str, Any]]:
        names = ", ".join(f'"{name}"' for name in contract.by_name)
        key = ", ".join(f'"{name}"' for name in contract.key)
        kept = _KEPT_IN[contract.name]
        sql = f"SELECT {names} FROM {kept} WHERE superseded_at IS NULL ORDER BY {key}"  # noqa: S608
        for row in self._rows(sql):
            yield {
                column.name: _value(column.type, value)
                for column, value in zip(contract.columns, row, strict=True)
            }

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._connected() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            yield connection

    def __repr__(self) -> str:
        return f"Installation in {self.folder}: {len(self.runs())} runs"


def open_home(path: str | Path | None = None) -> Home:
    """The installation whose state is in a folder: the one given, ATTAIN_HOME, or ``~/.attain``.

    Raises ProblemError where there is none, or where its records are in PostgreSQL.
    """
    folder = Path(path or os.environ.get("ATTAIN_HOME") or Path.home() / ".attain").expanduser().absolute()
    url = "" if path else os.environ.get("ATTAIN_DATABASE_URL", "")
    if url and not url.startswith("sqlite:"):
        text = "The records of this installation are in PostgreSQL, which this function does not read."
        hint = "Use the REST API or a PostgreSQL client; the facts are Parquet files in the folder facts."
        raise ProblemError([Problem("home-in-postgresql", text, hint=hint)])
    database = Path(unquote(urlsplit(url).path[1:])).expanduser() if url else folder / "attain.sqlite3"
    if not database.is_file():
        hint = "Give the folder, or set ATTAIN_HOME. “make demo” makes one with the example company."
        raise ProblemError([Problem("home-missing", f"There is no installation in {folder}.", hint=hint)])
    return Home(folder, database)


def _value(kind: ColumnType, value: Any) -> Any:
    if value is None or value == "":
        return None
    if kind is ColumnType.DATE:
        return dt.date.fromisoformat(value)
    return bool(value) if kind is ColumnType.BOOLEAN else value
