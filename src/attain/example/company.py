"""What the generator hands out: tables, users, plans, what was planted, and what arrives later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "Ulverane Systems"
BUSINESS = "Monitoring for cold rooms, plants and buildings: subscription software, sensors and services"
CURRENCY = "USD"
DEFAULT_SEED = 20260101


@dataclass(frozen=True, slots=True)
class ExampleScale:
    """How large a company to make; zeros mean the documented one (about 80 payees, 11,000 transactions).

    ``payees`` are rounded up to whole copies of the four regions, ``transactions`` are met approximately.
    """

    payees: int = 0
    transactions: int = 0


@dataclass(frozen=True, slots=True)
class DemoUser:
    """An account to sign in with. ``roles`` are the product's; back-office users have no ``person_id``."""

    email: str
    name: str
    person_id: str | None
    roles: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """One version of a plan as it lies in ``examples/company/plans``, with its cases."""

    plan_id: str
    version: str
    file: str
    text: str
    cases_file: str
    cases_text: str


@dataclass(frozen=True, slots=True)
class LaterImport:
    """A file that arrives after the months it is about were closed."""

    name: str
    title: str
    arrived_on: dt.date
    tables: Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class ExampleInquiry:
    """A question that a seller asks about pay."""

    person_id: str
    period: str
    component: str
    transaction_id: str
    asked_on: dt.date
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class ExampleCompany:
    """One generated company. ``tables`` fulfil ``attain.tables``; ``truth`` is plain JSON."""

    name: str
    business: str
    currency: str
    seed: int
    start: dt.date
    as_of: dt.date
    tables: Mapping[str, pa.Table]
    users: tuple[DemoUser, ...]
    plans: tuple[PlanText, ...]
    later: tuple[LaterImport, ...]
    inquiries: tuple[ExampleInquiry, ...]
    truth: dict[str, object]
