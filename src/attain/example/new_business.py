"""New-business deals of account executives, patch by patch and month by month."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from attain.example import behaviour as law
from attain.example.account import Account, Ownership, early_weight
from attain.example.catalogue import BY_ID
from attain.example.days import AS_OF, PIPELINE_START, START, day_in_month, full_months, months_between
from attain.example.deal import (
    Deal,
    closing_day,
    currency_of,
    discount_of,
    early_activities,
    lost_stage_of,
    make_line,
    product_for,
    quantity_of,
    settle_owner,
    sites_of,
)
from attain.example.geography import Patch, Region
from attain.example.seat import Person, Roster, Seat
from attain.example.stream import chance, pick, poisson, stream
from attain.example.talent import Talent


@dataclass(frozen=True, slots=True)
class Market:
    """What deals are drawn from."""

    seed: int
    regions: tuple[Region, ...]
    roster: Roster
    accounts: list[Account]
    ownership: Ownership
    talents: dict[str, Talent]
    volume: float = 1.0  # multiplies the number of deals

    def accounts_of(self, patch: Patch) -> list[Account]:
        """The accounts of a patch."""
        return [account for account in self.accounts if account.patch.territory_id == patch.territory_id]


def new_business(market: Market) -> list[Deal]:
    """All new-business deals that were open on, or created after, the day the files start."""
    deals: list[Deal] = []
    for region in market.regions:
        for patch in region.patches:
            accounts = market.accounts_of(patch)
            weights = list(itertools.accumulate(early_weight(account) for account in accounts))
            for month in months_between(PIPELINE_START, AS_OF):
                for key, seat, person, created in _arrivals(market, patch, month):
                    rng = stream(market.seed, "deal", key)
                    account = rng.choices(accounts, cum_weights=weights)[0]
                    seat = market.ownership.executive(account, created) or seat
                    deal = _deal(
                        market, rng, key, region, account, seat, seat.holder(created) or person, created
                    )
                    if deal.closed >= START:
                        deals.append(deal)
    return deals


def _arrivals(market: Market, patch: Patch, month: dt.date) -> Iterator[tuple[str, Seat, Person, dt.date]]:
    """Key, seat, holder and day of each deal that arises in a patch in a month."""
    rng = stream(market.seed, "arrivals", patch.territory_id, month.isoformat())
    seats = market.ownership.executives(patch.territory_id)
    for seat in seats:
        holder = next((day for day in (month, month + dt.timedelta(days=14)) if seat.holder(day)), None)
        person = seat.holder(holder) if holder else None
        if person is None:
            continue
        ramp = law.ramp(_months_in_seat(seat, person, month))
        rate = law.ARRIVALS_A_MONTH * patch.potential**0.6 * law.trend(month) * law.SEASON[month.month]
        rate *= (0.35 + 0.65 * ramp) * market.talents[person.person_id].hunting * market.volume
        for number in range(poisson(rng, rate)):
            created = day_in_month(rng, month)
            if created <= AS_OF and seat.holder(created) is person:
                yield f"{seat.position_id}/{month.isoformat()}/{number}", seat, person, created


def _months_in_seat(seat: Seat, person: Person, day: dt.date) -> int:
    since = next(holding.valid_from for holding in seat.holdings if holding.person is person)
    return max(0, full_months(max(since, person.hired_on), day)) if since > dt.date(2024, 6, 1) else 99


def _deal(
    market: Market, rng: random.Random, key: str, region: Region, account: Account, seat: Seat,
    person: Person, created: dt.date,
) -> Deal:  # fmt: skip
    talent = market.talents[person.person_id]
    ramp = law.ramp(_months_in_seat(seat, person, created))
    product_id = product_for(rng, account)
    sites = sites_of(rng, account, 1.0)
    source = pick(rng, list(law.SOURCE_SHARE.items()))
    competitor = pick(rng, list(law.COMPETITOR_SHARE.items()))
    early = early_activities(rng, law.EARLY_ACTIVITIES, ramp)
    category = BY_ID[product_id].category
    training = talent.training(created)
    logit = (
        law.WIN_INTERCEPT
        + law.WIN_FIT * account.fit
        + law.WIN_SKILL * talent.skill(account.segment, category)
        + law.WIN_PER_EARLY_ACTIVITY * early
        + law.WIN_RAMP * (ramp - 1.0)
        + law.WIN_BY_SOURCE[source]
        + law.WIN_BY_COMPETITOR[competitor]
        + law.WIN_BY_SEGMENT[account.segment]
        + training
    )
    won = rng.random() < chance(logit)
    lost_stage = "" if won else lost_stage_of(rng)
    if won and talent.weak_stage and rng.random() < law.WEAK_STAGE_LOSS:
        won, lost_stage = False, talent.weak_stage
    closed, moved = closing_day(rng, account, created, won, lost_stage, talent)
    discount = discount_of(rng, account, talent, competitor, closed)
    deal = Deal(
        key, "new", account, seat, person, created, closed, won, lost_stage,
        [make_line(product_id, quantity_of(product_id, sites), discount, currency_of(account))],
        discount, currency_of(account), source, competitor, early,
        pick(rng, [(12, 0.68), (24, 0.2), (36, 0.12)]), moved=moved,
    )  # fmt: skip
    _add_lines(rng, deal, sites)
    _add_helpers(market, rng, deal, region)
    settle_owner(deal)
    return deal


def _add_lines(rng: random.Random, deal: Deal, sites: int) -> None:
    """Devices and the Launch Service that come with a platform."""
    if deal.lines[0].product.category != "Platform":
        return
    if rng.random() < 0.46:
        deal.lines.append(make_line("D-200", quantity_of("D-200", sites), deal.discount, deal.currency))
    if rng.random() < 0.35:
        units = 1 if deal.account.segment != "Enterprise" else 2
        deal.lines.append(make_line("S-100", units, deal.discount, deal.currency))


def _add_helpers(market: Market, rng: random.Random, deal: Deal, region: Region) -> None:
    """The SDR who opened an outbound deal, and the overlay specialist on Insight and large deals."""
    seats = market.roster.seats
    if deal.source == "Outbound":
        seat = seats[f"{region.code}-SDR-{rng.randrange(region.developers) + 1:02d}"]
        deal.sdr = seat.holder(deal.created - dt.timedelta(days=6))
    wanted = deal.lines[0].product.category == "Insight" or (
        deal.account.segment == "Enterprise" and rng.random() < 0.45
    )
    if wanted:
        seat = seats[f"{region.code}-OV-{rng.randrange(region.specialists) + 1:02d}"]
        deal.overlay = seat.holder(min(deal.closed, AS_OF))
