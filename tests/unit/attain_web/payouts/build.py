"""Runs whose earnings a test states line by line, kept in a real store of facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attain.tables import FACT_TABLES, RECORD_TABLES, RESULT_TABLES
from attain_web.core.models import Company
from attain_web.datahub import selectors as data
from attain_web.incentives.models import Run
from attain_web.payouts.models import PayPeriod
from attain_web.payouts.services import close_period, pay_period, post_run

MOMENT = dt.datetime(2026, 4, 20, 9, tzinfo=dt.UTC)


def earning(
    person: str, transaction: str, amount: int, period: str = "2026-01", **other: Any
) -> dict[str, Any]:
    """A row of the contract EARNINGS at 10 %."""
    return {
        "person_id": person,
        "position_id": f"P-{person}",
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


def make_run(*rows: dict[str, Any], through: str = "2026-03", tables: dict[str, Any] | None = None) -> Run:
    """A finished official run of these earnings, current but not posted; ``tables`` are what it read."""
    store = data.fact_store()
    results = {"earnings": store.replace(RESULT_TABLES["earnings"], RESULT_TABLES["earnings"].table(rows))}
    contracts = RECORD_TABLES | FACT_TABLES
    inputs = {
        name: store.replace(contracts[name], contracts[name].table(found))
        for name, found in (tables or {}).items()
    }
    Run.objects.filter(is_current=True).update(is_current=False)
    return Run.objects.create(
        purpose=Run.Purpose.OFFICIAL,
        start=dt.date(2026, 1, 1),
        through=through,
        as_of=MOMENT,
        state=Run.State.SUCCEEDED,
        inputs={name: manifest.to_json() for name, manifest in inputs.items()},
        results={name: manifest.to_json() for name, manifest in results.items()},
        is_current=True,
        finished_at=MOMENT,
    )


def post(*rows: dict[str, Any], through: str = "2026-03", tables: dict[str, Any] | None = None) -> Run:
    """A posted run of these earnings."""
    run = make_run(*rows, through=through, tables=tables)
    post_run(run)
    return run


def set_day(day: str) -> None:
    """Fixes the company's business day."""
    Company.objects.update_or_create(pk=1, defaults={"clock_on": dt.date.fromisoformat(day)})


def close(name: str) -> None:
    """Closes a period that can be closed."""
    problems = close_period(PayPeriod.objects.get(name=name), None, confirmation=name)
    assert not problems, problems


def pay(name: str) -> None:
    """Pays a period that can be paid."""
    problems = pay_period(PayPeriod.objects.get(name=name), None, confirmation=name)
    assert not problems, problems
