"""Accounts: companies with features that show their planted kind, their potential, and who owns them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field

from attain.example.behaviour import CLUSTERS, Cluster
from attain.example.catalogue import PRICE_LIST_PERCENT, SEGMENTS
from attain.example.days import PIPELINE_START
from attain.example.geography import CURRENCY_OF_COUNTRY, Patch, Region
from attain.example.seat import Roster, Row, Seat
from attain.example.stream import lognormal, pick, stream

_ROOTS = (
    "Bel", "Cor", "Dra", "Fen", "Gal", "Hol", "Jur", "Kel", "Lum", "Mar", "Nor", "Ost", "Pel", "Quin",
    "Ros", "Sol", "Tam", "Ulv", "Ver", "Wex", "Yar", "Zen", "Bri", "Cal", "Dor", "Eld", "Fal", "Gre",
    "Har", "Iven", "Kir", "Lan", "Mor", "Nev", "Orr", "Pra", "Rav", "Sten", "Tor", "Ush", "Vand", "Wil",
)  # fmt: skip
_ENDINGS = (
    "avel", "endra", "ilax", "orin", "umbra", "ystra", "oveta", "anthe", "eldin", "isk", "ovar",
    "ulane", "imere", "aster", "ennick", "ophane",
)  # fmt: skip
_KINDS = {
    "Food retail": ("Markets", "Grocers", "Stores", "Fresh"),
    "Food production": ("Foods", "Dairies", "Kitchens", "Harvest"),
    "Logistics": ("Logistics", "Freight", "Storage", "Haulage"),
    "Healthcare": ("Hospitals", "Clinics", "Care", "Health Trust"),
    "Education": ("University", "Colleges", "Institute", "Schools"),
    "Real estate": ("Estates", "Properties", "Offices", "Realty"),
    "Hospitality": ("Hotels", "Resorts", "Inns", "Leisure"),
    "Chemicals": ("Chemicals", "Coatings", "Polymers", "Materials"),
    "Pharma": ("Pharma", "Biologics", "Laboratories", "Therapeutics"),
    "Data centres": ("Hosting", "Data Halls", "Cloudworks", "Colocation"),
}
CUSTOMER_SHARE = 0.36  # of accounts that were customers before the files start


@dataclass(slots=True)
class Account:
    """An account with what the tables show and what they hide (cluster, fit, potential)."""

    account_id: str
    name: str
    industry: str
    segment: str
    country: str
    place: str
    patch: Patch
    region: Region
    employees: int
    revenue_minor: int
    currency: str
    founded: int
    cluster: Cluster
    fit: float
    potential_usd: int  # spend a year that could be won
    payment_days: int
    customer_since: dt.date | None = None
    has_launch: bool = False
    parent_account_id: str = ""
    handovers: list[tuple[dt.date, str]] = field(default_factory=list)

    def row(self) -> Row:
        """The row of the accounts table."""
        return {
            "account_id": self.account_id,
            "name": self.name,
            "industry": self.industry,
            "segment": self.segment,
            "country": self.country,
            "region": self.place,
            "territory_id": self.patch.territory_id,
            "employees": self.employees,
            "annual_revenue_minor": self.revenue_minor,
            "currency": self.currency,
            "founded_year": self.founded,
            "parent_account_id": self.parent_account_id or None,
        }


def segment_of(employees: int) -> str:
    """The company's own rule: fewer than 200 employees, fewer than 1,500, and the rest."""
    return SEGMENTS[0] if employees < 200 else SEGMENTS[1] if employees < 1500 else SEGMENTS[2]


def build_accounts(seed: int, regions: tuple[Region, ...]) -> list[Account]:
    """All accounts, patch by patch."""
    accounts: list[Account] = []
    names: set[str] = set()
    for region in regions:
        for patch in region.patches:
            mine: list[Account] = []
            for number in range(patch.accounts):
                account_id = f"A{len(accounts) + len(mine) + 1:05d}"
                mine.append(_account(seed, account_id, region, patch, number, names))
            _parents(seed, mine)
            accounts += mine
    return accounts


def _account(
    seed: int, account_id: str, region: Region, patch: Patch, number: int, names: set[str]
) -> Account:
    rng = stream(seed, "account", patch.territory_id, number)
    cluster = pick(rng, [(cluster, cluster.share) for cluster in CLUSTERS])
    industry = pick(rng, cluster.industries)
    employees = max(12, round(lognormal(rng, cluster.employees, 0.75)))
    country, place = rng.choice(patch.places)
    currency = CURRENCY_OF_COUNTRY[country]
    revenue = employees * lognormal(rng, cluster.revenue_per_employee, 0.3)
    revenue *= PRICE_LIST_PERCENT[currency] / 100
    fit = cluster.fit + rng.gauss(0.0, 0.35)
    potential = 4_200 * employees**0.42 * cluster.sites * patch.potential * lognormal(rng, 1.0, 0.35)
    account = Account(
        account_id,
        _name(seed, patch.territory_id, number, industry, names),
        industry,
        segment_of(employees),
        country,
        place,
        patch,
        region,
        employees,
        round(revenue / 10_000) * 1_000_000,
        currency,
        min(2023, round(rng.gauss(cluster.founded, 9))),
        cluster,
        round(fit, 3),
        round(potential / 100) * 100,
        max(14, round(rng.gauss(38, 14))),
    )
    if rng.random() < CUSTOMER_SHARE + 0.1 * fit:
        account.customer_since = PIPELINE_START - dt.timedelta(days=rng.randrange(30, 1400))
        account.has_launch = rng.random() < 0.6
    return account


def _name(seed: int, territory_id: str, number: int, industry: str, names: set[str]) -> str:
    rng = stream(seed, "account-name", territory_id, number)
    while True:
        name = rng.choice(_ROOTS) + rng.choice(_ENDINGS)
        full = f"{name} {rng.choice(_KINDS[industry])}"
        if full not in names:
            names.add(full)
            return full


def _parents(seed: int, accounts: list[Account]) -> None:
    """A few accounts belong to a larger one of the same kind in the same patch."""
    for account in accounts:
        rng = stream(seed, "parent", account.account_id)
        larger = [other for other in accounts if other.employees > 3 * account.employees]
        same = [other for other in larger if other.cluster is account.cluster and not other.parent_account_id]
        if same and rng.random() < 0.12:
            account.parent_account_id = rng.choice(same).account_id


class Ownership:
    """Who owned an account on a day: an executive by patch or handover, and for customers a manager too."""

    def __init__(self, roster: Roster, regions: tuple[Region, ...]) -> None:
        self._executives: dict[str, list[Seat]] = {}
        for seat in roster.of_role("account-executive"):
            self._executives.setdefault(seat.territory_id, []).append(seat)
        self._seats = roster.seats
        self._manager: dict[str, Seat] = {}
        for region in regions:
            for number, patch in enumerate(region.patches):
                seat_id = f"{region.code}-AM-{number % region.managers + 1:02d}"
                self._manager[patch.territory_id] = roster.seats[seat_id]

    def executives(self, territory_id: str) -> list[Seat]:
        """The executives' seats that covered a patch, in order of time."""
        return self._executives.get(territory_id, [])

    def executive(self, account: Account, day: dt.date) -> Seat | None:
        """The executive's seat that owns the account on the day; None while the patch is uncovered."""
        for since, position_id in reversed(account.handovers):
            if since <= day:
                return self._seats[position_id]
        seats = self.executives(account.patch.territory_id)
        return next((seat for seat in seats if seat.exists_on(day)), None)

    def manager(self, account: Account) -> Seat:
        """The account manager's seat that looks after the patch's customers."""
        return self._manager[account.patch.territory_id]

    def rows(self, accounts: list[Account]) -> list[Row]:
        """The rows of the account owners table."""
        rows: list[Row] = []
        for account in accounts:
            ends = account.handovers[0][0] if account.handovers else None
            for seat in self.executives(account.patch.territory_id):
                rows.append(_owner(account, seat, seat.valid_from, seat.valid_to or ends))
            for since, position_id in account.handovers:
                rows.append(_owner(account, self._seats[position_id], since, None))
            if account.customer_since is not None:
                seat = self.manager(account)
                rows.append(_owner(account, seat, max(account.customer_since, seat.valid_from), None))
        return rows


def _owner(account: Account, seat: Seat, since: dt.date, until: dt.date | None) -> Row:
    return {
        "account_id": account.account_id,
        "position_id": seat.position_id,
        "valid_from": since,
        "valid_to": until,
    }


def early_weight(account: Account) -> float:
    """How often deals come from the account, in proportion to others of its patch."""
    return math.sqrt(account.potential_usd)
