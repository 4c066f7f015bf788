from __future__ import annotations

import datetime as dt

import pytest

from tests.support.company import DEALS, WHOLE, Company, plan_of

FLAT = "components:\n  flat: {kind: commission, on: deals, rate: 10%}\n"
THIRD = WHOLE // 3


def _credits(company: Company) -> list[tuple[str, str, int]]:
    rows = company.calculate().credits.to_pylist()
    return [(row["person_id"], row["transaction_id"], row["quota_units"]) for row in rows]


def test_owners_share_to_the_last_minor_unit_and_a_cancellation_mirrors_it() -> None:
    company = Company((plan_of(DEALS, FLAT),))
    owners = (("ann", THIRD + 1), ("bo", THIRD), ("cy", THIRD))
    for person, _ in owners:
        company.seat(person)
    company.deal("d1", "01-05", 10_001, *owners)
    company.deal("d2", "01-06", -10_001, *owners)
    found = _credits(company)
    assert sum(units for _, number, units in found if number == "d1") == 10_001
    assert [units for _, number, units in found if number == "d2"] == [
        -units for _, number, units in found if number == "d1"
    ]


def test_owners_of_less_than_the_whole_share_just_that() -> None:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann")
    company.deal("d1", "01-05", 10_000, ("ann", WHOLE // 4))
    assert _credits(company) == [("ann", "d1", 2_500)]


def test_overlays_stand_on_their_own_beside_the_owner() -> None:
    deals = "credits:\n  deals: {of: [booking], to: {split: [owner, overlay]}}\n"
    company = Company((plan_of(deals, FLAT),))
    for person in ("ann", "bo"):
        company.seat(person)
    company.deal("d1", "01-05", 10_001, ("ann", WHOLE))
    company.add("splits", transaction_id="d1", person_id="bo", split_role="overlay", share=WHOLE // 2)
    assert _credits(company) == [("ann", "d1", 10_001), ("bo", "d1", 5_000)]  # 5,000.5 to the even neighbour


def test_every_level_above_gets_full_credit_by_the_hierarchy_of_the_day() -> None:
    team = "credits:\n  deals: {of: [booking], to: {roll_up: [owner]}}\n"
    company = Company((plan_of(team, FLAT),))
    for person, manager in (("top", None), ("east", "top"), ("west", "top"), ("ann", "east")):
        company.seat(person, manager=manager)
    move = dt.date(2026, 3, 1)
    seat = company.rows["positions"][-1]
    company.add("positions", **{**seat, "manager_position_id": "west-seat", "valid_from": move})
    seat["valid_to"] = move
    company.deal("d1", "02-28", 1_000, ("ann", WHOLE))
    company.deal("d2", "03-01", 2_000, ("ann", WHOLE))
    assert _credits(company) == [
        ("east", "d1", 1_000),
        ("top", "d1", 1_000),
        ("top", "d2", 2_000),
        ("west", "d2", 2_000),
    ]


def test_two_owners_below_one_manager_are_one_credit() -> None:
    team = "credits:\n  deals: {of: [booking], to: {roll_up: [owner]}}\n"
    company = Company((plan_of(team, FLAT),))
    company.seat("top")
    for person in ("ann", "bo"):
        company.seat(person, manager="top")
    company.deal("d1", "01-05", 1_001, ("ann", WHOLE // 2), ("bo", WHOLE // 2))
    assert _credits(company) == [("top", "d1", 1_001)]


def test_credit_belongs_to_the_seat_held_on_the_day() -> None:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann")
    company.add("positions", **{**company.rows["positions"][0], "position_id": "other-seat"})
    move = dt.date(2026, 2, 1)
    company.rows["assignments"][0]["valid_to"] = move
    company.add("assignments", person_id="ann", position_id="other-seat", valid_from=move)
    company.deal("d1", "01-31", 1_000, ("ann", WHOLE))
    company.deal("d2", "02-01", 1_000, ("ann", WHOLE))
    seats = {row["transaction_id"]: row["position_id"] for row in company.calculate().credits.to_pylist()}
    assert seats == {"d1": "ann-seat", "d2": "other-seat"}


def test_a_later_version_of_the_plan_takes_over_on_its_first_day() -> None:
    first = plan_of(DEALS, FLAT)
    later = plan_of(DEALS, FLAT.replace("10%", "20%"))
    later = later.__class__(**{**_fields(later), "version": "2", "effective": _from(dt.date(2026, 7, 1))})
    company = Company((later, first))
    company.seat("ann")
    company.deal("d1", "06-30", 1_000, ("ann", WHOLE))
    company.deal("d2", "07-01", 1_000, ("ann", WHOLE))
    assert [amount for *_, amount in company.pay("flat")] == [100, 200]


def _fields(plan: object) -> dict[str, object]:
    return {name: getattr(plan, name) for name in plan.__slots__}  # type: ignore[attr-defined]


def _from(start: dt.date) -> object:
    from attain.kernel.period import DateRange

    return DateRange(start)


def _abroad(**rate: object) -> Company:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann", currency="JPY")
    company.deal("d1", "02-05", 12_345, ("ann", WHOLE))
    if rate:
        base = {"from_currency": "USD", "to_currency": "JPY", "rate_type": "plan"}
        company.add("fx_rates", **{**base, "rate": 150 * WHOLE, "valid_from": dt.date(2026, 1, 1), **rate})
    return company


def test_a_credit_is_converted_at_the_stored_rate_of_the_day() -> None:
    company = _abroad(rate=150 * WHOLE)  # 123.45 × 150 = 18,517.5 yen, to the even neighbour
    company.add("fx_rates", **{**company.rows["fx_rates"][0], "valid_from": dt.date(2026, 2, 6), "rate": 1})
    assert _credits(company) == [("ann", "d1", 18_518)]


@pytest.mark.parametrize("rate", [{}, {"valid_from": dt.date(2026, 2, 6)}, {"rate_type": "spot"}])
def test_a_missing_rate_is_a_problem_and_never_one(rate: dict[str, object]) -> None:
    company = _abroad(**rate)
    assert _credits(company) == []
    assert company.codes() == {"fx-rate-missing"}


def test_people_and_seats_that_cannot_be_credited_are_said() -> None:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann")
    company.seat("bo", plan_id=None)
    company.add("people", person_id="cy", name="Cy")
    for number, person in enumerate(("bo", "cy", "dee")):
        company.deal(f"d{number}", "01-05", 1_000, (person, WHOLE))
    company.deal("d9", "01-05", 1_000)
    assert company.codes() == {"plan-missing", "position-missing", "person-unknown", "split-missing"}


def test_owners_whose_shares_make_more_or_less_than_the_whole_are_said() -> None:
    company = Company((plan_of(DEALS, FLAT),))
    company.seat("ann")
    company.seat("bo")
    company.deal("d1", "01-05", 1_000, ("ann", WHOLE), ("bo", WHOLE))
    company.deal("d2", "01-06", 1_000, ("ann", WHOLE // 2))
    company.deal("d3", "01-07", 1_000, ("ann", WHOLE // 2), ("bo", WHOLE // 2))
    problems = company.calculate().problems
    assert [(problem.code, problem.subject) for problem in problems] == [
        ("split-not-whole", "d1"),
        ("split-not-whole", "d2"),
    ]
    assert "sum to 200%" in problems[0].message


def test_a_transaction_without_the_field_that_the_amount_needs_is_said() -> None:
    margin = "credits:\n  deals: {of: [booking], amount: amount - cost, to: {split: [owner]}}\n"
    company = Company((plan_of(margin, FLAT),))
    company.seat("ann")
    company.deal("d1", "01-05", 1_000, ("ann", WHOLE))
    assert _credits(company) == []
    assert company.codes() == {"amount-missing"}


def test_a_position_that_reports_to_itself_loses_its_manager_and_it_is_said() -> None:
    team = "credits:\n  deals: {of: [booking], to: {roll_up: [owner]}}\n"
    company = Company((plan_of(team, FLAT),))
    company.seat("ann", manager="bo")
    company.seat("bo", manager="ann")
    company.deal("d1", "01-05", 1_000, ("ann", WHOLE))
    assert _credits(company) == []
    assert company.codes() == {"hierarchy-cycle"}


def test_a_quota_over_the_border_of_the_period_is_left_out_and_said() -> None:
    sold = "measures:\n  sold: {sum: deals, over: quarter, quota: goal}\n"
    tiers = "{by: attainment, tiers: [{rate: 10%}]}"
    paid = f"components:\n  tiers: {{kind: tiered-commission, measure: sold, table: {tiers}}}\n"
    company = Company((plan_of(DEALS, sold, paid),), through="2026-03")
    company.seat("ann")
    company.quota("ann", 1_000, "2026-02-01", "2026-05-01")
    assert company.codes() == {"quota-crosses-period", "quota-missing"}
