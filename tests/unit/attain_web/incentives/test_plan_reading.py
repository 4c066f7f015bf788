from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest

from attain_web.incentives import selectors
from attain_web.incentives.plan_pages import curves, plan_rows, review
from attain_web.incentives.plan_records import save_draft
from tests.support.organisation import Company, position_row
from tests.unit.attain_web.incentives.build import CASES, PLAN, TODAY, approve, import_rows, set_day

pytestmark = pytest.mark.django_db
LATER = PLAN.replace('"2026"', '"2027"').replace("from: 2026-01-01", "from: 2027-01-01")
OTHER = PLAN.replace("plan: account-executive", "plan: farmer").replace("title: Account", "title: Farmer")


@pytest.fixture
def plans(company: Company) -> Company:
    """An approved plan for most, another for the western rep alone, and a draft of the first."""
    set_day(TODAY)
    approve()
    approve(OTHER, "")
    import_rows("positions", position_row("ae3", plan_id="farmer"))
    save_draft(LATER, actor=None)
    return company


def versions(company: Company, name: str) -> list[str]:
    found = selectors.visible_versions(company.users[name])
    return sorted(f"{one.plan.plan_id} {one.version}" for one in found)


@pytest.mark.parametrize("name", ["compensation_admin", "finance", "auditor", "executive", "planner"])
def test_who_sees_everyone_reads_all_versions_and_drafts(plans: Company, name: str) -> None:
    assert versions(plans, name) == ["account-executive 2026", "account-executive 2027", "farmer 2026"]


def test_a_rep_reads_the_approved_plan_of_their_seat(plans: Company) -> None:
    assert versions(plans, "alice") == ["account-executive 2026"]
    assert versions(plans, "charlie") == ["farmer 2026"]


def test_a_manager_reads_the_plans_of_those_below(plans: Company) -> None:
    assert versions(plans, "erin") == ["account-executive 2026"]
    assert versions(plans, "walt") == ["account-executive 2026", "farmer 2026"]


def test_who_holds_no_seat_reads_none(plans: Company) -> None:
    assert versions(plans, "nobody") == []


def test_a_later_version_takes_over_on_its_first_day(plans: Company) -> None:
    approve(LATER, "")
    in_force = [
        selectors.version_in_force("account-executive", dt.date.fromisoformat(day))
        for day in ("2025-12-31", "2026-12-31", "2027-01-01")
    ]
    assert [one and one.version for one in in_force] == [None, "2026", "2027"]


def test_the_list_names_what_is_in_force_what_waits_and_the_seats(plans: Company) -> None:
    rows = plan_rows(plans.users["compensation_admin"], dt.date(2026, 4, 20))
    assert [(row.plan.plan_id, row.in_force.version, len(row.drafts), row.seats) for row in rows] == [
        ("account-executive", "2026", 1, 6),
        ("farmer", "2026", 0, 1),
    ]


def test_a_good_text_is_reviewed_with_its_document_and_its_cases() -> None:
    found = review(PLAN, CASES, run_cases=True)
    assert not found.has_errors
    assert found.document.title == "Account executive"
    assert (len(found.cases), found.passed) == (1, 1)


def test_a_case_that_fails_is_no_reason_to_lose_the_text() -> None:
    found = review(PLAN, CASES.replace("amount: 6000}", "amount: 6001}"), run_cases=True)
    assert (len(found.cases), found.passed, found.definition is not None) == (1, 0, True)
    assert found.cases[0].failures


@pytest.mark.parametrize("text", ["", "plan: [", "\t", "- a\n- b", "plan: x\n" * 50, "\x00", "💥" * 1000])
def test_a_text_that_is_no_plan_is_a_problem(text: str) -> None:
    found = review(text, "", run_cases=True)
    assert found.has_errors
    assert found.problems
    assert found.document is None


@pytest.mark.parametrize("cases_text", ["cases: [", "cases:\n  - case: 3\n", "x", "cases:\n  - {given: 5}\n"])
def test_cases_that_cannot_be_read_are_problems_beside_a_good_plan(cases_text: str) -> None:
    found = review(PLAN, cases_text, run_cases=True)
    assert found.definition is not None
    assert found.problems


def test_a_component_that_pays_by_attainment_has_a_curve_and_a_flat_one_none() -> None:
    flat = PLAN + "  flat: {title: Flat, kind: commission, on: bookings, rate: 1%}\n"
    found = curves(review(flat, "").definition)
    assert [curve.title for curve in found] == ["Commission"]
    assert "<svg" in found[0].svg


def test_a_bonus_that_begins_at_a_bound_is_drawn_as_an_upright_step() -> None:
    table = "{by: attainment, tiers: [{up_to: 87%, pay: 0}, {pay: 1000}]}"
    bonus = f"  bonus: {{title: Bonus, kind: attainment-bonus, measure: bookings, table: {table}}}\n"
    (curve,) = [one for one in curves(review(PLAN + bonus, "").definition) if one.title == "Bonus"]
    lines = re.findall(r'<path class="stroke series-1" d="([^"]+)"', curve.svg)
    assert lines
    for line in lines:
        points = [tuple(map(float, point.split())) for point in re.split("[ML]", line)[1:]]
        rises = [(start, end) for start, end in pairwise(points) if start[1] != end[1]]
        assert len(rises) == 1
        ((start, end),) = rises
        assert abs(end[0] - start[0]) < 0.1, "the step is upright"
