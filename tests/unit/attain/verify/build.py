"""A small sound company of records, to be spoilt in one place at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attain.kernel.scaled import ONE
from attain.ledger import GENESIS, Account, EarningKey, Entry, EntryKind, Head, seal, transfer
from attain.store import FactStore
from attain.tables import FACT_TABLES, RESULT_TABLES
from attain.verify import EntryRow, Evidence, HeadRow, PeriodRow, PostingRow, RunRow

LEDGER = "ledger-1"
MOMENT = "2026-02-20T09:00:00.000000+00:00"
JANUARY = EarningKey("alice", "ae", "commission", "2026-01", "USD")
FEBRUARY = EarningKey("alice", "ae", "commission", "2026-02", "USD")


def evidence(folder: Path) -> Evidence:
    """January closed and paid at 1000, then 70 more found for it in February, where 500 were earned."""
    store = FactStore(folder)
    runs = (_run(store, 1, [_earning("T1", 1000)]), _run(store, 2, _second_run()))
    steps = (
        ({JANUARY: 1000}, Account.EXPENSE, Account.EARNED, EntryKind.EARNING, "2026-01"),
        ({JANUARY: 1000}, Account.EARNED, Account.PAYABLE, EntryKind.RELEASE, "2026-01"),
        ({JANUARY: 1000}, Account.PAYABLE, Account.PAID, EntryKind.PAYMENT, "2026-02"),
        ({FEBRUARY: 500}, Account.EXPENSE, Account.EARNED, EntryKind.EARNING, "2026-02"),
        ({JANUARY: 70}, Account.EXPENSE, Account.EARNED, EntryKind.ADJUSTMENT, "2026-02"),
    )
    entries = _chain(
        Entry(
            kind, period, "alice", "A test", f"run:{number}", f"key:{number}", MOMENT, transfer(moved, a, b)
        )
        for number, (moved, a, b, kind, period) in enumerate(steps)
    )
    last = entries[-1]
    head = HeadRow(LEDGER, last.sequence, last.hash)
    return Evidence(
        entries=[_entry_row(entry) for entry in entries],
        postings=[row for entry in entries for row in _posting_rows(entry)],
        periods=[PeriodRow("2026-01", "closed", 1, True), PeriodRow("2026-02", "open", None, False)],
        runs=runs,
        head=head,
        kept_heads=[HeadRow(LEDGER, entries[1].sequence, entries[1].hash), head],
        facts=folder,
    )


def _second_run() -> list[dict[str, Any]]:
    return [_earning("T1", 1000), _earning("late", 70), _earning("T2", 500, "2026-02")]


def _chain(entries: Any) -> list[Entry]:
    head, sealed = GENESIS, []
    for entry in entries:
        entry = seal(entry, head)
        head = Head(entry.sequence, entry.hash)
        sealed.append(entry)
    return sealed


def _entry_row(entry: Entry) -> EntryRow:
    content = {name: value for name, value in asdict(entry).items() if name != "postings"}
    return EntryRow(**(content | {"kind": entry.kind.value}))


def _posting_rows(entry: Entry) -> list[PostingRow]:
    return [
        PostingRow(entry.sequence, line, **(asdict(posting) | {"account": posting.account.value}))
        for line, posting in enumerate(entry.postings)
    ]


def _run(store: FactStore, number: int, earnings: list[dict[str, Any]]) -> RunRow:
    tables = {"earnings": earnings, "credits": [_credit("alice", 4000), _credit("bob", 6000)]}
    results = {
        name: store.replace(RESULT_TABLES[name], RESULT_TABLES[name].table(rows)).to_json()
        for name, rows in tables.items()
    }
    contract = FACT_TABLES["splits"]
    splits = store.upsert(
        contract, contract.table([_split("alice", 50), _split("bob", 50)]), None, source="a"
    )
    corrected = contract.table([_split("alice", 40), _split("bob", 60)])
    manifest = store.upsert(contract, corrected, splits.manifest, source="b").manifest
    return RunRow(number, "2026-02", number == 2, {"splits": manifest.to_json()}, results)


def _split(person: str, percent: int) -> dict[str, Any]:
    share = ONE * percent // 100
    return {"transaction_id": "T1", "person_id": person, "split_role": "owner", "share": share}


def _credit(person: str, units: int) -> dict[str, Any]:
    who = {"person_id": person, "position_id": f"P-{person}", "plan_id": "ae", "plan_version": "1"}
    return who | {
        "rule": "new_business",
        "transaction_id": "T1",
        "credited_on": dt.date(2026, 1, 10),
        "period": "2026-01",
        "share": ONE * units // 10_000,
        "source_units": 10_000,
        "source_currency": "USD",
        "fx_rate": ONE,
        "quota_units": units,
        "pay_units": units,
        "currency": "USD",
    }


def _earning(transaction: str, amount: int, period: str = "2026-01") -> dict[str, Any]:
    who = {"person_id": "alice", "position_id": "P-alice", "plan_id": "ae", "plan_version": "1"}
    return who | {
        "component": "commission",
        "period": period,
        "transaction_id": transaction,
        "line_kind": "commission",
        "credited_on": dt.date.fromisoformat(f"{period}-10"),
        "base_units": amount * 10,
        "base_currency": "USD",
        "amount_minor": amount,
        "currency": "USD",
    }
