"""Tables, their rows, and imports."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Field, Schema

from attain_web.api.schemas.common import JobOut, ProblemOut

ROW = {"transaction_id": "T-1001", "kind": "booking", "occurred_on": "2026-11-12", "amount_minor": 4800000,
       "currency": "USD"}  # fmt: skip


class ColumnOut(Schema):
    """A column of a table."""

    name: str = Field(examples=["amount_minor"])
    type: str = Field(
        examples=["money"],
        description="text, date, integer, boolean, currency; money: integer of minor units; rate: integer at "
        "eight decimal places (10 % is 10000000); quantity: integer at four (1.5 is 15000).",
    )
    description: str = Field(examples=["Amount; negative for a cancellation or credit note."])
    required: bool = Field(examples=[True])
    choices: list[str] = Field(
        examples=[[]], description="The only values allowed, where there is such a list."
    )
    currency_column: str = Field(
        examples=["currency"], description="Which column holds a money column's currency."
    )
    references: str = Field(examples=[""], description="The table in which the value must be found.")


class TableOut(Schema):
    """What a table holds."""

    name: str = Field(examples=["transactions"])
    title: str = Field(examples=["Transactions"])
    row: str = Field(examples=["an event that can earn credit"])
    kind: str = Field(examples=["fact"], description="fact: versions by import; record: versions by moment.")
    key: list[str] = Field(examples=[["transaction_id"]])
    effective: bool = Field(examples=[False], description="Whether a row holds for a range of days.")
    row_count: int = Field(examples=[11042])
    columns: list[ColumnOut]


class TableFilter(Schema):
    """How a table is read; besides these, every column is a filter: ``?kind=booking&currency=USD``."""

    as_of: dt.date | None = Field(
        None,
        examples=["2026-11-20"],
        description="Of tables with a range of days: the rows that hold on this day.",
    )
    known_at: dt.datetime | None = Field(
        None, examples=["2026-11-01T00:00:00Z"], description="Of records: the rows as they were known then."
    )
    format: Literal["json", "csv", "parquet"] = Field(
        "json", examples=["json"], description="csv and parquet: all matching rows in one file, no pages."
    )


class RowsIn(Schema):
    """Rows to bring into a table by key: unknown keys are added, known ones changed, equal ones kept."""

    rows: list[dict[str, Any]] = Field(
        min_length=1, max_length=10_000, examples=[[ROW]], description="Columns of the table, in its types."
    )
    source: str = Field(
        "",
        max_length=150,
        examples=["CRM sync"],
        description="Where they come from; shown in each row's history.",
    )


class SavedOut(Schema):
    """What came of the rows."""

    inserted: int = Field(examples=[1])
    updated: int = Field(examples=[0])
    unchanged: int = Field(examples=[0])


class RowVersionOut(Schema):
    """A version of a row."""

    number: int = Field(examples=[1])
    values: dict[str, Any] = Field(examples=[ROW])
    changed: list[str] = Field(examples=[[]], description="The columns that differ from the version before.")
    source: str = Field(examples=["import 7"])
    at: dt.datetime | None = Field(examples=["2026-11-13T08:00:00Z"])
    import_id: int | None = Field(examples=[7])
    line: int | None = Field(examples=[14], description="The line of the imported file.")


class RowOut(Schema):
    """A row with its history, the newest version first."""

    table: str = Field(examples=["transactions"])
    key: dict[str, Any] = Field(examples=[{"transaction_id": "T-1001"}])
    versions: list[RowVersionOut]


class ImportIn(Schema):
    """How an uploaded file is read. Give ``mapping``, ``mapping_text`` or ``table``."""

    mapping: str = Field("", max_length=120, examples=["bookings"], description="Name of a kept mapping.")
    mapping_text: str = Field("", max_length=200_000, examples=[""], description="A mapping document (YAML).")
    table: str = Field(
        "", max_length=60, examples=[""], description="The columns are guessed for this table."
    )
    currency: str = Field(
        "", max_length=3, examples=[""], description="With table: currency of amounts without one."
    )
    check_only: bool = Field(False, examples=[False], description="Report what would happen; save no row.")


class ImportTableOut(Schema):
    """What came of the rows of one table: rows_in = accepted + rejected + duplicate."""

    table: str = Field(examples=["transactions"])
    rows_in: int = Field(examples=[120])
    accepted: int = Field(examples=[118])
    rejected: int = Field(examples=[1])
    duplicate: int = Field(examples=[1])
    left_out: int = Field(examples=[0], description="Rows that the mapping's conditions did not pick.")
    inserted: int = Field(examples=[118])
    updated: int = Field(examples=[0])
    unchanged: int = Field(examples=[0])


class ImportOut(Schema):
    """An import and its report."""

    id: int = Field(examples=[7])
    file_name: str = Field(examples=["bookings.xlsx"])
    sha256: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
    size_bytes: int = Field(examples=[20480])
    state: str = Field(examples=["done"], description="uploaded, checked, waiting, running, done or failed.")
    mapping: str = Field(examples=["bookings"])
    created_at: dt.datetime = Field(examples=["2026-11-13T08:00:00Z"])
    finished_at: dt.datetime | None = Field(examples=["2026-11-13T08:00:01Z"])
    failure: str = Field(examples=[""])
    rows_read: int = Field(examples=[120])
    tables: list[ImportTableOut]
    problems: list[ProblemOut] = Field(examples=[[]], description="About the file as a whole.")
    job: JobOut | None = Field(examples=[None], description="Of a big file, which is read in the background.")


class RejectionOut(Schema):
    """A row of the file that was not taken."""

    table: str = Field(examples=["transactions"])
    line: int = Field(examples=[14])
    values: list[str] = Field(examples=[["T-1009", "12,5x"]])
    code: str = Field(examples=["number-invalid"])
    reason: str = Field(examples=["“12,5x” is not a number."])
    hint: str = Field(examples=["Write it like 1234.50."])
