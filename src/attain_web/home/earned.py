"""What payees have earned, by payee and month, read from the results of a run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from attain_web.incentives import selectors
from attain_web.incentives.models import Run


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in minor units of a currency."""

    amount_minor: int
    currency: str


def earned_by_person(run: Run, person_ids: Collection[str], months: Collection[str]) -> dict[str, Amount]:
    """What each payee earned in these months. A payee is paid in one currency; the latest, should it have
    changed.
    """
    rows = _sums(run, person_ids, months, ["person_id", "currency"])
    return {row["person_id"]: Amount(row["amount_minor_sum"], row["currency"]) for row in rows}


def earned_by_month(run: Run, person_id: str, months: Collection[str]) -> dict[str, Amount]:
    """What a payee earned in each of these months."""
    rows = _sums(run, [person_id], months, ["period", "currency"])
    return {row["period"]: Amount(row["amount_minor_sum"], row["currency"]) for row in rows}


def _sums(
    run: Run, person_ids: Collection[str], months: Collection[str], keys: list[str]
) -> list[dict[str, Any]]:
    if not person_ids or not months:
        return []
    earnings = selectors.result(
        run,
        "earnings",
        filters={"person_id": sorted(person_ids), "period": sorted(months)},
        columns=("person_id", "period", "currency", "amount_minor"),
    )
    sums: list[dict[str, Any]] = earnings.group_by(keys).aggregate([("amount_minor", "sum")]).to_pylist()
    return sums
