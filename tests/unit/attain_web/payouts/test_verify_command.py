"""`attain verify` on a real ledger, sound and spoilt by someone with access to the database."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from attain.ledger import Head
from attain_web.commands.verify import verify
from attain_web.payouts import heads
from attain_web.payouts.models import LedgerHead
from tests.unit.attain_web.payouts.build import close, earning, pay, post

pytestmark = pytest.mark.django_db
FIRST = (earning("alice", "T1", 1000), earning("bob", "T2", 500, "2026-02"))


@pytest.fixture(autouse=True)
def ledger() -> None:
    post(*FIRST)
    close("2026-01")
    pay("2026-01")
    post(*FIRST, earning("alice", "late", 70))


def run() -> Result:
    return CliRunner().invoke(verify)


def spoil(*statements: str) -> None:
    """Changes the ledger behind its triggers, as an administrator of the database could."""
    with connection.cursor() as cursor:
        for table in ("payouts_ledgerposting", "payouts_ledgerentry"):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            for trigger in ("no_update", "no_delete"):
                cursor.execute(f"DROP TRIGGER {table}_{trigger}{on_table}")
        for statement in statements:
            cursor.execute(statement)


def test_a_sound_ledger_passes_with_a_line_for_each_check() -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert result.output.count("ok ") == 9
    assert "5 entries" in result.output


def test_a_changed_amount_is_found() -> None:
    spoil("UPDATE payouts_ledgerposting SET amount_minor = amount_minor + 1 WHERE entry_id = 5 AND line = 0")
    result = run()
    assert result.exit_code == 1
    assert "entry-unbalanced" in result.output
    assert "entry 5" in result.output
    assert "Pay nothing" in result.output


def test_a_changed_earned_month_is_found() -> None:
    spoil("UPDATE payouts_ledgerposting SET earned_period = '2026-03' WHERE entry_id = 1")
    assert "entry-changed" in run().output


def test_removed_entries_are_found() -> None:
    spoil(
        "DELETE FROM payouts_ledgerposting WHERE entry_id = 5", "DELETE FROM payouts_ledgerentry WHERE id = 5"
    )
    result = run()
    assert result.exit_code == 1
    assert "head-differs" in result.output


def test_a_head_kept_elsewhere_tells_a_rewritten_ledger() -> None:
    head = LedgerHead.objects.get()
    heads.keep(head.ledger, Head(head.sequence, "0" * 64))
    result = run()
    assert result.exit_code == 1
    assert "head-rewritten" in result.output
