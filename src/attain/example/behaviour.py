"""The laws by which the example company's world behaves: every number that was planted, in one place.

Later analyses are judged by whether they find these. ``as_truth`` turns them into the JSON that
``attain example --truth`` prints; what was planted on one person, account or deal is added where it is drawn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

SEASON = {
    1: 1.02,
    2: 1.0,
    3: 1.1,
    4: 0.98,
    5: 1.03,
    6: 1.05,
    7: 0.88,
    8: 0.8,
    9: 1.12,
    10: 1.1,
    11: 1.06,
    12: 0.76,
}
GROWTH_A_YEAR = 0.14  # arrivals of deals; the trend starts on 2025-06-01
RAMP = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95)  # productivity in the first six months of employment, then 1
ARRIVALS_A_MONTH = 5.9  # new-business deals per fully ramped executive in an average patch

STAGES = ("Qualify", "Discover", "Propose", "Negotiate")
LOST_AT = {"Qualify": 0.31, "Discover": 0.30, "Propose": 0.25, "Negotiate": 0.14}
CYCLE_DAYS = {"Small business": 44, "Mid-market": 66, "Enterprise": 102}  # median, won
CYCLE_SIGMA = 0.36
SHORTEST_CYCLE_DAYS = 22  # so that the first three weeks' activities are always complete before the close

# Logit of winning a new-business deal.
WIN_INTERCEPT = -1.55
WIN_FIT = 0.9  # per unit of account fit (fit has mean 0, deviation about 0.7)
WIN_SKILL = 1.0  # per unit of the seller's skill for that segment and category
WIN_PER_EARLY_ACTIVITY = 0.13  # per activity in the first 21 days
WIN_RAMP = 1.1  # times (ramp - 1)
WIN_BY_SOURCE = {"Referral": 0.5, "Partner": 0.2, "Inbound": 0.1, "Event": 0.0, "Outbound": -0.15}
SOURCE_SHARE = {"Referral": 0.09, "Partner": 0.14, "Inbound": 0.31, "Event": 0.10, "Outbound": 0.36}
WIN_BY_COMPETITOR = {"": 0.0, "Sentrilune": -0.25, "Kelvoryx": -0.5, "Vostrane": -0.9}
COMPETITOR_SHARE = {"": 0.50, "Sentrilune": 0.13, "Kelvoryx": 0.20, "Vostrane": 0.17}
WIN_BY_SEGMENT = {"Small business": 0.15, "Mid-market": 0.0, "Enterprise": -0.3}
EXPANSION_INTERCEPT = -0.55
RENEWAL_INTERCEPT = 1.95
RENEWAL_FIT = 0.6
RENEWAL_WITHOUT_LAUNCH = -0.8  # the customer never bought the Launch Service
RENEWAL_AFTER_HANDOVER = -0.9  # the account changed hands in the six months before

EARLY_ACTIVITIES = 4.0  # mean of the first 21 days, Gamma-Poisson with shape 2
QUARTER_END_WAIT = 0.32  # share of wins of a quarter's last 45 days that wait for its last eight days
QUARTER_END_PULL = 0.30  # share of wins of a quarter's first 20 days that are pulled into the last quarter
DISCOUNT = {"Small business": 0.06, "Mid-market": 0.10, "Enterprise": 0.15}
DISCOUNT_AT_QUARTER_END = 0.05
DISCOUNT_WITH_COMPETITOR = 0.03
DISCOUNT_OF_HEAVY_DISCOUNTERS = 0.08  # on top; discounts have no effect on winning
CANCELLED_SHARE = 0.025  # of bookings, within 15 to 110 days

SPIF_MONTH = dt.date(2026, 3, 1)
SPIF_LIFT = 0.20  # of the SPIF product's attach rate in the month
SPIF_PULLED_FORWARD = 0.30  # of the lift, missing in the next month
SPIF_ATTACH = 0.40  # share of won platform deals that take the product in an ordinary month
TRAINING_FROM = dt.date(2026, 3, 1)
TRAINING_EFFECT = 0.45  # logit of deals created from that day on by those who were trained
SANDBAG_SHARE = 0.65  # of the two sandbaggers' wins in a quarter's last 21 days, held until the next quarter
WEAK_STAGE_LOSS = 0.30  # of deals that would be won, lost in the stage where the seller is weak
HANDOVER_MONTHS = 6


def trend(day: dt.date) -> float:
    """Growth of arrivals since the files start."""
    return float((1.0 + GROWTH_A_YEAR) ** ((day - dt.date(2025, 6, 1)).days / 365.25))


def ramp(months_employed: int) -> float:
    """Productivity of a seller after that many whole months, between 0 and 1."""
    return RAMP[months_employed] if 0 <= months_employed < len(RAMP) else 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Cluster:
    """A planted kind of account: its features can be seen, its name stands nowhere in the tables."""

    name: str
    share: float
    employees: float  # median
    revenue_per_employee: float  # median, US dollars a year
    founded: int  # middle year
    fit: float
    sites: float  # multiplies the number of sites in a deal
    industries: tuple[tuple[str, float], ...]
    products: tuple[tuple[str, float], ...]  # what a deal is mainly about


_PLATFORMS = (("W-100", 0.22), ("W-200", 0.26), ("W-300", 0.12))
CLUSTERS = (
    Cluster(
        "Cold-chain operators", 0.24, 420, 310_000, 1988, 0.75, 1.25,
        (("Food retail", 0.5), ("Food production", 0.3), ("Logistics", 0.2)),
        (*_PLATFORMS, ("I-200", 0.1), ("D-200", 0.2), ("S-200", 0.1)),
    ),
    Cluster(
        "Care networks", 0.18, 2600, 118_000, 1969, 0.35, 1.1,
        (("Healthcare", 0.85), ("Education", 0.15)),
        (*_PLATFORMS, ("I-200", 0.2), ("I-300", 0.08), ("S-100", 0.12)),
    ),
    Cluster(
        "Property portfolios", 0.22, 150, 640_000, 2003, -0.1, 0.9,
        (("Real estate", 0.65), ("Hospitality", 0.35)),
        (*_PLATFORMS, ("I-100", 0.28), ("D-100", 0.12)),
    ),
    Cluster(
        "Process plants", 0.2, 1150, 265_000, 1958, 0.1, 1.0,
        (("Food production", 0.3), ("Chemicals", 0.4), ("Pharma", 0.3)),
        (*_PLATFORMS, ("I-300", 0.25), ("D-300", 0.1), ("S-300", 0.05)),
    ),
    Cluster(
        "Young digital firms", 0.16, 65, 190_000, 2015, -1.05, 0.7,
        (("Data centres", 0.55), ("Logistics", 0.2), ("Hospitality", 0.25)),
        (*_PLATFORMS, ("I-100", 0.15), ("D-100", 0.25)),
    ),
)  # fmt: skip


def as_truth() -> dict[str, object]:
    """All laws by name, ready for JSON."""
    laws = {name.lower(): _plain(value) for name, value in globals().items() if name.isupper()}
    return dict(sorted(laws.items()))


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key) or "none": _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain(dataclasses.asdict(value))
    return value
