"""Error pages: what happened, what to do, and the id by which it is found in the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from attain_web.core.request_id import request_id


@dataclass(frozen=True, slots=True)
class Trouble:
    """The words of an error page."""

    status: int
    title: str
    happened: str
    advice: str


BAD_REQUEST = Trouble(
    400,
    "That request could not be read",
    "Your browser sent something that Attain does not understand, so nothing was changed.",
    "Go back and try once more. If it happens again, tell your administrator the number below.",
)
EXPIRED = Trouble(
    403,
    "This form is too old",
    "The form was open for too long, or cookies are blocked, so it was not sent. Nothing was changed.",
    "Go back, reload the page and send the form again.",
)
FORBIDDEN = Trouble(
    403,
    "This page is for another role",
    "You are signed in, but your roles do not include what this page needs.",
    "If you need it for your work, ask your administrator to give you the role.",
)
NOT_FOUND = Trouble(
    404,
    "There is nothing here",
    "The address is mistyped, what was here is gone, or it is not among the things you may see.",
    "Check the address, or search with Ctrl K from any page.",
)
BROKEN = Trouble(
    500,
    "Something went wrong on our side",
    "Attain met an error that it did not expect. What you had sent was not saved.",
    "Try again in a minute. If it happens again, tell your administrator the number below.",
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 for a missing capability."""
    return _page(request, FORBIDDEN)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token."""
    return _page(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what is missing and for what is someone else's."""
    return _page(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """500; the page uses neither database nor context, either of which may be what broke."""
    context = _context(BROKEN)
    return HttpResponse(render_to_string("core/error.html", context), status=500)


def _page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    return render(request, "core/error.html", _context(trouble), status=trouble.status)


def _context(trouble: Trouble) -> dict[str, Any]:
    return {"trouble": trouble, "error_id": request_id.get()}
