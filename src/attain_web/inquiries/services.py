"""Asking, answering, assigning and resolving; each with an audit event in the same transaction."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import transaction

from attain.kernel.problem import Problem, ProblemError
from attain_web.core import audit, clock
from attain_web.core.access import capabilities
from attain_web.identity.models import User
from attain_web.inquiries.models import Inquiry, InquiryMessage
from attain_web.payouts import selectors as payouts
from attain_web.payouts.models import PayPeriod


class Question(Protocol):
    """What an inquiry is asked about."""

    @property
    def person_id(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def component(self) -> str: ...
    @property
    def transaction_id(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def message(self) -> str: ...


def ask(
    user: User,
    *,
    person_id: str,
    period: str,
    subject: str,
    text: str,
    about: str = Inquiry.About.STATEMENT,
    line: str = "",
) -> Inquiry:
    """Opens an inquiry about a statement that the user may see; ``line`` is a line's name in links.

    Raises ProblemError for empty texts, an unknown period, a person out of scope or a line that is not there.
    """
    problems = [
        _problem(name, f"The {what} is empty.", f"Write {hint}.")
        for name, what, value, hint in (
            ("subject", "subject", subject, "what it is about in a few words"),
            ("text", "question", text, "what you expected and what you see"),
        )
        if not value.strip()
    ]
    if not payouts.may_see(user, person_id):
        problems.append(_problem("person", "There is no such payee.", "Choose one whose statements you see."))
    elif not PayPeriod.objects.filter(name=period).exists():
        problems.append(_problem("period", f"“{period}” is no pay period.", "Choose one of the list."))
    component = transaction_id = ""
    if line and not problems:
        view = payouts.statement(user, person_id, period)
        found = payouts.find_line(view, line) if view else None
        if found is None:
            problems.append(
                _problem("line", "The statement has no such line any more.", "Ask about all of it.")
            )
        else:
            component, transaction_id = found[0].component, found[0].transaction_id
    if problems:
        raise ProblemError(problems)
    return _open(
        user,
        text,
        person_id=person_id,
        period=period,
        about=about,
        component=component,
        transaction_id=transaction_id,
        line=line,
        subject=subject.strip()[:200],
    )


def ensure_inquiry(user: User, question: Question) -> Inquiry:
    """The inquiry of that payee, period and subject; asked now where there is none."""
    same = Inquiry.objects.filter(
        person_id=question.person_id, period=question.period, subject=question.subject
    ).first()
    if same is not None:
        return same
    about, line = Inquiry.About.STATEMENT, ""
    if question.transaction_id:
        view = payouts.statement(user, question.person_id, question.period)
        lines = view.statement.lines if view else ()
        line = next((one.anchor for one in lines if one.transaction_id == question.transaction_id), "")
        about = Inquiry.About.LINE if line else Inquiry.About.MISSING
    return _open(
        user,
        question.message,
        person_id=question.person_id,
        period=question.period,
        about=about,
        component=question.component,
        transaction_id=question.transaction_id,
        line=line,
        subject=question.subject,
    )


def reply(inquiry: Inquiry, user: User, text: str) -> None:
    """Adds a message: one of those who resolve inquiries answers it, any other opens it again.

    Raises ProblemError for an empty text.
    """
    if not text.strip():
        raise ProblemError([_problem("text", "The message is empty.", "Write what you want to say.")])
    answers = "inquiry.resolve" in capabilities(user) and user != inquiry.asked_by
    state = Inquiry.State.ANSWERED if answers else Inquiry.State.OPEN
    with transaction.atomic():
        inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        if answers and inquiry.assignee is None:
            inquiry.assignee = user
        InquiryMessage.objects.create(inquiry=inquiry, author=user, text=text.strip(), at=clock.now())
        _move(inquiry, user, state, "inquiry.replied")


def assign(inquiry: Inquiry, actor: User, assignee: User | None) -> None:
    """Gives the inquiry to someone who resolves inquiries, or to nobody. Raises ProblemError for another."""
    if assignee is not None and "inquiry.resolve" not in capabilities(assignee):
        hint = "Choose someone of the compensation team."
        raise ProblemError([_problem("assignee", f"{assignee} does not resolve inquiries.", hint)])
    with transaction.atomic():
        inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        before = {"assignee": str(inquiry.assignee or "")}
        inquiry.assignee, inquiry.changed_at = assignee, clock.now()
        inquiry.save(update_fields=("assignee", "changed_at"))
        audit.record(actor, "inquiry.assigned", inquiry, before, {"assignee": str(assignee or "")})


def resolve(inquiry: Inquiry, actor: User) -> None:
    """Marks the inquiry as done."""
    with transaction.atomic():
        inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        _move(inquiry, actor, Inquiry.State.RESOLVED, "inquiry.resolved")


def reopen(inquiry: Inquiry, actor: User) -> None:
    """Takes the mark back."""
    with transaction.atomic():
        inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
        _move(inquiry, actor, Inquiry.State.OPEN, "inquiry.reopened")


def _open(user: User, text: str, **fields: Any) -> Inquiry:
    moment = clock.now()
    with transaction.atomic():
        inquiry = Inquiry.objects.create(asked_by=user, created_at=moment, changed_at=moment, **fields)
        InquiryMessage.objects.create(inquiry=inquiry, author=user, text=text.strip(), at=moment)
        after = {"person_id": inquiry.person_id, "period": inquiry.period, "about": inquiry.about}
        audit.record(user, "inquiry.asked", inquiry, None, after)
    return inquiry


def _move(inquiry: Inquiry, actor: User, state: str, action: str) -> None:
    before = {"state": inquiry.state}
    inquiry.state, inquiry.changed_at = state, clock.now()
    inquiry.resolved_at = inquiry.changed_at if state == Inquiry.State.RESOLVED else None
    inquiry.save(update_fields=("state", "assignee", "changed_at", "resolved_at"))
    audit.record(actor, action, inquiry, before, {"state": inquiry.state})


def _problem(name: str, message: str, hint: str) -> Problem:
    return Problem(f"inquiry-{name}", message, hint=hint, details=(("field", name),))
