from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from attain_web.payouts.models import LedgerEntry, LedgerPosting
from tests.unit.attain_web.payouts.build import close, earning, post

pytestmark = pytest.mark.django_db
SQLITE = "sqlite"


def refused(statement: str) -> None:
    before = list(LedgerPosting.objects.values_list()), list(LedgerEntry.objects.values_list())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (list(LedgerPosting.objects.values_list()), list(LedgerEntry.objects.values_list())) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payouts_ledgerposting SET amount_minor = amount_minor + 1",
        "UPDATE payouts_ledgerentry SET description = 'else'",
        "DELETE FROM payouts_ledgerposting",
        "DELETE FROM payouts_ledgerentry",
    ],
)
def test_the_database_refuses_to_change_the_ledger(statement: str) -> None:
    post(earning("alice", "T1", 1000))
    refused(statement)


@pytest.mark.parametrize("table", ["payouts_ledgerentry", "payouts_ledgerposting"])
def test_replacing_a_row_is_refused_too(table: str) -> None:
    if connection.vendor != SQLITE:
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    post(earning("alice", "T1", 1000))
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


def test_the_database_refuses_an_entry_in_a_closed_period() -> None:
    post(earning("alice", "T1", 1000))
    close("2026-01")
    columns = "format, kind, period_id, person_id, description, cause, recorded_at, previous_hash, hash"
    refused(
        f"INSERT INTO payouts_ledgerentry (id, idempotency_key, {columns}) "
        f"SELECT 99, 'forged', {columns} FROM payouts_ledgerentry WHERE id = 1"
    )
