"""Around every request: an id and a log line, security headers, the company with its time zone and
language.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from attain_web.core.company import company_zone, forget_company, remember_company
from attain_web.core.request_id import request_id

logger = logging.getLogger("attain_web.request")
Answer = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
_USABLE = re.compile(r"[A-Za-z0-9-]{8,36}\Z")
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
QUIET = ("/static/", "/health/")


class RequestMiddleware:
    """Gives the request an id, in logs, audit and the answer's header, and logs the route without its
    values.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        token = request_id.set(given if _USABLE.match(given) else str(uuid.uuid4()))
        started = time.monotonic()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request_id.get()
            if not request.path.startswith(QUIET):
                _log(request, response, time.monotonic() - started)
            return response
        finally:
            request_id.reset(token)


def _log(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    user = getattr(request, "user", None)
    fields = {
        "method": request.method,
        "route": match.route if match else "",
        "status": response.status_code,
        "duration_ms": round(seconds * 1000),
        "user_id": user.pk if user is not None and user.is_authenticated else None,
    }
    logger.log(logging.ERROR if response.status_code >= 500 else logging.INFO, "request", extra=fields)


class SecurityHeadersMiddleware:
    """Headers that Django does not set; pages are not kept by shared or disk caches, for they show pay."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class CompanyMiddleware:
    """Reads the company once, and shows times in its zone and texts and numbers in its language."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forget_company()
        if request.path.startswith(QUIET):
            return self.get_response(request)
        company = remember_company()
        try:
            with timezone.override(company_zone()), translation.override(_language(company.locale)):
                return self.get_response(request)
        finally:
            forget_company()


def _language(locale: str) -> str:
    """The nearest language that numbers and dates can be written in: ``en-US`` and ``en_US`` are ``en``."""
    try:
        return translation.get_supported_language_variant(locale.replace("_", "-").lower())
    except LookupError:
        return settings.LANGUAGE_CODE
