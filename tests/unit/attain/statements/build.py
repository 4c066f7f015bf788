"""Small calculations and statements for tests."""

from __future__ import annotations

import datetime as dt

from attain.ledger import Movement
from attain.statements import Certainty, Statement, StatementLine, StatementPeriod, build_statement, lines_of
from attain.tables import RESULT_TABLES

JANUARY = StatementPeriod("2026-01", dt.date(2026, 1, 1), dt.date(2026, 2, 1))
FEBRUARY = StatementPeriod("2026-02", dt.date(2026, 2, 1), dt.date(2026, 3, 1))


def row(transaction: str, amount: int, period: str = "2026-01", **other: object) -> dict[str, object]:
    """A row of the contract EARNINGS."""
    return {
        "person_id": "alice",
        "position_id": "P-1",
        "plan_id": "ae",
        "plan_version": "1",
        "component": "commission",
        "period": period,
        "transaction_id": transaction,
        "line_kind": "commission",
        "credited_on": dt.date.fromisoformat(f"{period}-10"),
        "base_units": amount * 10,
        "base_currency": "USD",
        "amount_minor": amount,
        "currency": "USD",
    } | other


def lines(*rows: dict[str, object]) -> tuple[StatementLine, ...]:
    """The lines of these rows."""
    return lines_of(RESULT_TABLES["earnings"].table(rows))


def statement(
    now: tuple[StatementLine, ...],
    before: tuple[StatementLine, ...] = (),
    *,
    period: StatementPeriod = FEBRUARY,
    movement: Movement | None = None,
    quota_changed: bool = False,
) -> Statement:
    """A provisional statement of alice."""
    return build_statement(
        person_id="alice",
        period=period,
        certainty=Certainty.PROVISIONAL,
        lines=now,
        before=before,
        movements=[movement] if movement else [],
        quota_changed=quota_changed,
    )
