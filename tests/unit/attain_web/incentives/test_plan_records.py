from __future__ import annotations

from typing import Any

import pytest

from attain_web.core.models import AuditEvent
from attain_web.identity.models import User
from attain_web.incentives.models import Plan, PlanVersion
from attain_web.incentives.plan_records import approve_version, is_writer, save_draft
from tests.unit.attain_web.incentives.build import CASES, PLAN, approve, other_admin

pytestmark = pytest.mark.django_db
CHANGED = PLAN.replace("rate: 15%", "rate: 20%")


@pytest.fixture
def author() -> User:
    return User.objects.create_user("first@example.com", name="First Admin", roles=("compensation_admin",))


def save(text: str, actor: Any, cases_text: str = "", **options: Any) -> PlanVersion:
    version, problems = save_draft(text, cases_text=cases_text, actor=actor, **options)
    assert version is not None, problems
    return PlanVersion.objects.get(pk=version.pk)


def codes(text: str, **options: Any) -> list[str]:
    version, problems = save_draft(text, actor=None, **options)
    assert version is None
    return [problem.code for problem in problems]


def events(action: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action).order_by("id"))


def test_a_draft_is_kept_with_what_its_text_says(author: User) -> None:
    version = save(PLAN, author, CASES, note="Faster beyond quota")
    assert (version.plan.plan_id, version.plan.title) == ("account-executive", "Account executive")
    assert (version.version, version.state, str(version.effective_from)) == ("2026", "draft", "2026-01-01")
    assert (version.text, version.cases_text, version.note) == (PLAN, CASES, "Faster beyond quota")
    (event,) = events("plan.draft_saved")
    assert (event.actor, event.before, event.after["state"]) == (author, None, "draft")


def test_the_same_text_again_writes_nothing(author: User) -> None:
    first = save(PLAN, author, CASES)
    again = save(PLAN, other_admin(), CASES)
    assert (again.pk, again.changed_at, again.created_by) == (first.pk, first.changed_at, author)
    assert len(events("plan.draft_saved")) == 1


def test_a_changed_draft_keeps_its_row_and_says_what_changed(author: User) -> None:
    first = save(PLAN, author)
    second = save(CHANGED, author)
    assert (second.pk, second.text) == (first.pk, CHANGED)
    event = events("plan.draft_saved")[1]
    assert event.before == {"fingerprint": first.fingerprint}
    assert event.after == {"fingerprint": second.fingerprint}


def test_changed_cases_are_audited_too(author: User) -> None:
    save(PLAN, author, CASES)
    save(PLAN, author, CASES.replace("6000", "6001"))
    event = events("plan.draft_saved")[1]
    assert list(event.before) == list(event.after) == ["cases"]


def test_a_new_title_becomes_the_title_of_the_plan(author: User) -> None:
    save(PLAN, author)
    save(PLAN.replace("title: Account executive", "title: Hunter"), author)
    assert Plan.objects.get().title == "Hunter"


def test_a_text_with_an_error_is_not_kept_and_says_the_line() -> None:
    broken = PLAN.replace("rate: 15%", "rate: base_rte")
    version, problems = save_draft(broken, actor=None)
    assert version is None
    assert [problem.where.line for problem in problems] == [
        PLAN.splitlines().index("        - {rate: 15%}") + 1
    ]
    assert not Plan.objects.exists()
    assert not events("plan.draft_saved")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"2026"', '"2026/2"', "plan-version-name"),
        ('"2026"', f'"{"9" * 41}"', "plan-version-name"),
        ('"2026"', '" "', "plan-version-name"),
        ("plan: account-executive", "plan: new", "plan-name"),
        ("title: Account executive", f"title: {'T' * 201}", "plan-title"),
    ],
)
def test_a_name_that_no_record_can_keep_is_a_problem(old: str, new: str, code: str) -> None:
    assert codes(PLAN.replace(old, new)) == [code]


def test_who_wrote_a_draft_does_not_approve_it(author: User) -> None:
    version = save(PLAN, author)
    (problem,) = approve_version(version, actor=author)
    assert problem.code == "approver-is-author"
    assert PlanVersion.objects.get().is_draft
    assert not events("plan.approved")


def test_who_changed_a_colleagues_draft_does_not_approve_it_either(author: User) -> None:
    second = other_admin()
    version = save(PLAN, author)
    assert not is_writer(version, second)
    save(CHANGED, second)
    (problem,) = approve_version(version, actor=second)
    assert problem.code == "approver-is-author"
    assert PlanVersion.objects.get().is_draft


def test_a_colleague_approves_and_it_is_audited(author: User) -> None:
    second = other_admin()
    version = save(PLAN, author)
    assert approve_version(version, actor=second, seen=version.fingerprint) == ()
    approved = PlanVersion.objects.get()
    assert (approved.state, approved.approved_by, approved.approved_at is not None) == (
        "approved",
        second,
        True,
    )
    (event,) = events("plan.approved")
    assert (event.actor, event.before, event.after) == (second, {"state": "draft"}, {"state": "approved"})


def test_a_text_that_changed_since_it_was_read_is_not_approved(author: User) -> None:
    version = save(PLAN, author)
    save(CHANGED, author)
    (problem,) = approve_version(version, actor=other_admin(), seen=version.fingerprint)
    assert problem.code == "plan-text-changed"
    assert PlanVersion.objects.get().is_draft


def test_approving_again_changes_nothing(author: User) -> None:
    version = save(PLAN, author)
    second = other_admin()
    approve_version(version, actor=second)
    before = PlanVersion.objects.values().get()
    assert approve_version(version, actor=author) == ()
    assert PlanVersion.objects.values().get() == before
    assert len(events("plan.approved")) == 1


def test_an_approved_text_never_changes() -> None:
    approve()
    before = PlanVersion.objects.values().get()
    assert codes(CHANGED) == ["plan-version-approved"]
    assert codes(PLAN, cases_text="") == ["plan-version-approved"]
    assert PlanVersion.objects.values().get() == before


def test_an_approved_text_may_be_brought_again() -> None:
    approved = approve()
    assert save(PLAN, None, CASES).pk == approved.pk
    assert len(events("plan.draft_saved")) == 1


def test_two_versions_cannot_start_on_one_day() -> None:
    approve()
    second = save(PLAN.replace('"2026"', '"2026-2"'), None)
    (problem,) = approve_version(second, actor=None)
    assert problem.code == "plan-versions-clash"
    assert PlanVersion.objects.get(pk=second.pk).is_draft
