"""Changing people, positions and assignments by hand: fill in, see what changes, confirm, undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from attain.kernel.problem import ProblemError
from attain_web.core.clock import today
from attain_web.core.models import AuditEvent
from attain_web.identity.access import requires
from attain_web.people import changes, forms
from attain_web.people.models import Assignment, Person, Position
from attain_web.people.proposal import Proposal, apply_proposal, undo
from attain_web.ui.toasts import add_toast

CHANGED_MEANWHILE = "What was shown is not what would be saved now. Look at the changes again, then confirm."


@requires("people.write")
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Hire someone, into a position or without one yet."""
    form = forms.PersonForm(request.POST or None, is_new=True, initial={"hired_on": today()})

    def build() -> Proposal:
        row = form.row()
        proposal = changes.save_person(row, is_new=True)
        position_id = form.cleaned_data["position_id"]
        if position_id:
            proposal = changes.assign(
                proposal,
                person_id=row["person_id"],
                position_id=position_id,
                start=row["hired_on"],
                end=None,
            )
        return proposal

    done = "{name} is hired."
    return _edit(request, form, build, heading="New person", done=done, back=reverse("people:list"))


@requires("people.write")
@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, person_id: str) -> HttpResponse:
    """Correct what is known of a person, or record that they left."""
    person = Person.objects.current().filter(person_id=person_id).first()
    if person is None:
        raise Http404
    form = forms.PersonForm(request.POST or None, is_new=False, initial=person.row())
    return _edit(
        request,
        form,
        lambda: changes.save_person(form.row(), is_new=False),
        heading=f"Change {person.name}",
        done="{name} is saved.",
        back=reverse("people:detail", args=[person_id]),
    )


@requires("people.write")
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest) -> HttpResponse:
    """Let a person hold a position from a day on."""
    initial = {name: request.GET.get(name, "") for name in ("person_id", "position_id")}
    form = forms.AssignForm(request.POST or None, initial=initial | {"start": today()})

    def build() -> Proposal:
        values = form.cleaned_data
        return changes.assign(
            None,
            person_id=values["person_id"],
            position_id=values["position_id"],
            start=values["start"],
            end=values["end"],
        )

    back = reverse("people:positions")
    if initial["person_id"]:
        back = reverse("people:detail", args=[initial["person_id"]])
    return _edit(request, form, build, heading="Assign a person", done="The assignment is saved.", back=back)


@requires("people.write")
@require_http_methods(["GET", "POST"])
def assignment_end(request: HttpRequest, person_id: str, position_id: str, start: str) -> HttpResponse:
    """End an assignment."""
    try:
        first_day = dt.date.fromisoformat(start)
    except ValueError as error:
        raise Http404 from error
    found = Assignment.objects.current().filter(
        person_id=person_id, position_id=position_id, valid_from=first_day
    )
    assignment = found.first()
    if assignment is None:
        raise Http404
    form = forms.EndForm(request.POST or None, initial={"end": today()})
    return _edit(
        request,
        form,
        lambda: changes.end_assignment(assignment, form.cleaned_data["end"]),
        heading="End the assignment",
        done="The assignment is ended.",
        back=reverse("people:detail", args=[person_id]),
    )


@requires("people.write")
@require_http_methods(["GET", "POST"])
def position_new(request: HttpRequest) -> HttpResponse:
    """Add a position."""
    initial = {"start": today(), "manager_position_id": request.GET.get("manager", "")}
    form = forms.PositionForm(request.POST or None, is_new=True, initial=initial)
    back = reverse("people:positions")
    return _edit(
        request,
        form,
        lambda: changes.add_position(form.row()),
        heading="New position",
        done="{title} is added.",
        back=back,
    )


@requires("people.write")
@require_http_methods(["GET", "POST"])
def position_change(request: HttpRequest, position_id: str) -> HttpResponse:
    """Change title, manager, territory, plan or target of a position from a day on."""
    day = today()
    current = Position.objects.as_of(day).filter(position_id=position_id).first()
    latest = Position.objects.current().filter(position_id=position_id).order_by("valid_from").last()
    shown = current or latest
    if shown is None:
        raise Http404
    form = forms.PositionForm(
        request.POST or None,
        is_new=False,
        position_id=position_id,
        initial=forms.initial_of(shown.row(), day),
    )
    return _edit(
        request,
        form,
        lambda: changes.change_position(position_id, form.cleaned_data["start"], form.row()),
        heading=f"Change {shown.title}",
        done="{title} is saved.",
        back=reverse("people:position", args=[position_id]),
    )


@requires("people.write")
@require_http_methods(["GET", "POST"])
def position_close(request: HttpRequest, position_id: str) -> HttpResponse:
    """Close a position from a day on."""
    position = Position.objects.current().filter(position_id=position_id).order_by("valid_from").last()
    if position is None:
        raise Http404
    form = forms.EndForm(request.POST or None, initial={"end": today()})
    return _edit(
        request,
        form,
        lambda: changes.close_position(position_id, form.cleaned_data["end"]),
        heading=f"Close {position.title}",
        done="The position is closed.",
        back=reverse("people:positions"),
    )


@requires("people.write")
@require_POST
def change_undo(request: HttpRequest, event_id: int) -> HttpResponse:
    """Put back what a change replaced."""
    event = AuditEvent.objects.filter(pk=event_id, object_type__startswith="people.").first()
    if event is None:
        raise Http404
    try:
        undo(event, request.user)
    except ProblemError as error:
        for problem in error.problems:
            add_toast(request, f"{problem.message} {problem.hint}".strip(), tone="warning")
    else:
        add_toast(request, "It is as it was before.")
    return redirect("people:positions" if "position" in event.object_type else "people:list")


def _edit(
    request: HttpRequest,
    form: django_forms.Form,
    build: Callable[[], Proposal],
    *,
    heading: str,
    done: str,
    back: str,
) -> HttpResponse:
    """The form; with what it would change once it is filled in; and, once that is confirmed, the change."""
    context: dict[str, Any] = {"form": form, "heading": heading, "back": back}
    if request.method == "POST" and form.is_valid():
        proposal = build()
        confirmed = request.POST.get("confirm", "")
        if proposal.can_apply and confirmed == proposal.mark:
            event = apply_proposal(proposal, request.user)
            undo_url = reverse("people:undo", args=[event.pk])
            add_toast(request, done.format_map(form.cleaned_data), undo_url=undo_url)
            return redirect(back)
        context |= {
            "proposal": proposal,
            "lines": proposal.lines(),
            "is_stale": bool(confirmed) and proposal.can_apply,
            "stale": CHANGED_MEANWHILE,
        }
    return render(request, "people/edit.html", context, status=422 if form.errors else 200)
