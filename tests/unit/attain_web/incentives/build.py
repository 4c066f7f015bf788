"""A plan, three payees and four transactions, kept as the product keeps them, and runs over them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attain.tables import IMPORTABLE_TABLES
from attain_web.core.models import Company as CompanyRecord
from attain_web.datahub import services
from attain_web.identity.models import User
from attain_web.incentives import plan_records
from attain_web.incentives.jobs import perform_here
from attain_web.incentives.models import PlanVersion, Run
from attain_web.incentives.runs import request_run

TODAY = "2026-04-20"
ONE = 10**8
PLAN = """\
plan: account-executive
title: Account executive
version: "2026"
effective: {from: 2026-01-01}
summary: Pays ten percent up to the quota and fifteen beyond.
currency: payee

credits:
  bookings:
    title: Bookings
    of: [booking, cancellation]
    on: occurred_on
    amount: amount
    to: {split: [owner]}

measures:
  bookings: {title: Bookings, sum: bookings, over: year, quota: bookings}

components:
  commission:
    title: Commission
    kind: tiered-commission
    measure: bookings
    table:
      by: attainment
      mode: marginal
      each: period
      boundary: lower
      tiers:
        - {up_to: 100%, rate: 10%}
        - {rate: 15%}
"""
CASES = """\
given:
  quotas: {bookings: 100000}

cases:
  - case: Up to the quota ten percent are paid
    given:
      transactions:
        - {on: 2026-01-10, amount: 60000}
    expect:
      earnings: [{component: commission, amount: 6000}]
"""
TRANSACTIONS = (
    ("T1", "alice", "2026-01-10", 60_000_00),
    ("T2", "alice", "2026-02-10", 30_000_00),
    ("T3", "bob", "2026-02-20", 20_000_00),
    ("T4", "charlie", "2026-03-05", 50_000_00),
)
QUOTA_SEATS = ("ae1", "ae2", "ae3")


def set_day(day: str) -> None:
    """Fixes the company's business day."""
    CompanyRecord.objects.update_or_create(pk=1, defaults={"clock_on": dt.date.fromisoformat(day)})


def import_rows(table: str, *rows: dict[str, Any]) -> None:
    """Brings rows into a table as an import does."""
    contract = IMPORTABLE_TABLES[table]
    services.save_rows(contract, contract.table(rows), None, "test.csv")


def book(
    transaction: str, person: str, day: str, amount_minor: int, currency: str = "USD", **other: Any
) -> None:
    """Imports a booking that a person owns."""
    row = {
        "transaction_id": transaction,
        "kind": "booking",
        "deal_type": "new",
        "occurred_on": dt.date.fromisoformat(day),
        "amount_minor": amount_minor,
        "currency": currency,
    }
    import_rows("transactions", row | other)
    split = {"transaction_id": transaction, "person_id": person, "split_role": "owner", "share": ONE}
    import_rows("splits", split)


def set_quota(seat: str, amount_minor: int = 100_000_00) -> None:
    """Imports the quota of a seat for 2026."""
    year = {"valid_from": dt.date(2026, 1, 1), "valid_to": dt.date(2027, 1, 1)}
    import_rows(
        "quotas",
        {"position_id": seat, "measure": "bookings", "amount_minor": amount_minor, "currency": "USD"} | year,
    )


def approve(text: str = PLAN, cases_text: str = CASES) -> PlanVersion:
    """Keeps a plan and approves it."""
    version, problems = plan_records.save_draft(text, cases_text=cases_text, actor=None)
    assert version is not None, problems
    refused = plan_records.approve_version(version, actor=None)
    assert not refused, refused
    return PlanVersion.objects.get(pk=version.pk)


def stock() -> None:
    """Quotas and transactions of the three payees, and the approved plan."""
    for seat in QUOTA_SEATS:
        set_quota(seat)
    for row in TRANSACTIONS:
        book(*row)
    approve()


def ask_run(actor: User | None = None, **options: Any) -> Run:
    """A run that was requested and not done yet."""
    run = request_run(actor=actor, **options)
    assert isinstance(run, Run), run
    return run


def do_run(actor: User | None = None, **options: Any) -> Run:
    """A run that was requested and done."""
    return perform_here(ask_run(actor, **options))


def other_admin() -> User:
    """A second compensation admin."""
    return User.objects.create_user("second@example.com", name="Second Admin", roles=("compensation_admin",))
