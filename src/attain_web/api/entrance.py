"""Around every request to the API: what cannot be read, keys that make a POST happen once, wrong methods."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from attain.kernel.problem import Location, Problem, ProblemError
from attain_web.api import idempotency
from attain_web.api.principal import principal_of
from attain_web.api.problem import Refusal, invalid, not_found, problem_response

logger = logging.getLogger("attain_web.api")
View = Callable[..., Any]


def entrance(view: View) -> View:
    """The view as the API's addresses use it: it never raises, and every error is a problem document."""

    @csrf_exempt  # who asks is told by a token; a session may only read
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _check_readable(request)
            response = _answer(request, view, args, kwargs)
        except Exception as error:
            return answer_error(request, error)
        if response.status_code == 405:
            return problem_response(
                request, Refusal("method-not-allowed", headers={"Allow": response.headers["Allow"]})
            )
        return response

    return enter


def _answer(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse:
    def answer() -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    if request.method != "POST" or idempotency.HEADER not in request.headers:
        return answer()
    return idempotency.answer_once(request, principal_of(request).user, answer)


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer below ``/api/v1/`` where there is no operation."""
    return problem_response(request, not_found())


def answer_error(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The problem document of whatever went wrong."""
    refusal = _refusal(error)
    if refusal.code == "internal-error":
        logger.exception("unexpected error", exc_info=error if isinstance(error, Exception) else None)
    return problem_response(request, refusal)


def _refusal(error: Exception | type[Exception]) -> Refusal:
    match error:
        case Refusal():
            return error
        case ProblemError():
            return invalid(error.problems)
        case Http404():
            return not_found()
        case PermissionDenied():
            return Refusal("not-allowed")
        case RequestDataTooBig():
            return Refusal("too-large")
        case MultiPartParserError() | SuspiciousOperation():
            return Refusal("body-unreadable")
        case _:
            return Refusal("internal-error")


def validation_refusal(errors: list[dict[str, Any]]) -> Refusal:
    """What Pydantic found wrong, as problems."""
    return invalid(
        Problem(
            str(error.get("type", "value-invalid")).replace("_", "-"),
            f"{error.get('msg', 'Not valid')}.".replace("..", "."),
            Location(path=_path(error.get("loc", ()))),
            "See the description of this operation in the reference.",
        )
        for error in errors
    )


def _path(place: Any) -> str:
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _check_readable(request: HttpRequest) -> None:
    """Databases keep no U+0000, and no text has one."""
    texts = [request.path, *request.GET.keys(), *(value for one in request.GET.lists() for value in one[1])]
    if any("\x00" in text for text in texts):
        raise Refusal("request-unreadable")
