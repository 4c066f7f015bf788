"""Who sits where, and what happened to them in eighteen months."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from attain.example import ExampleCompany

Rows = dict[str, list[dict[str, Any]]]
TODAY = dt.date(2026, 11, 20)


def _on(day: dt.date, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        row for row in rows if row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"])
    ]


def _event(truth: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(event for event in truth["events"] if event["kind"] == kind)


def test_about_sixty_sellers_hold_four_roles(rows: Rows) -> None:
    roles = [row["role"] for row in _on(TODAY, rows["positions"])]
    sellers = {role: roles.count(role) for role in set(roles) - {"manager"}}
    assert set(sellers) == {"sdr", "account-executive", "account-manager", "overlay-specialist"}
    assert 55 <= sum(sellers.values()) <= 65


def test_managers_stand_on_three_levels_below_one_head(rows: Rows) -> None:
    seats = {row["position_id"]: row for row in _on(TODAY, rows["positions"])}

    def depth(position_id: str) -> int:
        manager = seats[position_id]["manager_position_id"]
        return 0 if manager is None else 1 + depth(manager)

    assert [seat for seat in seats if depth(seat) == 0] == ["CRO"]
    assert {depth(seat) for seat, row in seats.items() if row["role"] == "account-executive"} == {4}


def test_people_are_paid_in_three_currencies_in_four_regions(rows: Rows) -> None:
    sellers = [row for row in rows["positions"] if row["role"] == "account-executive"]
    assert {row["currency"] for row in sellers} == {"USD", "GBP", "EUR"}
    assert len({row["region"] for row in sellers}) == 4


def test_nobody_holds_two_seats_on_a_day(rows: Rows) -> None:
    for day in (dt.date(2025, 7, 1), dt.date(2026, 2, 1), dt.date(2026, 7, 1), TODAY):
        holders = [row["person_id"] for row in _on(day, rows["assignments"])]
        assert len(holders) == len(set(holders))


@pytest.mark.parametrize(
    "kind",
    [
        "leaver", "hire", "promotion", "transfer", "maternity-leave", "account-handover", "split", "dispute",
        "late-correction", "late-booking", "quota-change", "plan-change", "spif", "training",
    ],
)  # fmt: skip
def test_the_truth_tells_an_event_of_each_kind(kind: str, truth: dict[str, Any]) -> None:
    event = _event(truth, kind)
    assert event["words"]
    dt.date.fromisoformat(event["on"])


def test_a_leaver_holds_no_seat_after_leaving(rows: Rows) -> None:
    left = {row["person_id"]: row["left_on"] for row in rows["people"] if row["left_on"]}
    assert len(left) >= 5
    for row in rows["assignments"]:
        if row["person_id"] in left:
            assert row["valid_to"] is not None
            assert row["valid_to"] <= left[row["person_id"]]


def test_the_transfer_happens_within_a_quarter(rows: Rows, truth: dict[str, Any]) -> None:
    event = _event(truth, "transfer")
    history = [row for row in rows["positions"] if row["position_id"] == event["position_id"]]
    assert [row["manager_position_id"] for row in history] == [
        event["from_manager_position_id"],
        event["to_manager_position_id"],
    ]
    assert history[1]["valid_from"].isoformat() == event["on"]
    assert history[1]["valid_from"].month % 3 != 1


def test_the_seat_of_a_maternity_leave_is_covered_and_given_back(rows: Rows, truth: dict[str, Any]) -> None:
    event = _event(truth, "maternity-leave")
    held = [row for row in rows["assignments"] if row["position_id"] == event["position_id"]]
    assert [row["person_id"] for row in held] == [
        event["person_id"],
        event["cover_person_id"],
        event["person_id"],
    ]
    assert held[0]["valid_to"] == held[1]["valid_from"]
    assert held[1]["valid_to"] == held[2]["valid_from"]


def test_the_quota_change_cuts_later_months_alone(rows: Rows, truth: dict[str, Any]) -> None:
    event = _event(truth, "quota-change")
    quotas = {
        row["valid_from"]: row["amount_minor"]
        for row in rows["quotas"]
        if row["position_id"] == event["position_id"]
    }
    june, july = quotas[dt.date(2026, 6, 1)], quotas[dt.date(2026, 7, 1)]
    twin = {
        row["valid_from"]: row["amount_minor"] for row in rows["quotas"] if row["position_id"] == "DACH-AE-01"
    }
    ratio_before = june / twin[dt.date(2026, 6, 1)]
    assert july / twin[dt.date(2026, 7, 1)] == pytest.approx(ratio_before * 0.85, rel=0.02)


def test_the_handed_over_account_changes_its_owner_once(rows: Rows, truth: dict[str, Any]) -> None:
    event = _event(truth, "account-handover")
    owners = [
        row
        for row in rows["account_owners"]
        if row["account_id"] == event["account_id"] and "-AE-" in row["position_id"]
    ]
    assert [row["position_id"] for row in owners] == [event["from_position_id"], event["to_position_id"]]
    assert owners[0]["valid_to"] == owners[1]["valid_from"]


def test_the_disputed_deal_is_owned_by_one_and_booked_to_another(
    company: ExampleCompany, rows: Rows, truth: dict[str, Any]
) -> None:
    event = _event(truth, "dispute")
    (inquiry,) = company.inquiries
    deal = next(row for row in rows["opportunities"] if row["opportunity_id"] == event["opportunity_id"])
    booked_to = {
        row["person_id"]
        for row in rows["splits"]
        if row["transaction_id"] == inquiry.transaction_id and row["split_role"] == "owner"
    }
    assert inquiry.person_id == deal["person_id"] == event["person_id"]
    assert booked_to == {event["booked_to_person_id"]} != {event["person_id"]}
    assert inquiry.period == "2026-09"


def test_the_users_cover_every_role_and_their_people_exist(company: ExampleCompany, rows: Rows) -> None:
    assert {role for user in company.users for role in user.roles} == {
        "rep", "manager", "compensation_admin", "planner", "finance", "enablement", "executive", "auditor",
        "system_admin",
    }  # fmt: skip
    people = {row["person_id"]: row for row in rows["people"]}
    for user in company.users:
        if user.person_id is not None:
            assert people[user.person_id]["email"] == user.email
    emails = [user.email for user in company.users]
    assert len(emails) == len(set(emails))
