"""Errors as problem documents (RFC 9457): what happened, and a list of what is wrong where.

A ``Refusal`` ends a request with such a document. Mistakes of users come as the ``Problem``s of the library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from attain.kernel.problem import Location, Problem
from attain_web.core.request_id import request_id

MEDIA_TYPE = "application/problem+json"

# The kinds of errors that are not about what was sent: code → status and advice. The reference lists them.
KINDS: dict[str, tuple[int, str]] = {
    "body-unreadable": (400, "The body is not the JSON that this address takes."),
    "request-unreadable": (400, "The address or the body holds a character that no text has (U+0000)."),
    "not-signed-in": (401, "Send a token as “Authorization: Bearer attain_…”; make one under Settings."),
    "token-unusable": (401, "The token is wrong, expired or revoked. Make another one under Settings."),
    "token-scope": (403, "The token may only read. Make one with the scope “Read and write”."),
    "session-read-only": (403, "A browser's session may only read here. Use a token to change something."),
    "password-change-required": (403, "Choose a new password in the browser first."),
    "not-allowed": (403, "Your roles do not include what this address needs."),
    "not-found": (404, "There is nothing here, or nothing that you may see."),
    "method-not-allowed": (
        405,
        "This address does not know the method; the header Allow lists those it does.",
    ),
    "idempotency-in-progress": (409, "A request with this Idempotency-Key is being worked on. Ask again."),
    "not-ready": (409, "What you ask about does not exist yet."),
    "too-large": (413, "The body is too large. Send fewer rows, or import a file."),
    "not-valid": (422, "What was sent cannot be accepted. The problems say what and where."),
    "idempotency-key-reused": (422, "This Idempotency-Key was used for another request. Use a new key."),
    "too-many-requests": (429, "Too many requests in this minute. Retry-After says when to go on (seconds)."),
    "internal-error": (500, "Attain met an error that it did not expect. Nothing was changed."),
}


@dataclass(eq=False)
class Refusal(Exception):
    """Ends the request: ``code`` is one of ``KINDS``; ``detail`` replaces its advice."""

    code: str
    detail: str = ""
    problems: tuple[Problem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def not_found() -> Refusal:
    """What a missing object and one that the user may not see both answer."""
    return Refusal("not-found")


def invalid(problems: Iterable[Problem]) -> Refusal:
    """What was sent is wrong, and how."""
    return Refusal("not-valid", problems=tuple(problems))


def invalid_value(where: str, message: str, hint: str = "", code: str = "value-invalid") -> Refusal:
    """One value is wrong; ``where`` is its path in the request: ``query.as_of``, ``body.rows[3].kind``."""
    return invalid([Problem(code, message, Location(path=where), hint)])


def problem_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer that a refusal stands for."""
    status, advice = KINDS[refusal.code]
    document = {
        "type": f"{reverse('api_docs')}#{refusal.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": refusal.detail or advice,
        "instance": request.path,
        "code": refusal.code,
        "request_id": request_id.get(),
        "problems": [problem_dict(problem) for problem in refusal.problems],
    }
    response = HttpResponse(json.dumps(document), status=status, content_type=MEDIA_TYPE)
    for name, value in refusal.headers.items():
        response.headers[name] = value
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Attain"'
    return response


def problem_dict(problem: Problem) -> dict[str, Any]:
    """A problem as the API shows it."""
    return {
        "code": problem.code,
        "message": problem.message,
        "where": str(problem.where),
        "line": problem.where.line,
        "column": problem.where.column,
        "hint": problem.hint,
        "severity": problem.severity.value,
        "subject": problem.subject,
    }
