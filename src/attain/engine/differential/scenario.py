"""A random company for one comparison: payees, positions with transfers, transactions with splits, quotas,
rates.

Values are drawn where mistakes hide: on tier bounds, on halves of a minor unit, on the last day of
February, at zero and below, with shares that do not divide, in currencies of 0, 2 and 3 decimal places.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from attain.engine.differential.document import random_plan
from attain.engine.differential.draw import Draw
from attain.engine.inputs import CalculationInput
from attain.kernel.period import FiscalCalendar, Grain
from attain.kernel.problem import ProblemError
from attain.plans import Plan, load_plan
from attain.tables import IMPORTABLE_TABLES

PAYEES_OF_A_SCENARIO = 125
PLANS_OF_A_SCENARIO = 2
TRANSACTIONS_OF_A_PAYEE = 4
CURRENCIES = ("USD", "EUR", "JPY", "KWD")
START = dt.date(2024, 1, 1)
DAYS = 366
WHOLE = 10**8
QUOTAS = (0, 100_000, 1_000_000, 999_999, 2_500_000)
Row = dict[str, Any]


def random_scenario(seed: int) -> CalculationInput:
    """The inputs of one comparison; the same seed gives the same inputs."""
    draw = Draw(seed)
    plans = tuple(_plan(draw, f"plan-{number}") for number in range(PLANS_OF_A_SCENARIO))
    people = [f"p{number:03}" for number in range(PAYEES_OF_A_SCENARIO)]
    positions = _positions(draw, people, [plan.plan_id for plan in plans])
    transactions = _transactions(draw, PAYEES_OF_A_SCENARIO * TRANSACTIONS_OF_A_PAYEE)
    rows = {
        "people": [{"person_id": person, "name": person} for person in people[1:]],  # the first is unknown
        "positions": positions,
        "assignments": _assignments(draw, people),
        "products": [
            {"product_id": f"x{n}", "name": "x", "category": ("Goods", "Services", None)[n]} for n in range(3)
        ],
        "transactions": transactions,
        "splits": [row for transaction in transactions for row in _splits(draw, transaction, people)],
        "quotas": _quotas(draw, positions),
        "fx_rates": _fx_rates(draw),
        "parameters": _parameters(draw, people),
    }
    calendar = FiscalCalendar(draw.choice((1, 1, 4)))
    tables = {name: IMPORTABLE_TABLES[name].table(found) for name, found in rows.items()}
    start = calendar.period_of(START, Grain.YEAR).start
    through = calendar.period_of(dt.date(2024, draw.choice((6, 12)), 1), Grain.MONTH)
    return CalculationInput(tables, plans, calendar, start, through)


def _plan(draw: Draw, plan_id: str) -> Plan:
    text = random_plan(draw, plan_id)
    plan, problems = load_plan(text, f"{plan_id}.yaml")
    if plan is None:
        raise ProblemError(problems)
    return plan


def _day(draw: Draw) -> dt.date:
    if draw.happens(10):
        return draw.choice(
            (dt.date(2024, 2, 29), dt.date(2024, 3, 31), dt.date(2024, 4, 1), dt.date(2024, 12, 31))
        )
    return START + dt.timedelta(days=draw.below(DAYS))


# ---------------------------------------------------------------- organisation


def _positions(draw: Draw, people: list[str], plans: list[str]) -> list[Row]:
    rows = []
    for number in range(len(people)):
        plan = draw.choice([*plans, *plans, *plans, None]) if number else plans[0]
        row = {
            "position_id": f"s{number:03}",
            "title": "Seat",
            "role": draw.choice(("account-executive", "manager")),
            "manager_position_id": f"s{draw.below(number):03}" if number and draw.happens(90) else None,
            "plan_id": plan,
            "currency": draw.choice(CURRENCIES),
            "valid_from": START - dt.timedelta(days=400),
            "valid_to": None,
        }
        rows.append(row)
        if draw.happens(15) and number:  # reports to someone else, or is on another plan, from some day on
            day = _day(draw)
            boss = f"s{draw.below(number):03}"
            rows.append(
                {**row, "manager_position_id": boss, "plan_id": draw.choice(plans), "valid_from": day}
            )
            row["valid_to"] = day
    return rows


def _assignments(draw: Draw, people: list[str]) -> list[Row]:
    rows = []
    for number, person in enumerate(people):
        row: Row = {
            "person_id": person,
            "position_id": f"s{number:03}",
            "valid_from": START,
            "valid_to": None,
        }
        if draw.happens(20):  # moves to another seat, perhaps after a gap
            row["valid_to"] = _day(draw) + dt.timedelta(days=1)
            later = row["valid_to"] + dt.timedelta(days=draw.choice((0, 0, 20)))
            seat = f"s{draw.below(len(people)):03}"
            if seat != row["position_id"]:
                rows.append({"person_id": person, "position_id": seat, "valid_from": later, "valid_to": None})
        rows.append(row)
    return rows


def _quotas(draw: Draw, positions: list[Row]) -> list[Row]:
    rows = []
    for seat in sorted({row["position_id"] for row in positions}):
        if draw.happens(10):
            continue
        quarterly = draw.happens(50)
        months = 3 if quarterly else 12
        first = 2 if draw.happens(5) else 1  # now and then a quota that reaches over a border
        currency = next(row["currency"] for row in positions if row["position_id"] == seat)
        for month in range(first, 13, months):
            rows.append(
                {
                    "position_id": seat,
                    "measure": "goal",
                    "amount_minor": draw.choice(QUOTAS),
                    "quantity": draw.choice((0, 50_000, 100_000)),
                    "currency": draw.choice((currency, currency, None)),
                    "valid_from": dt.date(2024, month, 1),
                    "valid_to": _months_later(month, months),
                }
            )
    return rows


def _months_later(month: int, months: int) -> dt.date:
    total = month - 1 + months
    return dt.date(2024 + total // 12, total % 12 + 1, 1)


# ---------------------------------------------------------------- market


def _transactions(draw: Draw, count: int) -> list[Row]:
    rows = []
    for number in range(count):
        quota = draw.choice(QUOTAS[1:])
        amount = draw.choice(
            (quota, quota // 2, 250_000, 500_000, draw.between(1, 3_000_000), draw.between(1, 200), 0)
        )
        is_reversal = draw.happens(15)
        day = _day(draw)
        rows.append(
            {
                "transaction_id": f"t{draw.below(10**6):06}-{number}",
                "kind": "cancellation"
                if is_reversal
                else draw.choice(("booking", "booking", "invoice", "meeting")),
                "occurred_on": day,
                "product_id": draw.choice(("x0", "x1", "x2", None)),
                "deal_type": draw.choice(("new", "expansion", "renewal", None)),
                "amount_minor": -amount if is_reversal else amount,
                "cost_minor": draw.choice((None, 0, amount // 3)),
                "currency": draw.choice(CURRENCIES),
                "quantity": draw.choice((None, 10_000, 15_000, -10_000, 1)),
                "term_months": draw.choice((None, 12, 36)),
                "starts_on": draw.choice((None, day + dt.timedelta(days=draw.below(40)))),
            }
        )
    return rows


def _splits(draw: Draw, transaction: Row, people: list[str]) -> list[Row]:
    if draw.happens(3):
        return []
    owners = draw.sample(people, draw.choice((1, 1, 1, 2, 3, 7)))
    if draw.happens(90):
        shares = [WHOLE // len(owners)] * len(owners)
        shares[0] += WHOLE - sum(shares)
    else:
        shares = [draw.below(WHOLE) for _ in owners]
    found = [("owner", person, part) for person, part in zip(owners, shares, strict=True)]
    if draw.happens(30):
        found.append(("overlay", draw.choice(people), draw.choice((WHOLE, WHOLE // 3, 1))))
    if draw.happens(20):
        found.append(("sdr", draw.choice(people), WHOLE))
    return [
        {
            "transaction_id": transaction["transaction_id"],
            "person_id": person,
            "split_role": role,
            "share": part,
        }
        for role, person, part in found
    ]


def _fx_rates(draw: Draw) -> list[Row]:
    rows = []
    for source in CURRENCIES:
        for target in CURRENCIES:
            if source == target or draw.happens(5):
                continue
            for day in (START - dt.timedelta(days=300), dt.date(2024, 2, 29), dt.date(2024, 7, 1)):
                rows.append(
                    {
                        "from_currency": source,
                        "to_currency": target,
                        "rate_type": "plan",
                        "valid_from": day,
                        "rate": draw.choice((50_000_000, 108_000_000, draw.between(10**5, 2 * 10**10))),
                    }
                )
    return rows


def _parameters(draw: Draw, people: list[str]) -> list[Row]:
    rows: list[Row] = []
    scopes = [("company", ""), ("plan", "plan-0"), ("role", "manager"), ("position", "s003")]
    scopes += [("person", person) for person in draw.sample(people, 5)]
    for scope, scope_id in scopes:
        for name, values in (("base", ("7%", "12.345678%")), ("bonus", ("1234.56", "0.5"))):
            if draw.happens(60):
                day = draw.choice((START, START, dt.date(2024, 5, 1)))
                row = {"name": name, "scope": scope, "scope_id": scope_id, "value": draw.choice(values)}
                rows.append({**row, "valid_from": day, "valid_to": draw.choice((None, dt.date(2024, 10, 1)))})
    return rows
