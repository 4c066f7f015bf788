"""Who may write while whom: closing excludes writers, writers exclude each other only where the chain grows.

Writers hold a share of every open period's row, the one who closes a period holds that row alone; the head of
the chain is held by whoever extends it. Always in this order, periods by start and then the head, so that
nobody waits in a circle. On SQLite a transaction that writes is alone anyway: it begins as IMMEDIATE.
"""

from __future__ import annotations

from django.db import connection

from attain.ledger import GENESIS, Head
from attain_web.payouts.models import LedgerHead, PayPeriod


def share_open_periods() -> list[PayPeriod]:
    """The open periods by start, none of which can be closed before this transaction ends; none in a new
    ledger.

    Who closes the last open period opens the next, which a look that began before has not seen: look again.
    """
    while not (held := _share_rows()):
        if not PayPeriod.objects.filter(state=PayPeriod.State.OPEN).exists():
            break
    return held


def _share_rows() -> list[PayPeriod]:
    still_open = PayPeriod.objects.filter(state=PayPeriod.State.OPEN).order_by("start")
    if connection.vendor != "postgresql":
        return list(still_open)
    table = connection.ops.quote_name(PayPeriod._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {table} WHERE state = %s ORDER BY start FOR SHARE",  # noqa: S608
            [PayPeriod.State.OPEN],
        )
        return list(still_open.filter(pk__in=[row[0] for row in cursor.fetchall()]))


def hold_period(pk: int) -> PayPeriod:
    """A period as it stands now, alone: its writers are done, and no other begins before this transaction
    ends.
    """
    return PayPeriod.objects.select_for_update().get(pk=pk)


def hold_head() -> LedgerHead:
    """The head of the chain, alone; made when the ledger is new."""
    head = LedgerHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        LedgerHead.objects.get_or_create(pk=1, defaults={"sequence": GENESIS.sequence, "hash": GENESIS.hash})
        head = LedgerHead.objects.select_for_update().get(pk=1)
    return head


def head_of(row: LedgerHead) -> Head:
    """The head as the ledger knows it."""
    return Head(row.sequence, row.hash)
