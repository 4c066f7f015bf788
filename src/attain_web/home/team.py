"""The people below a manager: where each stands, what each has earned, and nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.safestring import SafeString

from attain.kernel.period import Grain
from attain_web.home import earned, standing
from attain_web.home.earned import Amount
from attain_web.home.standing import Standing
from attain_web.incentives.models import Run
from attain_web.people.organisation import Organisation
from attain_web.ui.charts import Bar, BarChart, as_percent
from attain_web.ui.charts.render import render_chart


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in the team: their seat, their main standing (None without a measure), what they earned this
    period.
    """

    person_id: str
    name: str
    title: str
    manager: str
    standing: Standing | None
    earned: Amount | None

    @property
    def attainment(self) -> int | None:
        """The main standing's attainment, at rate scale."""
        return self.standing.attainment if self.standing else None


def team_members(run: Run, organisation: Organisation, person_ids: Collection[str]) -> list[Member]:
    """Those of the persons who hold a seat on that day, by attainment, those without one last."""
    on = min(organisation.day, standing.day_of_figures(run))
    seated = [person_id for person_id in person_ids if organisation.held.get(person_id)]
    by_person: dict[str, list[Standing]] = {}
    for one in standing.standings(run, seated, on):
        by_person.setdefault(one.person_id, []).append(one)
    year = run.calendar.period_of(on, Grain.YEAR)
    months = [
        month.name for month in run.calendar.periods(year.start, on + dt.timedelta(days=1), Grain.MONTH)
    ]
    amounts = earned.earned_by_person(run, seated, months)
    members = [
        _member(organisation, person_id, by_person.get(person_id, []), amounts.get(person_id))
        for person_id in seated
    ]
    return sorted(
        members, key=lambda member: (member.attainment is None, -(member.attainment or 0), member.name)
    )


def _member(
    organisation: Organisation, person_id: str, standings: list[Standing], amount: Amount | None
) -> Member:
    position_id = organisation.held[person_id][0]
    above = organisation.positions[position_id]["manager_position_id"] or ""
    return Member(
        person_id=person_id,
        name=organisation.name(person_id),
        title=organisation.title(position_id),
        manager=", ".join(organisation.name(key) for key in organisation.holders.get(above, ())),
        standing=standing.main_standing(standings),
        earned=amount,
    )


def attainment_bars(members: Collection[Member]) -> SafeString | None:
    """A bar for each member with a quota, against 100 %; None where there is nothing to draw."""
    bars = [
        Bar(member.name, (member.attainment,), target=member.standing.pace if member.standing else None)
        for member in members
        if member.attainment is not None
    ]
    if not bars:
        return None
    return render_chart(
        BarChart(
            title="Attainment",
            description="Attainment of each member against the pace of the period",
            bars=bars,
            values=as_percent(),
            target_label="Even pace",
        )
    )


def earned_by_currency(members: Collection[Member]) -> list[Amount]:
    """What the members have earned this year together, by currency."""
    totals: dict[str, int] = {}
    for member in members:
        if member.earned:
            currency = member.earned.currency
            totals[currency] = totals.get(currency, 0) + member.earned.amount_minor
    return [Amount(total, currency) for currency, total in sorted(totals.items())]
