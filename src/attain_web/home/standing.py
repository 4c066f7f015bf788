"""Where payees stand: their measures against quota, the pace of the period, the way to the next tier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from attain.kernel.period import Grain, Period
from attain.kernel.problem import Problem
from attain.kernel.rounding import divide_rounded
from attain.kernel.scaled import ONE
from attain.plans import Measure, Plan
from attain.plans.next_tier import NextTier, next_tier
from attain_web.core import clock
from attain_web.incentives import pinned, selectors
from attain_web.incentives.models import Run
from attain_web.incentives.runs import last_day


@dataclass(frozen=True, slots=True)
class Standing:
    """A payee's progress on one measure. ``units`` are minor units of ``currency``, quantities where it is
    empty.

    ``pace`` is the part of the period that has gone by, at rate scale; ``attainment`` and ``quota_units`` are
    None
    without a quota.
    """

    person_id: str
    position_id: str
    plan: Plan
    measure: Measure
    period: Period
    units: int
    quota_units: int | None
    attainment: int | None
    currency: str
    pace: int
    next_tier: NextTier | None

    @property
    def is_ahead(self) -> bool:
        """Whether attainment is at least what an even pace would have brought."""
        return self.attainment is not None and self.attainment >= self.pace


def day_of_figures(run: Run) -> dt.date:
    """Today, or the last day that the run knows of: a new month has no figures before it is calculated."""
    return min(clock.today(), last_day(run))


def standings(run: Run, person_ids: Collection[str], on: dt.date) -> list[Standing]:
    """The standings on a day, those with a quota first, in the order of the plan. Not scoped: pass who may be
    seen.
    """
    month = run.calendar.period_of(on, Grain.MONTH)
    rows = selectors.result(
        run, "attainments", filters={"person_id": sorted(person_ids), "month": month.name}
    ).to_pylist()
    plans = {(plan.plan_id, plan.version): plan for plan in pinned.plans(run)}
    found = [_standing(run, row, plans, on) for row in rows]
    order = {id(one): index for index, one in enumerate(found)}
    return sorted(
        found, key=lambda one: (one.person_id, one.quota_units is None, _place(one), order[id(one)])
    )


def main_standing(items: Collection[Standing]) -> Standing | None:
    """The one that stands for all: the first with a quota, or the first."""
    return next(iter(items), None)


def _standing(run: Run, row: dict[str, Any], plans: dict[tuple[str, str], Plan], on: dt.date) -> Standing:
    plan = plans[row["plan_id"], row["plan_version"]]
    measure = plan.measure(row["measure"])
    period = run.calendar.parse(row["period"])
    assert not isinstance(period, Problem)
    return Standing(
        person_id=row["person_id"],
        position_id=row["position_id"],
        plan=plan,
        measure=measure,
        period=period,
        units=row["units"],
        quota_units=row["quota_units"],
        attainment=row["attainment"],
        currency=row["currency"],
        pace=divide_rounded(((on - period.start).days + 1) * ONE, period.days),
        next_tier=_nearest_tier(plan, measure, row),
    )


def _nearest_tier(plan: Plan, measure: Measure, row: dict[str, Any]) -> NextTier | None:
    components = [component for component in plan.components if component.measure == measure.name]
    tiers = [
        next_tier(
            plan, component, units=row["units"], target_units=row["quota_units"], currency=row["currency"]
        )
        for component in components
    ]
    return min((tier for tier in tiers if tier), key=lambda tier: tier.remaining_units, default=None)


def _place(one: Standing) -> int:
    return one.plan.measures.index(one.measure)
