"""A deal with its planted fate, and the parts of that fate that all kinds of deals share."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from attain.example import behaviour as law
from attain.example.account import Account
from attain.example.catalogue import BY_ID, Product
from attain.example.days import AS_OF, quarter_end, quarter_start, weekday
from attain.example.geography import CURRENCY_OF_COUNTRY
from attain.example.seat import Person, Seat
from attain.example.stream import lognormal, pick, poisson
from attain.example.talent import Talent

SITES = {"Small business": 2.3, "Mid-market": 3.8, "Enterprise": 5.6}  # median in a deal
DEVICES_PER_SITE = {"D-100": 14, "D-200": 8, "D-300": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """A product in a deal. ``amount_minor`` is after discount, in the deal's currency."""

    product: Product
    quantity: int
    amount_minor: int


@dataclass(slots=True)
class Deal:
    """An opportunity as the world knows it: what will happen is decided, the tables show it up to today."""

    key: str
    deal_type: str
    account: Account
    seat: Seat
    person: Person
    created: dt.date
    closed: dt.date
    won: bool
    lost_stage: str
    lines: list[Line]
    discount: float
    currency: str
    source: str = ""
    competitor: str = ""
    early_activities: int = 0
    term_months: int = 12
    sdr: Person | None = None
    overlay: Person | None = None
    moved: str = ""
    opportunity_id: str = ""
    shares: list[tuple[Person, int]] = field(
        default_factory=list
    )  # owners in percent, where there are several

    @property
    def status(self) -> str:
        """As the tables show it today."""
        if self.closed > AS_OF:
            return "open"
        return "won" if self.won else "lost"

    @property
    def amount_minor(self) -> int:
        """Sum of the lines."""
        return sum(line.amount_minor for line in self.lines)


def make_line(product_id: str, quantity: int, discount: float, currency: str) -> Line:
    """A line at the local list price less the discount, rounded to whole units of the currency."""
    product = BY_ID[product_id]
    amount = product.price_minor(currency) * quantity * (1.0 - discount)
    return Line(product, quantity, round(amount / 100) * 100)


def currency_of(account: Account) -> str:
    """The currency in which the account buys."""
    return CURRENCY_OF_COUNTRY[account.country]


def sites_of(rng: random.Random, account: Account, factor: float) -> int:
    """How many sites a deal is about."""
    return max(1, round(lognormal(rng, SITES[account.segment] * account.cluster.sites * factor, 0.3)))


def quantity_of(product_id: str, sites: int) -> int:
    """Units of a product for that many sites."""
    return sites * DEVICES_PER_SITE.get(product_id, 1)


def product_for(rng: random.Random, account: Account) -> str:
    """What the deal is mainly about; the platform's edition follows the segment."""
    product_id = pick(rng, account.cluster.products)
    if product_id == "W-300" and account.segment == "Small business":
        return "W-100"
    if product_id == "W-100" and account.segment == "Enterprise":
        return "W-200"
    return product_id


def early_activities(rng: random.Random, mean: float, ramp: float) -> int:
    """Activities in the first three weeks: they follow the seller's habits, not the deal's prospects."""
    return min(14, poisson(rng, rng.gammavariate(2.0, mean * (0.5 + 0.5 * ramp) / 2.0)))


def discount_of(
    rng: random.Random, account: Account, talent: Talent, competitor: str, closed: dt.date
) -> float:
    """The discount by segment, rival, quarter end and habit."""
    discount = law.DISCOUNT[account.segment] + rng.gauss(0.0, 0.025)
    discount += law.DISCOUNT_WITH_COMPETITOR if competitor else 0.0
    discount += law.DISCOUNT_AT_QUARTER_END if (quarter_end(closed) - closed).days < 8 else 0.0
    discount += law.DISCOUNT_OF_HEAVY_DISCOUNTERS if talent.discounts_heavily else 0.0
    return round(max(0.0, min(0.4, discount)), 2)


def lost_stage_of(rng: random.Random) -> str:
    """In which stage a lost deal is lost."""
    return pick(rng, list(law.LOST_AT.items()))


def closing_day(
    rng: random.Random, account: Account, created: dt.date, won: bool, lost_stage: str, talent: Talent
) -> tuple[dt.date, str]:
    """The day on which the deal closes, and why it moved: ``quarter-end``, ``sandbag`` or empty."""
    days = lognormal(rng, law.CYCLE_DAYS[account.segment], law.CYCLE_SIGMA)
    if not won:
        days *= 0.55 + 0.17 * law.STAGES.index(lost_stage)
        days *= 2.2 if rng.random() < 0.14 else 1.0  # lingers
    closed = weekday(created + dt.timedelta(days=max(law.SHORTEST_CYCLE_DAYS + 2, round(days))))
    if not won:
        return closed, ""
    return _moved(rng, created, closed, talent)


def _moved(rng: random.Random, created: dt.date, closed: dt.date, talent: Talent) -> tuple[dt.date, str]:
    start, end = quarter_start(closed), quarter_end(closed)
    chance = rng.random()
    if talent.sandbags:
        if (end - closed).days < 21 and chance < law.SANDBAG_SHARE:
            return weekday(end + dt.timedelta(days=rng.randrange(4, 15))), "sandbag"
        return closed, ""
    if (end - closed).days < 45:
        if chance < law.QUARTER_END_WAIT:
            return weekday(end - dt.timedelta(days=rng.randrange(0, 8))), "quarter-end"
    elif (closed - start).days < 20 and chance < law.QUARTER_END_PULL:
        pulled = weekday(start - dt.timedelta(days=rng.randrange(1, 8)))
        if (pulled - created).days > law.SHORTEST_CYCLE_DAYS:
            return pulled, "quarter-end"
    return closed, ""


def settle_owner(deal: Deal) -> None:
    """Gives the deal to whoever holds its seat when it closes (or today); lost where it is vacant."""
    day = min(deal.closed, AS_OF)
    holder = deal.seat.holder(day)
    if holder is not None:
        deal.person = holder
        return
    ends = [holding.valid_to for holding in deal.seat.holdings if holding.person is deal.person]
    left = next((end for end in reversed(ends) if end is not None), day)
    deal.won = False
    deal.lost_stage = deal.lost_stage or "Propose"
    earliest = deal.created + dt.timedelta(days=law.SHORTEST_CYCLE_DAYS + 2)
    deal.closed = max(earliest, weekday(left - dt.timedelta(days=1)))
    deal.moved = "owner-left"
