from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attain_web.people.models import Position
from tests.support.organisation import START, position_row

pytestmark = pytest.mark.django_db


def names(answer) -> set[str]:
    text = answer.content.decode()
    return {
        n
        for n in ("Alice Able", "Bob Brave", "Charlie Cole", "Erin East", "Walt West", "Dana Top")
        if n in text
    }


def table_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_manager_finds_their_team_and_no_one_else(company):
    people = table_of(company.client("erin").get("/people/?format=csv"))
    assert {row["Person"] for row in people} == {"erin", "alice", "bob"}
    assert names(company.client("erin").get("/positions/")) == {"Erin East", "Alice Able", "Bob Brave"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bra", {"bob"}),
        ("region=West", {"walt", "charlie"}),
        ("role=account-executive", {"alice", "bob", "charlie"}),
        ("manager=east", {"alice", "bob"}),
        ("state=left", set()),
        ("on=2024-06-01", {"alice", "bob", "charlie", "dana", "erin", "walt"}),
    ],
)
def test_the_list_answers_to_its_filters(company, query, found):
    rows = table_of(company.client("compensation_admin").get(f"/people/?format=csv&{query}"))
    assert {row["Person"] for row in rows} == found


def test_as_of_an_earlier_day_people_are_not_hired_yet(company):
    rows = table_of(company.client("compensation_admin").get("/people/?format=csv&on=2024-06-01"))
    assert {row["State"] for row in rows} == {"not yet hired"}


def test_the_tree_marks_the_vacant_seat(company):
    text = company.client("compensation_admin").get("/positions/").content.decode()
    assert text.count("Vacant</span>") == 1


def test_the_target_is_shown_to_those_who_may_see_the_pay_and_to_no_others(company):
    assert "$60,000" in company.client("erin").get("/positions/ae1/").content.decode()
    assert "$60,000" not in company.client("planner").get("/positions/ae1/").content.decode()
    rows = table_of(company.client("planner").get("/positions/?format=csv"))
    assert {row["Target incentive"] for row in rows} == {""}


def test_a_change_is_shown_first_saved_when_confirmed_and_can_be_undone(company):
    client = company.client("compensation_admin")
    data = {
        "start": "2026-07-01", "title": "Senior executive", "role": "account-executive", "currency": "USD",
        "manager_position_id": "east", "region": "East", "plan_id": "account-executive",
        "target_incentive": "75,000",
    }  # fmt: skip
    shown = client.post("/positions/ae1/change/", data).content.decode()
    assert "Senior executive" in shown
    assert Position.objects.current().filter(position_id="ae1").count() == 1
    mark = re.search(r'name="confirm" value="(\w+)"', shown)[1]

    other = client.post("/positions/ae1/change/", data | {"title": "Something else", "confirm": mark})
    assert "Look again" in other.content.decode(), "what is confirmed must be what was shown"

    assert client.post("/positions/ae1/change/", data | {"confirm": mark}).status_code == 302
    page = client.get("/positions/ae1/").content.decode()
    assert (
        Position.objects.current().get(position_id="ae1", title="Senior executive").target_incentive_minor
        == 7_500_000
    )
    undo_url = re.search(r'action="(/people/undo/\d+/)"', page)[1]
    client.post(undo_url)
    assert Position.objects.current().get(position_id="ae1").title == "Account executive"


def test_a_wrong_entry_is_kept_and_its_problem_shown_beside_it(company):
    client = company.client("compensation_admin")
    data = {"position_id": "x", "start": "2026-07-01", "title": "Seat", "role": "manager", "currency": "XXQ"}
    answer = client.post("/positions/new/", data | {"target_incentive": "lots"})
    assert answer.status_code == 422
    assert "“XXQ” is not a currency code" in answer.content.decode()
    assert 'value="lots"' in answer.content.decode()


def test_the_palette_finds_only_whom_one_may_see(company):
    labels = lambda who: {i["label"] for i in company.client(who).get("/palette/?q=a").json()["items"]}  # noqa: E731
    assert labels("erin") == set(), "one letter is too short"
    found = lambda who: {i["label"] for i in company.client(who).get("/palette/?q=Char").json()["items"]}  # noqa: E731
    assert found("walt") == {"Charlie Cole"}
    assert found("erin") == set()


# The number of queries must not grow with the number of rows.
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/people/", 8),
        ("/positions/", 7),
        ("/positions/?view=table", 7),
        ("/people/alice/", 12),
        ("/users/", 8),
    ],
)
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(company, save, path, queries):
    admin = "system_admin" if path == "/users/" else "compensation_admin"
    client = company.client(admin)
    client.get(path)
    save("people", [{"person_id": f"p{n}", "name": f"Person {n}", "hired_on": START} for n in range(40)])
    save("positions", [position_row(f"s{n}", manager_position_id="east") for n in range(40)])
    save(
        "assignments",
        [{"person_id": f"p{n}", "position_id": f"s{n}", "valid_from": START} for n in range(40)],
    )
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    own = ("identity_", "core_", "people_")  # other apps put counts into the navigation
    asked = [query["sql"] for query in captured if any(f'FROM "{name}' in query["sql"] for name in own)]
    assert len(asked) == queries, "\n".join(asked)
