from __future__ import annotations

import datetime as dt

import pytest

from attain.kernel.problem import ProblemError, Severity
from attain_web.core.models import AuditEvent
from attain_web.people import changes
from attain_web.people.models import Assignment, Person, Position
from attain_web.people.organisation import read_organisation
from attain_web.people.proposal import apply_proposal, undo
from tests.support.organisation import START, position_row

pytestmark = pytest.mark.django_db
JULY = dt.date(2026, 7, 1)


def codes(proposal) -> set[str]:
    return {problem.code for problem in proposal.problems if problem.severity is Severity.ERROR}


def snapshot() -> list[tuple]:
    models = (Person, Position, Assignment)
    return [
        tuple(row.row().values()) for m in models for row in sorted(m.objects.current(), key=lambda r: r.key)
    ]


def test_a_change_from_a_day_leaves_what_was_before_it(company):
    proposal = changes.change_position("ae1", JULY, position_row("ae1", title="Senior executive"))
    apply_proposal(proposal, company.users["compensation_admin"])
    before, after = (read_organisation(day).title("ae1") for day in (JULY - dt.timedelta(days=1), JULY))
    assert (before, after) == ("Account executive", "Senior executive")


def test_a_change_on_the_day_a_row_begins_corrects_it(company):
    changes_before = Position.objects.current().filter(position_id="ae1").count()
    apply_proposal(changes.change_position("ae1", START, position_row("ae1", title="Corrected")), None)
    assert Position.objects.current().filter(position_id="ae1").count() == changes_before
    assert read_organisation(START).title("ae1") == "Corrected"


def test_a_change_between_two_recorded_ones_lasts_until_the_later_one(company):
    august = dt.date(2026, 8, 1)
    apply_proposal(changes.change_position("ae1", august, position_row("ae1", title="August")), None)
    apply_proposal(changes.change_position("ae1", JULY, position_row("ae1", title="July")), None)
    days = (dt.date(2026, 6, 30), JULY, dt.date(2026, 7, 31), august)
    titles = [read_organisation(day).title("ae1") for day in days]
    assert titles == ["Account executive", "July", "July", "August"]


def test_a_position_cannot_come_to_report_to_itself(company):
    proposal = changes.change_position("cro", JULY, position_row("cro", manager_position_id="ae1"))
    assert codes(proposal) == {"manager-cycle"}
    with pytest.raises(ProblemError):
        apply_proposal(proposal, None)


def test_a_manager_must_exist_on_the_day(company):
    row = position_row("ae1", manager_position_id="nowhere")
    assert codes(changes.change_position("ae1", JULY, row)) == {"manager-missing"}


def test_changing_nothing_is_said_rather_than_recorded(company):
    assert codes(changes.change_position("ae1", JULY, position_row("ae1"))) == {"nothing-changed"}


def test_a_person_cannot_hold_the_same_seat_twice_on_a_day(company):
    proposal = changes.assign(None, person_id="alice", position_id="ae1", start=JULY, end=None)
    assert codes(proposal) == {"effective-overlap"}


def test_a_seat_that_someone_else_holds_is_a_warning_not_an_error(company):
    proposal = changes.assign(None, person_id="charlie", position_id="ae1", start=JULY, end=None)
    assert codes(proposal) == set()
    assert {problem.code for problem in proposal.problems} == {"seat-shared", "two-seats"}


@pytest.mark.parametrize(
    ("person_id", "position_id", "start", "code"),
    [
        ("nobody", "ae4", JULY, "person-missing"),
        ("alice", "nowhere", JULY, "position-missing"),
        ("alice", "ae4", dt.date(2024, 1, 1), "before-hire"),
    ],
)
def test_an_assignment_needs_an_employed_person_and_a_seat(company, person_id, position_id, start, code):
    assert code in codes(
        changes.assign(None, person_id=person_id, position_id=position_id, start=start, end=None)
    )


def test_whoever_leaves_holds_nothing_from_that_day(company):
    row = Person.objects.current().get(person_id="alice").row() | {"left_on": JULY}
    apply_proposal(changes.save_person(row, is_new=False), None)
    assert "ae1" not in read_organisation(JULY).holders
    assert read_organisation(JULY - dt.timedelta(days=1)).holders["ae1"] == ["alice"]


def test_a_seat_with_reports_cannot_be_closed(company):
    assert codes(changes.close_position("east", JULY)) == {"has-reports"}


def test_closing_a_seat_ends_who_holds_it(company):
    apply_proposal(changes.close_position("ae3", JULY), None)
    organisation = read_organisation(JULY)
    assert "ae3" not in organisation.positions
    assert "charlie" not in organisation.held


@pytest.mark.parametrize(
    "build",
    [
        lambda: changes.change_position("ae1", JULY, position_row("ae1", title="Senior")),
        lambda: changes.assign(None, person_id="alice", position_id="ae4", start=JULY, end=None),
        lambda: changes.close_position("ae3", JULY),
        lambda: changes.close_position("ae4", START),
        lambda: changes.add_position(position_row("new")),
    ],
    ids=["change", "assign", "close", "close from the start", "add"],
)
def test_undo_puts_everything_back(company, build):
    before = snapshot()
    event = apply_proposal(build(), company.users["compensation_admin"])
    assert snapshot() != before
    undo(event, company.users["compensation_admin"])
    assert snapshot() == before
    assert AuditEvent.objects.filter(action__startswith="undo").count() == 1


def test_what_has_been_changed_since_is_not_undone(company):
    event = apply_proposal(changes.change_position("ae1", JULY, position_row("ae1", title="A")), None)
    apply_proposal(changes.change_position("ae1", JULY, position_row("ae1", title="B")), None)
    with pytest.raises(ProblemError, match="changed again since"):
        undo(event, None)
    assert read_organisation(JULY).title("ae1") == "B"


def test_a_change_shows_what_differs_from_what_held_before_in_words(company):
    row = position_row("ae1", title="Senior executive", target_incentive_minor=7_500_000)
    before, change = changes.change_position("ae1", JULY, row).lines()
    assert before.fields == (("until before", "further notice", "1 Jul 2026"),)
    assert change.what == "Position ae1 from 1 Jul 2026"
    assert change.fields == (
        ("title", "Account executive", "Senior executive"),
        ("target a year", "$60,000.00", "$75,000.00"),
        ("from", "1 Jan 2025", "1 Jul 2026"),
    )
