"""Builds the sales organisation: regions, teams, seats, people, and the changes of eighteen months."""

from __future__ import annotations

import datetime as dt
import unicodedata

from attain.example.days import SEATS_START
from attain.example.geography import CURRENCY_OF_COUNTRY, Patch, Region
from attain.example.person_name import Names
from attain.example.seat import Holding, Person, Roster, Seat
from attain.example.stream import stream

MAIL_DOMAIN = "ulverane.example"
PLAN_OF_ROLE = {
    "sdr": "sdr",
    "account-executive": "account-executive",
    "account-manager": "account-manager",
    "overlay-specialist": "overlay-specialist",
}
TARGET_INCENTIVE = {  # a year, in whole units of the seat's currency
    "account-executive": {"USD": 84_000, "GBP": 60_000, "EUR": 70_000},
    "account-manager": {"USD": 44_000, "GBP": 31_000, "EUR": 37_000},
    "sdr": {"USD": 24_000, "GBP": 16_000, "EUR": 19_000},
    "overlay-specialist": {"USD": 48_000, "GBP": 35_000, "EUR": 41_000},
    "front-line-manager": {"USD": 78_000, "GBP": 56_000, "EUR": 66_000},
    "regional-director": {"USD": 110_000, "GBP": 80_000, "EUR": 94_000},
    "vp-sales": {"USD": 160_000, "GBP": 120_000, "EUR": 140_000},
}
TITLES = {
    "account-executive": "Account executive",
    "account-manager": "Account manager",
    "sdr": "Sales development representative",
    "overlay-specialist": "Overlay specialist, Insight",
}


class Builder:
    """Adds seats and people one by one; later files change what it has built."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.roster = Roster()
        self._names = Names(seed)
        self._emails: set[str] = set()

    def person(self, country: str, hired_on: dt.date, currency: str = "") -> Person:
        """A new person with the next free name and identifier."""
        name = self._names.take(country)
        person = Person(
            f"P{1001 + len(self.roster.people)}",
            name,
            self._email(name),
            country,
            currency or CURRENCY_OF_COUNTRY[country],
            hired_on,
        )
        self.roster.people.append(person)
        return person

    def seat(self, seat: Seat, holder: Person | None, since: dt.date | None = None) -> Seat:
        """Adds a seat and, if there is one, its first holder."""
        self.roster.seats[seat.position_id] = seat
        if holder is not None:
            seat.holdings.append(Holding(holder, since or max(holder.hired_on, seat.valid_from)))
        return seat

    def veteran(self, country: str, key: str, currency: str = "") -> Person:
        """Someone hired years before the files start, longer ago the higher the seat."""
        rng = stream(self.seed, "hired", key)
        longest = 3200 if key.endswith(("MGR", "DIR", "VP")) else 2000
        hired = dt.date(2024, 10, 1) - dt.timedelta(days=rng.randrange(30, longest))
        return self.person(country, hired.replace(day=1 if rng.random() < 0.6 else 15), currency)

    def _email(self, name: str) -> str:
        plain = name.replace("ö", "oe").replace("ü", "ue").replace("ä", "ae").replace("'", "")
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
        local = plain.replace(" ", ".")
        email, number = f"{local}@{MAIL_DOMAIN}", 2
        while email in self._emails:
            email, number = f"{local}{number}@{MAIL_DOMAIN}", number + 1
        self._emails.add(email)
        return email


def build_organisation(seed: int, regions: tuple[Region, ...]) -> Builder:
    """The organisation as it stood before the first change."""
    builder = Builder(seed)
    _leaders(builder)
    for region in regions:
        _region(builder, region)
    return builder


def new_seat(role: str, number: int, region: Region, manager: str, patch: Patch | None = None) -> Seat:
    """A seller's seat of a region; its currency is that of the patch's country, or else of the region."""
    code = {"account-executive": "AE", "account-manager": "AM", "sdr": "SDR", "overlay-specialist": "OV"}[
        role
    ]
    currency = CURRENCY_OF_COUNTRY[patch.places[0][0]] if patch else region.currency
    return Seat(
        f"{region.code}-{code}-{number:02d}",
        TITLES[role],
        role,
        region.name,
        patch.territory_id if patch else region.code,
        PLAN_OF_ROLE[role],
        currency,
        TARGET_INCENTIVE[role][currency] * 100,
        [(SEATS_START, manager)],
    )


def manager_seat(position_id: str, title: str, region: str, plan: str, currency: str, manager: str) -> Seat:
    """A seat that leads others."""
    target = TARGET_INCENTIVE.get(plan, {}).get(currency, 0) * 100
    return Seat(
        position_id, title, "manager", region, "", plan, currency, target, [(SEATS_START, manager)]
    )  # fmt: skip


def _leaders(builder: Builder) -> None:
    for position_id, title, plan, currency, country, manager in (
        ("CRO", "Chief revenue officer", "", "USD", "US", ""),
        ("AMER-VP", "VP sales, Americas", "vp-sales", "USD", "US", "CRO"),
        ("EMEA-VP", "VP sales, EMEA", "vp-sales", "GBP", "GB", "CRO"),
    ):
        region = {"A": "Americas", "E": "EMEA"}.get(position_id[0], "Company")
        seat = manager_seat(position_id, title, region, plan, currency, manager)
        builder.seat(seat, builder.veteran(country, f"{position_id}/VP"))


def _region(builder: Builder, region: Region) -> None:
    code = region.code
    vp = "AMER-VP" if region.continent == "Americas" else "EMEA-VP"
    seat = manager_seat(
        f"{code}-DIR",
        f"Regional director, {region.name}",
        region.name,
        "regional-director",
        region.currency,
        vp,
    )
    builder.seat(seat, builder.veteran(region.country, f"{code}-DIR"))
    for team, title in (("NB1", "new business 1"), ("NB2", "new business 2"), ("AMT", "account management")):
        position_id = f"{code}-{team}-MGR"
        seat = manager_seat(
            position_id,
            f"Sales manager, {title}",
            region.name,
            "front-line-manager",
            region.currency,
            f"{code}-DIR",
        )
        builder.seat(seat, builder.veteran(region.country, position_id))
    _sellers(builder, region)


def _sellers(builder: Builder, region: Region) -> None:
    code = region.code
    first_team = (region.executives + 1) // 2
    for number, patch in enumerate(region.patches[: region.executives], start=1):
        manager = f"{code}-NB1-MGR" if number <= first_team else f"{code}-NB2-MGR"
        seat = new_seat("account-executive", number, region, manager, patch)
        builder.seat(seat, builder.veteran(patch.places[0][0], seat.position_id, seat.currency))
    for role, count, managers in (
        ("account-manager", region.managers, (f"{code}-AMT-MGR",)),
        ("sdr", region.developers, (f"{code}-NB1-MGR", f"{code}-NB2-MGR")),
        ("overlay-specialist", region.specialists, (f"{code}-DIR",)),
    ):
        for number in range(1, count + 1):
            seat = new_seat(role, number, region, managers[(number - 1) % len(managers)])
            builder.seat(seat, builder.veteran(region.country, seat.position_id))
