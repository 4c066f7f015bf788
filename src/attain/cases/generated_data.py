"""Random people, positions, quotas, rates and transactions, with the oddities that real data has.

Round amounts are frequent, so that values lie exactly on bounds; so are missing products, costs and rates,
days on borders of periods, negative amounts, seats that change in mid-year and shares that do not add up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from attain.cases.given import READ_TABLES
from attain.cases.row import Row
from attain.engine import CalculationInput
from attain.kernel.money import Currency
from attain.kernel.period import FiscalCalendar, Grain
from attain.plans import Plan
from attain.tables import FACT_TABLES, QUANTITY_SCALE, RECORD_TABLES
from attain.tables.fact import DEAL_TYPES, TRANSACTION_KINDS

CURRENCIES = ("USD", "USD", "EUR", "JPY", "KWD")
START, DAYS = dt.date(2025, 7, 1), 640
ROUND_AMOUNTS = (0, 1, 100, 250, 500, 1000, 2500, 5000, 10000, 20000)
SHARES = (10**8, 10**8, 50_000_000, 33_333_333, 66_666_667, 25_000_000, 1, 0)


def generate_inputs(
    random: Random, plans: Sequence[Plan], payees: int, transactions: int
) -> CalculationInput:
    """Inputs for that many payees, each on one of the plans, and about that many transactions for each."""
    data = _Data(random, [plan.plan_id for plan in plans], payees)
    data.people()
    data.quotas()
    data.parameters()
    data.rates()
    data.products_and_accounts()
    data.transactions(payees * transactions)
    calendar = FiscalCalendar(random.choice((1, 1, 2, 4, 7, 10)))
    start = calendar.period_of(START, Grain.YEAR).start
    through = calendar.period_of(START + dt.timedelta(days=random.randint(360, DAYS)), Grain.MONTH)
    contracts = RECORD_TABLES | FACT_TABLES
    tables = {name: contracts[name].table(data.rows[name]) for name in READ_TABLES}
    return CalculationInput(tables, tuple(plans), calendar, start, through)


class _Data:
    def __init__(self, random: Random, plan_ids: Sequence[str], payees: int) -> None:
        self._random = random
        self._plan_ids = plan_ids
        self._names = [f"p{number:04d}" for number in range(payees)]
        self._currency: dict[str, str] = {}
        self.rows: dict[str, list[Row]] = {name: [] for name in READ_TABLES}

    def people(self) -> None:
        for number, name in enumerate(self._names):
            currency = self._currency[name] = self._random.choice(CURRENCIES)
            manager = self._names[self._random.randrange(number)] if number and self._chance(80) else None
            self.rows["people"].append({"person_id": name, "name": name, "currency": currency})
            borders = [START - dt.timedelta(days=400), *self._borders(), None]
            for since, until in pairwise(borders):
                row: Row = {
                    "position_id": name,
                    "title": name,
                    "role": "account-executive",
                    "currency": currency,
                }
                row |= {"manager_position_id": manager, "plan_id": self._random.choice(self._plan_ids)}
                self.rows["positions"].append({**row, "valid_from": since, "valid_to": until})
            since = START - dt.timedelta(days=400) if self._chance(80) else self._day()
            until = self._day() if self._chance(15) else None
            if until is None or since < until:
                held = {"person_id": name, "position_id": name, "valid_from": since, "valid_to": until}
                self.rows["assignments"].append(held)

    def _borders(self) -> list[dt.date | None]:
        days = {
            self._day().replace(day=self._random.choice((1, 1, 17)))
            for _ in range(self._random.choice((0, 0, 1, 2)))
        }
        return [*sorted(days)]

    def quotas(self) -> None:
        for name in self._names:
            for measure in ("bookings", "count"):
                if self._chance(85):
                    self._quota(name, measure)

    def _quota(self, name: str, measure: str) -> None:
        months = self._random.choice((1, 3, 12))
        first = dt.date(2024, 1, 1)
        while first < dt.date(2028, 1, 1):
            total = first.year * 12 + first.month - 1 + months
            after = dt.date(total // 12, total % 12 + 1, 1)
            row: Row = {"position_id": name, "measure": measure, "valid_from": first, "valid_to": after}
            row["currency"] = self._currency[name]
            if measure == "count":
                row["quantity"] = self._random.choice((0, 1, 4, 12, 30)) * 10**QUANTITY_SCALE
            else:
                row["amount_minor"] = self._amount(self._currency[name])
            self.rows["quotas"].append(row)
            first = after

    def parameters(self) -> None:
        scopes = [("company", ""), ("plan", self._plan_ids[0]), ("role", "account-executive")]
        scopes += [("position", name) for name in self._names] + [("person", name) for name in self._names]
        for scope, scope_id in scopes:
            if self._chance(40):
                rate = f"{self._random.randrange(2000)}.{self._random.randrange(10000):04d}"[-7:] + "%"
                days = sorted({dt.date(2024, 1, 1), self._day()})
                ends: list[dt.date | None] = [*days[1:], None]
                for since, until in zip(days, ends, strict=True):
                    row: Row = {"name": "base_rate", "scope": scope, "scope_id": scope_id, "value": rate}
                    self.rows["parameters"].append({**row, "valid_from": since, "valid_to": until})

    def rates(self) -> None:
        codes = sorted(set(CURRENCIES))
        for first in codes:
            for second in codes:
                if first != second and self._chance(90):
                    since = START - dt.timedelta(days=500) if self._chance(90) else self._day()
                    for day in sorted({since, self._day()}):
                        rate = self._random.choice((100_000_000, 91_234_567, 333_333, 14_912_345_678))
                        row: Row = {"from_currency": first, "to_currency": second, "rate_type": "plan"}
                        self.rows["fx_rates"].append({**row, "valid_from": day, "rate": rate})

    def products_and_accounts(self) -> None:
        for number, category in enumerate(("Software", "Services", "Hardware", None)):
            row: Row = {"product_id": f"product-{number}", "name": f"{'ABoc'[number]}x{number}"}
            self.rows["products"].append({**row, "category": category})
        for number, segment in enumerate(("Enterprise", "enterprise", "SMB", None)):
            row = {"account_id": f"account-{number}", "name": f"Account {number}", "segment": segment}
            self.rows["accounts"].append({**row, "employees": self._random.choice((None, 5, 10, 100, 5000))})

    def transactions(self, count: int) -> None:
        for number in range(count):
            currency = self._random.choice(CURRENCIES)
            day = self._day()
            row: Row = {
                "transaction_id": f"t{self._random.randrange(10**6):06d}-{number}",
                "kind": self._random.choice(TRANSACTION_KINDS),
                "occurred_on": day,
                "account_id": self._maybe(f"account-{self._random.randrange(5)}"),
                "product_id": self._maybe(f"product-{self._random.randrange(5)}"),
                "deal_type": self._maybe(self._random.choice(DEAL_TYPES)),
                "amount_minor": self._amount(currency) * (-1 if self._chance(15) else 1),
                "cost_minor": self._maybe(self._amount(currency)),
                "currency": currency,
                "quantity": self._maybe(self._random.choice((0, 1, 2, 10, 12, 37)) * 5_000),
                "term_months": self._maybe(self._random.choice((0, 1, 12, 24, 36))),
                "starts_on": self._maybe(day + dt.timedelta(days=self._random.randint(0, 90))),
            }
            self.rows["transactions"].append(row)
            self._splits(str(row["transaction_id"]))

    def _splits(self, transaction_id: str) -> None:
        for role, share_of in (("owner", 95), ("sdr", 25), ("overlay", 25)):
            if self._chance(share_of):
                people = self._random.sample(
                    self._names, min(len(self._names), self._random.choice((1, 1, 2, 3)))
                )
                shares = self._shares(len(people), is_whole=role == "owner")
                for person, share in zip(people, shares, strict=True):
                    row: Row = {"transaction_id": transaction_id, "person_id": person}
                    self.rows["splits"].append({**row, "split_role": role, "share": share})

    def _shares(self, count: int, *, is_whole: bool) -> list[int]:
        if not is_whole:
            return [self._random.choice(SHARES) for _ in range(count)]
        cuts = sorted(self._random.randrange(10**8 + 1) for _ in range(count - 1))
        return [end - start for start, end in zip([0, *cuts], [*cuts, 10**8], strict=True)]

    # ------------------------------------------------------------ values

    def _amount(self, currency: str) -> int:
        factor = int(10 ** Currency(currency).exponent)
        if self._chance(60):
            return self._random.choice(ROUND_AMOUNTS) * factor
        return self._random.randrange(30_000 * factor)

    def _day(self) -> dt.date:
        day = START + dt.timedelta(days=self._random.randrange(DAYS))
        return day.replace(day=1) if self._chance(15) else day

    def _maybe(self, value: object) -> object:
        return None if self._chance(15) else value

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent
