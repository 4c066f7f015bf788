"""The home of someone who is paid: attainment, earned, next payout, next tier, open deals, inquiries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString

from attain.kernel.period import Grain, Period
from attain_web.home import earned, standing
from attain_web.home.earned import Amount
from attain_web.home.progress_chart import attainment_chart
from attain_web.home.standing import Standing
from attain_web.incentives import selectors
from attain_web.incentives.models import Run
from attain_web.people.organisation import read_organisation


@dataclass(frozen=True, slots=True)
class PayeeHome:
    """What the page of a payee shows. ``main`` is the standing of the figures on top; None before the first
    run.
    """

    person_id: str
    on: dt.date
    month: Period
    run: Run
    main: Standing
    others: tuple[Standing, ...]
    earned_period: Amount
    earned_before: int | None
    earned_month: Amount
    chart: SafeString

    @property
    def change_minor(self) -> int | None:
        """What the latest run changed in the earnings of the period; None for the first run."""
        return None if self.earned_before is None else self.earned_period.amount_minor - self.earned_before


def payee_home(person_id: str) -> PayeeHome | None:
    """The page of a payee today; None before a run has credited or measured anything for them."""
    run = selectors.current_run()
    if run is None:
        return None
    on = standing.day_of_figures(run)
    items = standing.standings(run, [person_id], on)
    main = standing.main_standing(items)
    if main is None:
        return None
    month = run.calendar.period_of(on, Grain.MONTH)
    months = [period.name for period in run.calendar.periods(main.period.start, month.end, Grain.MONTH)]
    by_month = earned.earned_by_month(run, person_id, months)
    currency = next(
        (amount.currency for amount in by_month.values()), main.currency or _pay_currency(main, on)
    )
    previous = selectors.previous_official(run)
    return PayeeHome(
        person_id=person_id,
        on=on,
        month=month,
        run=run,
        main=main,
        others=tuple(items[1:]),
        earned_period=Amount(sum(amount.amount_minor for amount in by_month.values()), currency),
        earned_before=_total(previous, person_id, months) if previous else None,
        earned_month=by_month.get(month.name, Amount(0, currency)),
        chart=attainment_chart(run, main, on),
    )


def _total(run: Run, person_id: str, months: list[str]) -> int:
    return sum(amount.amount_minor for amount in earned.earned_by_month(run, person_id, months).values())


def _pay_currency(main: Standing, on: dt.date) -> str:
    return str(read_organisation(on).positions[main.position_id]["currency"])
