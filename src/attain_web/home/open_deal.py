"""What open deals would pay, by the same engine that pays: each as if it were booked on its expected day.

The reference interpreter answers: for one payee it is faster than compiling the plan for DuckDB.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from attain.engine import what_if
from attain.kernel.scaled import ONE
from attain_web.datahub import selectors as data
from attain_web.home import earned
from attain_web.incentives import pinned
from attain_web.incentives.models import Run
from attain_web.incentives.pinned import through_period


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """An open opportunity and what it would pay its owner, in minor units of ``pay_currency``."""

    opportunity_id: str
    name: str
    account: str
    category: str
    close_on: dt.date
    amount_minor: int
    currency: str
    pay_minor: int
    pay_currency: str


def open_deals(run: Run, person_id: str, on: dt.date, limit: int) -> list[OpenDeal]:
    """The payee's open deals that are expected within the run's last month or later, nearest first."""
    rows = data.fact_table("opportunities", {"person_id": person_id, "status": "open"}).to_pylist()
    rows = [row for row in rows if row["amount_minor"] and row["expected_close_on"] and row["currency"]]
    rows.sort(key=lambda row: (row["expected_close_on"], row["opportunity_id"]))
    coming = [row for row in rows if row["expected_close_on"] >= on][:limit]
    names = _account_names(run, {row["account_id"] for row in coming})
    return [_deal(run, person_id, row, on, names) for row in coming]


def _deal(run: Run, person_id: str, row: dict[str, Any], on: dt.date, names: dict[str, str]) -> OpenDeal:
    extra = {
        "transaction_id": "~what-if",
        "kind": "booking",
        "deal_type": row["deal_type"],
        "account_id": row["account_id"],
        "product_id": row["product_id"],
        "opportunity_id": row["opportunity_id"],
        "occurred_on": min(row["expected_close_on"], through_period(run).last_day),
        "amount_minor": row["amount_minor"],
        "currency": row["currency"],
    }
    pay = _added(run.pk, person_id, tuple(sorted(extra.items())))
    return OpenDeal(
        opportunity_id=row["opportunity_id"],
        name=row["name"] or row["opportunity_id"],
        account=names.get(row["account_id"], ""),
        category=(row["forecast_category"] or row["stage"]).replace("-", " ").capitalize(),
        close_on=row["expected_close_on"],
        amount_minor=row["amount_minor"],
        currency=row["currency"],
        pay_minor=pay.amount_minor,
        pay_currency=pay.currency,
    )


@lru_cache(maxsize=2048)
def _added(run_pk: int, person_id: str, extra: tuple[tuple[str, Any], ...]) -> earned.Amount:
    run = Run.objects.get(pk=run_pk)
    row = {**dict(extra), "splits": [{"person_id": person_id, "split_role": "owner", "share": ONE}]}
    after = what_if(
        pinned.payee_input(run, person_id), person_id=person_id, extra=[row], backend="reference"
    ).earnings
    total_after = sum(after["amount_minor"].to_pylist())
    total_before, currency = _before(run_pk, person_id)
    currencies = after["currency"].to_pylist()
    return earned.Amount(total_after - total_before, currency or (currencies[0] if currencies else ""))


@lru_cache(maxsize=256)
def _before(run_pk: int, person_id: str) -> tuple[int, str]:
    run = Run.objects.get(pk=run_pk)
    before = what_if(
        pinned.payee_input(run, person_id), person_id=person_id, extra=[], backend="reference"
    ).earnings
    currencies = before["currency"].to_pylist()
    return sum(before["amount_minor"].to_pylist()), currencies[-1] if currencies else ""


def _account_names(run: Run, account_ids: set[str | None]) -> dict[str, str]:
    accounts = pinned.calculation_input(run).tables["accounts"].select(["account_id", "name"]).to_pylist()
    return {row["account_id"]: row["name"] for row in accounts if row["account_id"] in account_ids}
