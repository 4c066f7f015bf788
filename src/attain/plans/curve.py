"""The payout curve of a component: what it pays for each attainment of a quota within one period.

Points lie at even steps, and just before, on and just after every bound, so that a jump is drawn as a jump.
Parameters have their defaults; a component whose pay depends on more (a field of the transaction) has no
curve. A cap is applied where it holds for at least the measure's period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from attain.kernel.period import Grain
from attain.kernel.rounding import divide_rounded
from attain.kernel.scaled import ONE, RATE_SCALE
from attain.plans.definition import CapPeriod, Component, Plan
from attain.plans.sample import Sample, table_of

STEP = ONE // 20  # 5 %
REACH = 2 * ONE  # 200 %
_CAP_MONTHS = {CapPeriod.MONTH: 1, CapPeriod.QUARTER: 3, CapPeriod.YEAR: 12}


@dataclass(frozen=True, slots=True)
class PayoutPoint:
    """Pay at an attainment (at RATE_SCALE) and the credit that it means (minor units or quantity)."""

    attainment: int
    units: int
    pay_minor: int


def payout_curve(
    plan: Plan, component: Component, quota_units: int, currency: str, *, reach: int = REACH
) -> tuple[PayoutPoint, ...]:
    """The points of a curve up to ``reach``, in ascending order; none where pay does not follow from the
    plan.

    ``quota_units`` are minor units of ``currency``, or a quantity; a quota of 0 or less has no curve.
    """
    sample = Sample(plan, component, quota_units=quota_units, currency=currency)
    if quota_units <= 0 or not sample.is_complete:
        return ()
    most = divide_rounded(quota_units * reach, ONE)
    even = (divide_rounded(quota_units * step, ONE) for step in range(0, reach + 1, STEP))
    chosen = {units for units in (*even, *_around_bounds(component, sample)) if 0 <= units <= most}
    cap = _cap_minor(plan, component, sample)
    return tuple(
        PayoutPoint(
            divide_rounded(units * 10**RATE_SCALE, quota_units),
            units,
            sample.pay(units) if cap is None else min(sample.pay(units), cap),
        )
        for units in sorted(chosen)
    )


def _around_bounds(component: Component, sample: Sample) -> Iterable[int]:
    table = table_of(component)
    for tier in table.tiers[:-1] if table else ():
        bound = sample.bound_units(table, tier.up_to or 0) if table else 0
        yield from (bound - 1, bound, bound + 1)


def is_cap_drawn(plan: Plan, component: Component) -> bool:
    """Whether there is a cap that holds for a whole period of the measure: the curve has it."""
    if component.cap is None or component.cap.per not in _CAP_MONTHS:
        return False
    period = plan.measure(component.measure).over if component.measure else Grain.YEAR
    is_known = Sample(plan, component).is_known(component.cap.amount)
    return is_known and _CAP_MONTHS[component.cap.per] >= period.months


def _cap_minor(plan: Plan, component: Component, sample: Sample) -> int | None:
    """The cap on a whole period of the measure, if there is one that holds for all of it."""
    if component.cap is None or not is_cap_drawn(plan, component):
        return None
    return sample.money(component.cap.amount)
