"""What one more deal would bring a payee, in pay and in attainment, by the same engine that pays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from attain.engine import Calculation
from attain.engine import what_if as calculate_what_if
from attain.kernel.period import Grain
from attain.kernel.scaled import ONE
from attain.tables.fact import DEAL_TYPES
from attain_web.home.earned import Amount
from attain_web.home.standing import Standing
from attain_web.incentives import pinned
from attain_web.incentives.models import Run

_PROBE_MINOR = 1_000_000


@dataclass(frozen=True, slots=True)
class More:
    """What the deal adds to the payee's earnings, and the attainment with it (None without a quota)."""

    pay: Amount
    attainment: int | None


@dataclass(frozen=True, slots=True)
class _Deal:
    """A deal of the kind that counts: its type, and the payee's role in it."""

    deal_type: str
    split_role: str


def one_more_deal(run: Run, standing: Standing, amount_minor: int, on: dt.date) -> More | None:
    """One more booking on that day, of the first kind that counts on the measure of the standing.

    An account manager's is a renewal where they are measured on renewals, an overlay's is one they helped
    with. None where no plain deal counts, because the plan asks for more, such as a product.
    """
    deal = _counting_deal(run.pk, standing, on)
    if deal is None:
        return None
    before, after = _with(run.pk, standing, deal, 0, on), _with(run.pk, standing, deal, amount_minor, on)
    added = _earned(after) - _earned(before)
    currencies = after.earnings["currency"].to_pylist()
    row = _row(run, after, standing, on)
    pay = Amount(added, currencies[-1] if currencies else standing.currency)
    return More(pay, row["attainment"] if row else None)


@lru_cache(maxsize=256)
def _counting_deal(run_pk: int, standing: Standing, on: dt.date) -> _Deal | None:
    run = Run.objects.get(pk=run_pk)
    recipients = standing.plan.credit(standing.measure.sum).to
    for split_role in () if recipients.is_roll_up else recipients.roles:
        for deal_type in DEAL_TYPES:
            deal = _Deal(deal_type, split_role)
            row = _row(run, _with(run_pk, standing, deal, _PROBE_MINOR, on), standing, on)
            if row is not None and row["units"] > standing.units:
                return deal
    return None


@lru_cache(maxsize=1024)
def _with(run_pk: int, standing: Standing, deal: _Deal, amount_minor: int, on: dt.date) -> Calculation:
    extra = {
        "transaction_id": "~what-if",  # sorts after every real transaction of its day
        "kind": "booking",
        "deal_type": deal.deal_type,
        "occurred_on": on,
        "amount_minor": amount_minor,
        "currency": standing.currency,
        "splits": [{"person_id": standing.person_id, "split_role": deal.split_role, "share": ONE}],
    }
    inputs = pinned.payee_input(Run.objects.get(pk=run_pk), standing.person_id)
    return calculate_what_if(
        inputs, person_id=standing.person_id, extra=[extra] if amount_minor else [], backend="reference"
    )


def _earned(calculation: Calculation) -> int:
    return sum(calculation.earnings["amount_minor"].to_pylist())


def _row(run: Run, calculation: Calculation, standing: Standing, on: dt.date) -> dict[str, Any] | None:
    wanted = {
        "person_id": standing.person_id,
        "position_id": standing.position_id,
        "measure": standing.measure.name,
        "month": run.calendar.period_of(on, Grain.MONTH).name,
    }
    rows: list[dict[str, Any]] = calculation.attainments.to_pylist()
    return next((row for row in rows if wanted.items() <= row.items()), None)
