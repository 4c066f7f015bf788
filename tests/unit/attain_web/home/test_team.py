from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from tests.support.organisation import Company, position_row
from tests.unit.attain_web.incentives.build import book, do_run, import_rows

pytestmark = pytest.mark.django_db
REPS = {"alice": "Alice Able", "bob": "Bob Brave", "charlie": "Charlie Cole"}


def team(company: Company, name: str, **query: str) -> list[dict[str, str]]:
    """The rows of the team page as its export gives them."""
    answer = company.client(name).get("/team/", query | {"format": "csv"})
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("name", "persons"),
    [
        ("erin", {"alice", "bob"}),
        ("walt", {"charlie"}),
        ("dana", {"erin", "walt", *REPS}),
        ("finance", {"dana", "erin", "walt", *REPS}),
    ],
)
def test_a_manager_sees_exactly_those_below(stocked: Company, name: str, persons: set[str]) -> None:
    do_run()
    assert {row["Person"] for row in team(stocked, name)} == persons
    home = stocked.client(name).get("/").content.decode()
    if name in stocked.users and stocked.users[name].person_id:
        assert {key for key, full in REPS.items() if full in home} == persons & set(REPS)


def test_the_best_come_first_with_what_they_earned(stocked: Company) -> None:
    do_run()
    rows = team(stocked, "dana")
    assert [(row["Name"], row["Attainment"], row["Earned this year"]) for row in rows[:3]] == [
        ("Alice Able", "0.90000000", "9000.00"),
        ("Charlie Cole", "0.50000000", "5000.00"),
        ("Bob Brave", "0.20000000", "2000.00"),
    ]
    assert {row["Manager"] for row in rows[:3]} == {"Erin East", "Walt West"}


def test_who_moves_to_another_manager_moves_with_their_figures(stocked: Company) -> None:
    do_run()
    import_rows("positions", position_row("ae2", manager_position_id="west"))
    assert {row["Person"] for row in team(stocked, "erin")} == {"alice"}
    assert {row["Person"] for row in team(stocked, "walt")} == {"bob", "charlie"}


def test_who_left_is_in_no_team(stocked: Company) -> None:
    do_run()
    gone = {"person_id": "bob", "position_id": "ae2", "valid_from": dt.date(2025, 1, 1)}
    import_rows("assignments", gone | {"valid_to": dt.date(2026, 4, 1)})
    assert {row["Person"] for row in team(stocked, "erin")} == {"alice"}


@pytest.mark.parametrize("query", ["able", "ALICE", "erin"])
def test_the_team_is_searched_by_name_title_and_manager(stocked: Company, query: str) -> None:
    do_run()
    assert "alice" in {row["Person"] for row in team(stocked, "dana", q=query)}
    assert "charlie" not in {row["Person"] for row in team(stocked, "dana", q=query)}


def test_before_the_first_run_the_team_is_empty_and_says_why(stocked: Company) -> None:
    page = stocked.client("erin").get("/team/").content
    assert b"once a calculation has run" in page
    assert stocked.client("erin").get("/").status_code == 200


@pytest.mark.parametrize("name", ["alice", "planner", "enablement", "system_admin", "nobody"])
def test_who_has_no_team_is_refused(stocked: Company, name: str) -> None:
    assert stocked.client(name).get("/team/").status_code == 403


def test_someone_without_a_quota_comes_last(stocked: Company) -> None:
    book("T8", "erin", "2026-03-01", 10_000_00)
    do_run()
    assert [row["Person"] for row in team(stocked, "dana")][-2:] == ["erin", "walt"]
