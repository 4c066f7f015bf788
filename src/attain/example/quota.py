"""Quotas per seat and month: set before the year from the patch, role and ramp, with quarter-end weights."""

from __future__ import annotations

import datetime as dt

from attain.example import behaviour as law
from attain.example.days import QUOTA_END, START, add_months, full_months, months_between
from attain.example.deal import Deal
from attain.example.event import QUOTA_CHANGE
from attain.example.geography import Region
from attain.example.rate import convert_at_plan
from attain.example.seat import Roster, Row, Seat
from attain.kernel.rounding import divide_rounded

Targets = dict[tuple[str, str, dt.date], int]  # seat, quota name, month → minor units or quantity
MONTH_WEIGHT = {1: 70, 2: 80, 3: 120, 4: 72, 5: 84, 6: 118, 7: 66, 8: 74, 9: 116, 10: 82, 11: 96, 12: 142}
EXECUTIVE_A_YEAR_USD = {2025: 800_000, 2026: 920_000}
MANAGER_EXPANSION_A_YEAR_USD = {2025: 380_000, 2026: 410_000}
OVERLAY_A_YEAR_USD = {2025: 850_000, 2026: 1_250_000}
MEETINGS_A_MONTH = {2025: 14, 2026: 15}
RENEWED_PERCENT = 90  # of what falls due, is the renewal quota
TEAM_PERCENT = 95  # of the sellers' quotas, is the team's


def quota_rows(roster: Roster, regions: tuple[Region, ...], renewals: list[Deal]) -> list[Row]:
    """The rows of the quotas table."""
    targets: Targets = {}
    _sellers(targets, roster, regions)
    _renewals(targets, roster, renewals)
    _teams(targets, roster)
    currency = {seat.position_id: seat.currency for seat in roster.seats.values()}
    return [
        _row(position_id, measure, month, value, currency[position_id])
        for (position_id, measure, month), value in sorted(targets.items())
    ]


def _row(position_id: str, measure: str, month: dt.date, value: int, currency: str) -> Row:
    in_units = measure == "meetings"
    return {
        "position_id": position_id,
        "measure": measure,
        "amount_minor": None if in_units else value,
        "quantity": value if in_units else None,
        "currency": None if in_units else currency,
        "valid_from": month,
        "valid_to": add_months(month, 1),
    }


def _months(seat: Seat) -> list[dt.date]:
    """The months in which a seat has quotas: from its first to its last, through the end of 2026."""
    return months_between(max(START, seat.valid_from), min(seat.valid_to or QUOTA_END, QUOTA_END))


def _share(month: dt.date, a_year: int) -> int:
    """A year's target spread to the month."""
    return divide_rounded(a_year * MONTH_WEIGHT[month.month], sum(MONTH_WEIGHT.values()))


def _ramped(seat: Seat, month: dt.date, value: int) -> int:
    """Less in the first months of a new seat."""
    months = full_months(seat.valid_from.replace(day=1), month)
    percent = {0: 50, 1: 50, 2: 60, 3: 80}.get(months, 100) if seat.valid_from > START else 100
    return value * percent // 100


def _local(dollars: int, seat: Seat, month: dt.date) -> int:
    """Whole dollars as minor units of the seat's currency, rounded to hundreds of units."""
    return convert_at_plan(dollars * 100, "USD", seat.currency, month.year) // 10_000 * 10_000


def _sellers(targets: Targets, roster: Roster, regions: tuple[Region, ...]) -> None:
    potential = {patch.territory_id: patch.potential for region in regions for patch in region.patches}
    for seat in roster.seats.values():
        for month in _months(seat):
            key = seat.position_id
            if seat.role == "account-executive":
                # Quotas follow the patch's potential only half: a planted unfairness.
                a_year = EXECUTIVE_A_YEAR_USD[month.year] * (0.5 + 0.5 * potential[seat.territory_id])
                value = _ramped(seat, month, _local(_share(month, round(a_year)), seat, month))
                targets[key, "bookings", month] = _changed(seat, month, value)
            elif seat.role == "account-manager":
                a_year = MANAGER_EXPANSION_A_YEAR_USD[month.year]
                targets[key, "bookings", month] = _local(_share(month, round(a_year)), seat, month)
            elif seat.role == "overlay-specialist":
                a_year = OVERLAY_A_YEAR_USD[month.year]
                targets[key, "overlay", month] = _local(_share(month, round(a_year)), seat, month)
            elif seat.role == "sdr":
                season = law.SEASON[month.month]
                targets[key, "meetings", month] = round(MEETINGS_A_MONTH[month.year] * season) * 10_000


def _changed(seat: Seat, month: dt.date, value: int) -> int:
    change = QUOTA_CHANGE
    if seat.position_id == change.position_id and month >= change.since:
        return value * change.percent // 100 // 10_000 * 10_000
    return value


def _renewals(targets: Targets, roster: Roster, renewals: list[Deal]) -> None:
    """Ninety percent of what falls due in the month."""
    due: dict[tuple[str, dt.date], int] = {}
    for deal in renewals:
        month = deal.closed.replace(day=1)
        if month >= QUOTA_END:
            continue
        amount = convert_at_plan(deal.amount_minor, deal.currency, deal.seat.currency, month.year)
        key = (deal.seat.position_id, month)
        due[key] = due.get(key, 0) + amount
    for seat in roster.of_role("account-manager"):
        for month in _months(seat):
            amount = due.get((seat.position_id, month), 0)
            target = max(500_000, amount * RENEWED_PERCENT // 100 // 10_000 * 10_000)
            targets[seat.position_id, "renewals", month] = target


def _teams(targets: Targets, roster: Roster) -> None:
    """A manager's target: nearly the sum of the sellers below, as they stood at the end of the month."""
    for level in ("front-line-manager", "regional-director", "vp-sales"):
        for seat in roster.seats.values():
            if seat.plan_id != level:
                continue
            for month in _months(seat):
                below = _below(roster, seat.position_id, add_months(month, 1) - dt.timedelta(days=1))
                total = sum(
                    convert_at_plan(
                        targets.get((other.position_id, "bookings", month), 0),
                        other.currency,
                        seat.currency,
                        month.year,
                    )
                    for other in below
                )
                targets[seat.position_id, "team", month] = total * TEAM_PERCENT // 100 // 10_000 * 10_000


def _below(roster: Roster, position_id: str, day: dt.date) -> list[Seat]:
    found: list[Seat] = []
    for seat in roster.reports_of(position_id, day):
        found.append(seat)
        found += _below(roster, seat.position_id, day)
    return found
