"""A small company for tests of the engine: people in seats on one plan, deals, splits, quotas, rates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from attain.engine import Calculation, CalculationInput, calculate
from attain.kernel.period import FiscalCalendar, Period
from attain.plans import Plan, load_plan
from attain.tables import IMPORTABLE_TABLES

WHOLE = 10**8
YEAR = 2026
HEAD = """
plan: seller
title: Seller
version: "1"
effective: {from: 2020-01-01}
"""
DEALS = """
credits:
  deals: {title: Deals, of: [booking, cancellation], to: {split: [owner]}}
"""
SOLD = """
measures:
  sold: {title: Sold, sum: deals, over: year, quota: goal}
"""


def day(text: str) -> dt.date:
    """``03-31`` of the company's year, or a full date."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"{YEAR}-{text}")


def plan_of(*parts: str) -> Plan:
    """The plan made of a head and these parts; it must be sound."""
    plan, problems = load_plan(HEAD + "".join(parts), "seller.yaml")
    assert plan is not None, "\n".join(str(problem) for problem in problems)
    return plan


@dataclass
class Company:
    """Rows by table, and a calculation over them."""

    plans: tuple[Plan, ...]
    start: dt.date = dt.date(YEAR, 1, 1)
    through: str = f"{YEAR}-12"
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        """A row of a table."""
        self.rows.setdefault(table, []).append(row)

    def seat(self, person: str, *, currency: str = "USD", manager: str | None = None, **row: Any) -> None:
        """A person in a seat of their own, named after them, since long ago."""
        long_ago = dt.date(2019, 1, 1)
        self.add("people", person_id=person, name=person.title())
        seat: dict[str, Any] = {
            "position_id": f"{person}-seat",
            "title": "Seat",
            "role": "other",
            "plan_id": self.plans[0].plan_id,
            "currency": currency,
            "valid_from": long_ago,
            "manager_position_id": f"{manager}-seat" if manager else None,
        }
        self.add("positions", **{**seat, **row})
        self.add("assignments", person_id=person, position_id=f"{person}-seat", valid_from=long_ago)

    def deal(self, number: str, on: str, amount: int, *owners: tuple[str, int], **row: Any) -> None:
        """A booking (a cancellation where it is negative) in minor units of USD, split among owners."""
        kind = "booking" if amount >= 0 else "cancellation"
        base = {"kind": kind, "currency": "USD", "amount_minor": amount, "occurred_on": day(on)}
        self.add("transactions", transaction_id=number, **{**base, **row})
        for person, share in owners:
            self.add("splits", transaction_id=number, person_id=person, split_role="owner", share=share)

    def quota(self, person: str, amount: int, start: str = "2026-01-01", end: str = "2027-01-01") -> None:
        """A quota called goal, in the seat's currency."""
        seat, days = f"{person}-seat", {"valid_from": day(start), "valid_to": day(end)}
        self.add("quotas", position_id=seat, measure="goal", amount_minor=amount, **days)

    @property
    def inputs(self) -> CalculationInput:
        """The company as a calculation's input."""
        calendar = FiscalCalendar(1)
        through = calendar.parse(self.through)
        assert isinstance(through, Period)
        tables = {name: IMPORTABLE_TABLES[name].table(found) for name, found in self.rows.items()}
        return CalculationInput(tables, self.plans, calendar, self.start, through)

    def calculate(self) -> Calculation:
        """The results, which both executors must agree on."""
        found, expected = calculate(self.inputs), calculate(self.inputs, backend="reference")
        for name in ("credits", "attainments", "earnings"):
            assert found.table(name).equals(expected.table(name)), name
        assert found.problems == expected.problems
        return found

    def pay(self, component: str) -> list[tuple[str, str, str, int]]:
        """Period, line kind, transaction and amount of every line of a component."""
        rows = self.calculate().earnings.to_pylist()
        return [
            (row["period"], row["line_kind"], row["transaction_id"], row["amount_minor"])
            for row in rows
            if row["component"] == component
        ]

    def codes(self) -> set[str]:
        """The codes of the calculation's problems."""
        return {problem.code for problem in self.calculate().problems}
