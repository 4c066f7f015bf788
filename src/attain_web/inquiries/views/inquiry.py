"""Inquiries: the list, asking one, its thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attain.kernel.problem import Problem, ProblemError
from attain_web.core.exports import ExportColumn, table_response
from attain_web.identity.access import capabilities, requires
from attain_web.identity.models import User
from attain_web.inquiries import selectors, services
from attain_web.inquiries.forms import AskForm
from attain_web.inquiries.models import Inquiry
from attain_web.payouts import selectors as payouts
from attain_web.people import selectors as people
from attain_web.ui.toasts import add_toast

PAGE_SIZE = 50
TAKE_PART = ("inquiry.write", "inquiry.resolve")
READ = ("inquiry.read", *TAKE_PART)
COLUMNS = [
    ExportColumn("Inquiry", "pk", "integer"),
    ExportColumn("Subject", "subject"),
    ExportColumn("State", "state"),
    ExportColumn("Person", "person_id"),
    ExportColumn("Period", "period"),
    ExportColumn("About", "about"),
    ExportColumn("Transaction", "transaction_id"),
    ExportColumn("Asked by", "asked_by"),
    ExportColumn("Assignee", lambda row: str(row.assignee or "")),
    ExportColumn("Asked at", "created_at", "moment"),
    ExportColumn("Changed at", "changed_at", "moment"),
]


@requires(*READ)
@require_safe
def inquiry_list(request: HttpRequest) -> HttpResponse:
    """The inquiries that the user may see, the last changed first."""
    state = request.GET.get("state", "")
    rows = selectors.visible_inquiries(
        request.user,
        state=state if state in Inquiry.State.values else "",
        mine=request.GET.get("assignee") == "me",
        query=request.GET.get("q", "").strip(),
    )
    export = table_response(request, "inquiries", COLUMNS, rows)
    if export is not None:
        return export
    names = people.person_names()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(inquiry, names.get(inquiry.person_id, inquiry.person_id)) for inquiry in page],
        "state": state,
        "states": Inquiry.State.choices,
        "query": request.GET.get("q", ""),
        "mine": request.GET.get("assignee") == "me",
        "is_filtered": any(request.GET.get(name) for name in ("state", "q", "assignee")),
        "may_ask": "inquiry.write" in capabilities(request.user),
        "may_resolve": "inquiry.resolve" in capabilities(request.user),
    }
    return render(request, "inquiries/list.html", context)


@requires("inquiry.write")
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_new(request: HttpRequest) -> HttpResponse:
    """Asks about a line, a missing deal or a whole statement; the line of the address is prefilled."""
    given = request.POST if request.method == "POST" else request.GET
    own = getattr(request.user, "person_id", None) or ""
    person_id = given.get("person", "") or own
    if person_id and not payouts.may_see(request.user, person_id):
        raise Http404
    anchor, period = given.get("line", ""), given.get("period", "")
    view = payouts.statement(request.user, person_id, period) if person_id and period else None
    found = payouts.find_line(view, anchor) if view and anchor else None
    line = found[0] if found else None
    initial = {"person": person_id, "period": period, "line": anchor if line else ""}
    initial["about"] = Inquiry.About.LINE if line else Inquiry.About.STATEMENT
    initial["subject"] = f"{line.title}: {line.description}" if line else ""
    form = AskForm(request.POST if request.method == "POST" else None, initial=initial)
    form.set_periods(list(payouts.periods()))
    if request.method == "POST" and form.is_valid():
        asked = _ask(request, form, person_id)
        if asked is not None:
            add_toast(request, "Asked. You will find the answer here.")
            return redirect("inquiries:detail", asked.pk)
    context = {
        "form": form,
        "line": line,
        "person_id": person_id,
        "name": payouts.person_name(person_id) if person_id else "",
        "is_own": person_id == own,
        "period": period,
    }
    return render(request, "inquiries/new.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, form: AskForm, person_id: str) -> Inquiry | None:
    data = form.cleaned_data
    try:
        return services.ask(
            _user(request),
            person_id=person_id,
            period=data["period"],
            subject=data["subject"],
            text=data["text"],
            about=data["about"],
            line=data["line"] if data["about"] == Inquiry.About.LINE else "",
        )
    except ProblemError as error:
        for problem in error.problems:
            form.add_error(_field_of(problem, form), f"{problem.message} {problem.hint}")
        return None


@requires(*READ)
@require_safe
def inquiry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The thread of an inquiry, and what can be done with it."""
    return _page(request, _find(request, pk))


@requires(*TAKE_PART)
@require_POST
def inquiry_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a message, and resolves the inquiry where that was asked for."""
    inquiry = _find(request, pk)
    text = request.POST.get("text", "")
    try:
        services.reply(inquiry, _user(request), text)
    except ProblemError as error:
        return _page(request, inquiry, problems=error.problems, text=text, status=422)
    if request.POST.get("resolve") and _may_end(request, inquiry):
        services.resolve(inquiry, _user(request))
    return redirect("inquiries:detail", pk)


@requires("inquiry.resolve")
@require_POST
def inquiry_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the inquiry to someone of the compensation team."""
    inquiry = _find(request, pk)
    wanted = request.POST.get("assignee", "")
    assignee = User.objects.filter(pk=wanted).first() if wanted.isdigit() else None
    try:
        services.assign(inquiry, _user(request), assignee)
    except ProblemError as error:
        return _page(request, inquiry, problems=error.problems, status=422)
    add_toast(request, f"Assigned to {assignee}." if assignee else "Assigned to nobody.")
    return redirect("inquiries:detail", pk)


@requires(*TAKE_PART)
@require_POST
def inquiry_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the inquiry as done."""
    return _end(request, pk, services.resolve, "Resolved.")


@requires(*TAKE_PART)
@require_POST
def inquiry_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a resolved inquiry again."""
    return _end(request, pk, services.reopen, "Open again.")


def _end(request: HttpRequest, pk: int, change: Callable[[Inquiry, User], None], done: str) -> HttpResponse:
    inquiry = _find(request, pk)
    if not _may_end(request, inquiry):
        raise Http404
    change(inquiry, _user(request))
    add_toast(request, done)
    return redirect("inquiries:detail", pk)


def _page(
    request: HttpRequest,
    inquiry: Inquiry,
    *,
    problems: tuple[Problem, ...] = (),
    text: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "inquiry": inquiry,
        "messages_of": inquiry.messages.select_related("author"),
        "name": payouts.person_name(inquiry.person_id),
        "component_title": payouts.component_title(inquiry.person_id, inquiry.component),
        "may_see_statement": payouts.may_see(request.user, inquiry.person_id),
        "may_end": _may_end(request, inquiry),
        "may_reply": bool(capabilities(request.user).intersection(TAKE_PART)),
        "may_resolve": "inquiry.resolve" in capabilities(request.user),
        "resolvers": selectors.resolvers(),
        "problems": problems,
        "text": text,
    }
    return render(request, "inquiries/detail.html", context, status=status)


def _find(request: HttpRequest, pk: int) -> Inquiry:
    inquiry = selectors.visible_inquiries(request.user).filter(pk=pk).first()
    if inquiry is None:
        raise Http404
    return inquiry


def _may_end(request: HttpRequest, inquiry: Inquiry) -> bool:
    able = capabilities(request.user)
    return (inquiry.asked_by == request.user and "inquiry.write" in able) or "inquiry.resolve" in able


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _field_of(problem: Problem, form: AskForm) -> str | None:
    name = dict(problem.details).get("field", "")
    return name if name in form.fields and not form.fields[name].widget.is_hidden else None
