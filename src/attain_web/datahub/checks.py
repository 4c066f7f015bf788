"""What is wrong with the data as a whole: references that lead nowhere, shares that do not add up, gaps and
overlaps.

Nothing here stops an import: files come in any order, and what is missing today may arrive tomorrow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from attain.kernel.scaled import ONE
from attain.tables import FACT_TABLES, IMPORTABLE_TABLES, RECORD_TABLES
from attain_web.datahub.selectors import current_manifest, fact_store, fact_table, record_table

EXAMPLES = 5
# Invoices and receipts may well follow after someone has left; what is credited is the deal, use or meeting.
CREDITED_KINDS = ("booking", "cancellation", "usage", "meeting")


@dataclass(frozen=True, slots=True)
class Check:
    """A question to the data: SQL over the tables that yields the rows that are wrong, as (subject, column
    value).
    """

    code: str
    table: str
    column: str
    title: str
    hint: str
    severity: str
    sql: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A cause: what is wrong, how often, with some examples and what to do."""

    check: Check
    rows: int
    subjects: int
    examples: tuple[str, ...]

    @property
    def table_title(self) -> str:
        """The table's title."""
        return IMPORTABLE_TABLES[self.check.table].title


def find_problems(today: dt.date) -> list[Finding]:
    """All causes that occur, errors first, the most frequent first."""
    found = []
    with duckdb.connect(":memory:") as connection:
        _attach(connection)
        for check in all_checks(today):
            sql = f"SELECT count(*), count(DISTINCT subject) FROM ({check.sql})"  # noqa: S608
            rows, subjects = connection.sql(sql).fetchall()[0]
            if rows:
                names = connection.sql(
                    f"SELECT subject::VARCHAR FROM ({check.sql}) GROUP BY 1 "  # noqa: S608
                    f"ORDER BY count(*) DESC, 1 LIMIT {EXAMPLES}"
                ).fetchall()
                examples = tuple(str(name) for (name,) in names if name is not None)
                found.append(Finding(check, rows, subjects, examples))
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda finding: (rank[finding.check.severity], -finding.rows))


def _attach(connection: duckdb.DuckDBPyConnection) -> None:
    for name in RECORD_TABLES:
        connection.register(name, record_table(name))
    for name in FACT_TABLES:
        manifest = current_manifest(name)
        if manifest is None:
            connection.register(name, fact_table(name))
        else:
            connection.sql(f"CREATE VIEW {name} AS {fact_store().relation_sql(manifest)}")


def all_checks(today: dt.date) -> Iterator[Check]:
    """The checks; ``today`` is the business day."""
    yield from _references()
    yield from _shares()
    yield from _organisation(today)
    yield from _gaps()


def _references() -> Iterator[Check]:
    """Every column that names a row of another table."""
    for table in IMPORTABLE_TABLES.values():
        for column in table.columns:
            if not column.references:
                continue
            target = IMPORTABLE_TABLES[column.references]
            thing = target.title.lower()
            yield Check(
                f"{table.name}-{column.name}-unknown",
                table.name,
                column.name,
                f"{table.title} name {thing} that are not known",
                f"Import the missing {thing}, or correct the identifier with a value map and import again.",
                "error",
                f"SELECT {column.name} AS subject FROM {table.name} WHERE {column.name} IS NOT NULL "  # noqa: S608
                f"AND {column.name} NOT IN (SELECT {target.key[0]} FROM {target.name})",
            )


def _shares() -> Iterator[Check]:
    yield Check(
        "transactions-without-split",
        "transactions",
        "transaction_id",
        "Transactions that nobody has a share of",
        "They earn no credit. Import splits for them.",
        "warning",
        "SELECT transaction_id AS subject FROM transactions WHERE transaction_id NOT IN "
        "(SELECT transaction_id FROM splits)",
    )
    yield Check(
        "splits-not-whole",
        "splits",
        "transaction_id",
        "Owner shares that do not sum to 100 %",
        "Correct the shares: those of owners must sum to exactly 100 %; overlay and SDR shares come on top.",
        "error",
        "SELECT transaction_id AS subject FROM splits WHERE split_role = 'owner' "  # noqa: S608
        f"GROUP BY transaction_id HAVING sum(share) <> {ONE}",
    )
    yield Check(
        "split-person-without-position",
        "splits",
        "person_id",
        "People credited on a day on which they held no position",
        "Bookings, cancellations, usage and meetings of such a day are credited to nobody. Extend the "
        "assignment, or correct the split.",
        "error",
        "SELECT s.person_id AS subject FROM splits s JOIN transactions t USING (transaction_id) "  # noqa: S608
        f"WHERE t.kind IN {CREDITED_KINDS} AND s.person_id IN (SELECT person_id FROM people) "
        "AND NOT EXISTS (SELECT 1 FROM assignments a "
        "WHERE a.person_id = s.person_id AND a.valid_from <= t.occurred_on "
        "AND (a.valid_to IS NULL OR t.occurred_on < a.valid_to))",
    )


def _organisation(today: dt.date) -> Iterator[Check]:
    day = f"DATE '{today.isoformat()}'"
    holds = f"valid_from <= {day} AND (valid_to IS NULL OR {day} < valid_to)"
    yield Check(
        "people-without-position",
        "people",
        "person_id",
        "People who hold no position today",
        "They are not paid and see no team. Assign them, or record the day they left.",
        "warning",
        f"SELECT person_id AS subject FROM people WHERE (left_on IS NULL OR left_on > {day}) "  # noqa: S608
        f"AND (hired_on IS NULL OR hired_on <= {day}) "
        f"AND person_id NOT IN (SELECT person_id FROM assignments WHERE {holds})",
    )
    yield Check(
        "positions-without-plan",
        "positions",
        "position_id",
        "Positions without a compensation plan today",
        "Whoever holds them earns nothing. Give the position a plan.",
        "warning",
        f"SELECT position_id AS subject FROM positions WHERE plan_id IS NULL AND {holds}",  # noqa: S608
    )
    for column, title, hint in (
        (
            "position_id",
            "Positions held by two people at once",
            "Both would get the position's quota. End one assignment where the other starts.",
        ),
        (
            "person_id",
            "People who hold two positions at once",
            "If that is meant, leave it. Else end one assignment where the other starts.",
        ),
    ):
        yield Check(
            f"assignments-overlap-{column}",
            "assignments",
            column,
            title,
            hint,
            "warning",
            _overlaps("assignments", (column,)),
        )
    yield Check(
        "positions-overlap",
        "positions",
        "position_id",
        "Positions with two versions on one day",
        "End the earlier version on the day on which the later one starts.",
        "error",
        _overlaps("positions", ("position_id",)),
    )
    yield Check(
        "quotas-overlap",
        "quotas",
        "position_id",
        "Quotas that overlap",
        "Both count. End the earlier one on the day on which the later one starts.",
        "warning",
        _overlaps("quotas", ("position_id", "measure")),
    )


def _overlaps(table: str, same: tuple[str, ...]) -> str:
    """Rows that start before an earlier one with the same columns ends."""
    by = ", ".join(same)
    return (
        f"SELECT {same[0]} AS subject FROM (SELECT *, lag(coalesce(valid_to, DATE '9999-12-31')) "  # noqa: S608
        f"OVER (PARTITION BY {by} ORDER BY valid_from, valid_to) AS before FROM {table}) "
        "WHERE valid_from < before"
    )


def _gaps() -> Iterator[Check]:
    yield Check(
        "opportunities-without-account",
        "opportunities",
        "opportunity_id",
        "Opportunities without an account",
        "Ask their owners for the account. Analyses by account leave them out.",
        "note",
        "SELECT opportunity_id AS subject FROM opportunities WHERE account_id IS NULL",
    )
    yield Check(
        "opportunities-without-start",
        "opportunities",
        "opportunity_id",
        "Opportunities without a start date",
        "Their age and cycle length are unknown.",
        "note",
        "SELECT opportunity_id AS subject FROM opportunities WHERE created_on IS NULL",
    )


def finding_rows(code: str, today: dt.date) -> tuple[Check, list[dict[str, Any]]] | None:
    """All subjects of one cause with how often each occurs; None for an unknown code."""
    check = next((check for check in all_checks(today) if check.code == code), None)
    if check is None:
        return None
    with duckdb.connect(":memory:") as connection:
        _attach(connection)
        sql = f"SELECT subject, count(*) AS rows FROM ({check.sql}) GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
        rows: list[dict[str, Any]] = connection.sql(sql).to_arrow_table().to_pylist()
    return check, rows
