"""What ``attain verify`` examines, read by plain SQL: the proof trusts neither models nor ledger code."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from attain.verify import EntryRow, Evidence, HeadRow, PeriodRow, PostingRow, RunRow

_ENTRIES = """
SELECT e.id, e.format, e.kind, p.name, e.person_id, e.description, e.cause, e.idempotency_key, e.recorded_at,
    e.previous_hash, e.hash
FROM payouts_ledgerentry e JOIN payouts_payperiod p ON p.id = e.period_id ORDER BY e.id
"""
_POSTINGS = """
SELECT entry_id, line, account, person_id, amount_minor, currency, plan_id, component, earned_period
FROM payouts_ledgerposting ORDER BY entry_id, line
"""
_PERIODS = "SELECT name, state, run_id, paid_at IS NOT NULL FROM payouts_payperiod ORDER BY start"
_RUNS = """
SELECT id, through, is_current, inputs, results FROM incentives_run
WHERE is_current OR id IN (SELECT run_id FROM payouts_payperiod) ORDER BY id
"""


def gather_evidence(facts: Path | None = None, heads: Path | None = None) -> Evidence:
    """All rows as they stand, of one moment, and where the files are."""
    heads = heads or Path(settings.HOME) / "ledger-heads.txt"
    kept = heads.read_text().splitlines() if heads.exists() else []
    with connection.cursor() as cursor:
        entries = [_entry(row) for row in _rows(cursor, _ENTRIES)]
        postings = [PostingRow(*row) for row in _rows(cursor, _POSTINGS)]
        periods = [PeriodRow(row[0], row[1], row[2], bool(row[3])) for row in _rows(cursor, _PERIODS)]
        runs = [
            RunRow(row[0], row[1], bool(row[2]), _json(row[3]), _json(row[4])) for row in _rows(cursor, _RUNS)
        ]
        head = _rows(cursor, "SELECT ledger, sequence, hash FROM payouts_ledgerhead")
    return Evidence(
        entries,
        postings,
        periods,
        runs,
        HeadRow(str(head[0][0]).replace("-", ""), *head[0][1:]) if head else None,
        [_kept_head(line) for line in kept if line.strip()],
        facts or Path(settings.FACTS_FOLDER),
    )


def _rows(cursor: Any, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    return list(cursor.fetchall())


def _entry(row: tuple[Any, ...]) -> EntryRow:
    sequence, version, kind, period, person_id, description, cause, key, moment, previous_hash, hash_ = row
    return EntryRow(
        sequence,
        version,
        kind,
        period,
        person_id,
        description,
        cause,
        key,
        _moment(moment),
        previous_hash,
        hash_,
    )


def _kept_head(line: str) -> HeadRow:
    ledger, _, rest = line.partition(" ")
    sequence, _, hash_ = rest.partition(" ")
    return HeadRow(ledger.replace("-", ""), int(sequence) if sequence.isdigit() else -1, hash_.strip())


def _moment(value: str | dt.datetime) -> str:
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _json(value: Any) -> dict[str, Any]:
    return dict(json.loads(value) if isinstance(value, str) else value)
