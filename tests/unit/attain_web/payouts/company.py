"""A company of four who are paid by a real plan: mona manages alice and bob, zoe is elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attain.kernel.scaled import ONE
from attain.plans import load_plan
from attain.tables import FACT_TABLES, RECORD_TABLES
from attain_web.datahub import selectors as data
from attain_web.identity.models import RoleGrant, User
from attain_web.incentives.models import Plan, PlanVersion, Run
from attain_web.incentives.runs import perform_run
from attain_web.people.services import save_rows
from tests.unit.attain_web.payouts.build import MOMENT

START = dt.date(2026, 1, 1)
PLAN = """
plan: ae
title: Account executive
version: "2026"
effective: {from: 2026-01-01}
currency: payee
credits:
  new_business:
    title: New business
    of: [booking, cancellation]
    on: occurred_on
    amount: amount
    to: {split: [owner]}
measures:
  bookings: {title: Bookings, sum: new_business, over: year, quota: bookings}
components:
  commission:
    title: Commission on new business
    kind: tiered-commission
    measure: bookings
    table:
      by: attainment
      mode: marginal
      each: period
      boundary: lower
      tiers:
        - {up_to: 50%, rate: 10%}
        - {rate: 20%}
"""
PEOPLE = {"alice": "Alice Arden", "bob": "Bob Brook", "mona": "Mona Marsh", "zoe": "Zoe Zell"}
POSITIONS = {"alice": "P-mona", "bob": "P-mona", "mona": None, "zoe": None}


def deal(
    name: str, person: str, amount_minor: int, day: str, account: str = "Northwind", **other: Any
) -> dict[str, Any]:
    """A booking owned by one person."""
    return {
        "transaction_id": name,
        "kind": "booking",
        "occurred_on": dt.date.fromisoformat(day),
        "account_id": account,
        "amount_minor": amount_minor,
        "currency": "USD",
        "person_id": person,
    } | other


FIRST = (
    deal("T1", "alice", 40_000_00, "2026-01-10"),
    deal("T2", "alice", 30_000_00, "2026-01-20", "Contoso"),
    deal("T3", "bob", 10_000_00, "2026-02-05"),
    deal("T4", "zoe", 20_000_00, "2026-02-06"),
    deal("T5", "alice", 5_000_00, "2026-02-07", "=Formula & <b>Sons</b>"),
)


def set_up() -> None:
    """Records the people, their positions and the approved plan."""
    people = [{"person_id": key, "name": name, "currency": "USD"} for key, name in PEOPLE.items()]
    positions = [
        {
            "position_id": f"P-{key}",
            "title": "Account executive" if key != "mona" else "Sales manager",
            "role": "account-executive" if key != "mona" else "manager",
            "manager_position_id": manager,
            "plan_id": None if key == "mona" else "ae",
            "currency": "USD",
            "valid_from": START,
        }
        for key, manager in POSITIONS.items()
    ]
    assignments = [{"person_id": key, "position_id": f"P-{key}", "valid_from": START} for key in PEOPLE]
    for name, rows in (("people", people), ("positions", positions), ("assignments", assignments)):
        contract = RECORD_TABLES[name]
        save_rows(contract, contract.table(rows).to_pylist(), None, "test")
    plan, problems = load_plan(PLAN)
    assert plan is not None, problems
    record = Plan.objects.create(plan_id=plan.plan_id, title=plan.title)
    PlanVersion.objects.create(
        plan=record,
        version=plan.version,
        text=PLAN,
        fingerprint=plan.fingerprint,
        effective_from=START,
        state=PlanVersion.State.APPROVED,
    )


def calculate(*deals: dict[str, Any], through: str = "2026-03", quota_minor: int = 100_000_00) -> Run:
    """A real official run over these deals, posted."""
    run = Run.objects.create(start=START, through=through, as_of=MOMENT, inputs=_pin(deals, quota_minor))
    run.plan_versions.set(PlanVersion.objects.all())
    return perform_run(run)


def user(name: str, *roles: str, person_id: str | None = None) -> User:
    """A user with these roles."""
    made = User.objects.create_user(email=f"{name}@example.com", password="not-used-here", name=name.title())
    made.person_id = person_id
    made.save()
    for role in roles:
        RoleGrant.objects.create(user=made, role=role)
    return User.objects.get(pk=made.pk)


def _pin(deals: tuple[dict[str, Any], ...], quota_minor: int) -> dict[str, str]:
    store = data.fact_store()
    rows: dict[str, list[dict[str, Any]]] = {
        "transactions": [
            {name: value for name, value in row.items() if name != "person_id"} for row in deals
        ],
        "splits": [
            {
                "transaction_id": row["transaction_id"],
                "person_id": row["person_id"],
                "split_role": "owner",
                "share": ONE,
            }
            for row in deals
        ],
        "accounts": [{"account_id": name, "name": name} for name in {row["account_id"] for row in deals}],
        "products": [],
        "quotas": [
            {
                "position_id": f"P-{key}",
                "measure": "bookings",
                "amount_minor": quota_minor,
                "currency": "USD",
                "valid_from": START,
                "valid_to": dt.date(2027, 1, 1),
            }
            for key in PEOPLE
        ],
        "parameters": [],
        "fx_rates": [],
    }
    contracts = RECORD_TABLES | FACT_TABLES
    tables = {name: contracts[name].table(found) for name, found in rows.items()}
    tables |= {name: data.record_table(name) for name in ("people", "positions", "assignments")}
    return {name: store.replace(contracts[name], table).to_json() for name, table in tables.items()}
