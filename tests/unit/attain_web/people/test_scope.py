from __future__ import annotations

import datetime as dt

from attain_web.people.scope import ALL, visible_person_ids
from tests.support.organisation import position_row

DAY = dt.date(2026, 6, 1)


def test_a_rep_sees_only_their_own_pay(company):
    assert visible_person_ids(company.users["alice"], DAY) == {"alice"}


def test_a_manager_sees_themselves_and_everyone_below_at_any_level(company):
    assert visible_person_ids(company.users["erin"], DAY) == {"erin", "alice", "bob"}
    assert visible_person_ids(company.users["dana"], DAY) == {
        "dana",
        "erin",
        "walt",
        "alice",
        "bob",
        "charlie",
    }


def test_a_manager_sees_nobody_elsewhere(company):
    assert "alice" not in visible_person_ids(company.users["walt"], DAY)


def test_the_team_is_that_of_the_day_asked_about(company, save):
    moved = dt.date(2026, 7, 1)
    save(
        "assignments",
        [
            {
                "person_id": "alice",
                "position_id": "ae1",
                "valid_from": dt.date(2025, 1, 1),
                "valid_to": moved,
            },
            {"person_id": "alice", "position_id": "ae4", "valid_from": moved, "valid_to": None},
        ],
    )
    assert "alice" in visible_person_ids(company.users["erin"], DAY)
    assert "alice" not in visible_person_ids(company.users["erin"], moved)
    assert "alice" in visible_person_ids(company.users["walt"], moved)


def test_those_who_read_all_statements_see_everyone(company):
    for role in ("compensation_admin", "finance", "auditor", "executive"):
        assert visible_person_ids(company.users[role], DAY) is ALL


def test_administering_the_system_does_not_show_anyones_pay(company):
    assert visible_person_ids(company.users["system_admin"], DAY) == frozenset()


def test_a_deactivated_user_sees_nothing(company):
    company.users["dana"].is_active = False
    assert visible_person_ids(company.users["dana"], DAY) == frozenset()


def test_a_ring_of_managers_ends(company, save):
    save("positions", [position_row("cro", manager_position_id="east")])
    assert "charlie" in visible_person_ids(company.users["erin"], DAY)
