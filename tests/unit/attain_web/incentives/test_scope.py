"""Results are cut to those whom the asker may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from attain_web.incentives import selectors
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import do_run

pytestmark = pytest.mark.django_db
EVERYONE = {"alice", "bob", "charlie"}


def seen(company: Company, name: str, **filters: Any) -> set[str]:
    run = selectors.current_run() or do_run()
    on = dt.date(2026, 4, 20)
    rows = selectors.result_for(company.users[name], run, "earnings", on=on, filters=filters)
    return set(rows["person_id"].to_pylist())


@pytest.mark.parametrize(
    ("name", "persons"),
    [
        ("alice", {"alice"}),
        ("erin", {"alice", "bob"}),
        ("walt", {"charlie"}),
        ("dana", EVERYONE),
        ("compensation_admin", EVERYONE),
        ("auditor", EVERYONE),
        ("planner", set()),
        ("system_admin", set()),
        ("nobody", set()),
    ],
)
def test_everyone_gets_the_results_of_those_they_may_see(
    stocked: Company, name: str, persons: set[str]
) -> None:
    assert seen(stocked, name) == persons


@pytest.mark.parametrize("asked", ["charlie", ["charlie"], ["charlie", "nobody-there"]])
def test_asking_for_someone_else_gives_nothing(stocked: Company, asked: Any) -> None:
    assert seen(stocked, "erin", person_id=asked) == set()
    assert seen(stocked, "erin", person_id=["charlie", "bob"]) == {"bob"}
    assert seen(stocked, "walt", person_id=asked) == {"charlie"}
