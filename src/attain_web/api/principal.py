"""Who asks: a program with a token, or for reading a person with the session of their browser.

The rate limit counts the requests of a token (or of a session's user) in a minute, in Django's cache: for
each server process on its own, unless the installation has a shared cache.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest

from attain_web.api.problem import Refusal
from attain_web.core.access import Access
from attain_web.core.clock import now
from attain_web.identity.models import ApiToken, User

READ, WRITE = "read", "write"
SAFE = ("GET", "HEAD")
REQUESTS_PER_MINUTE = 600
NOTE_USE_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Principal:
    """The user in whose name is asked, and the token; None for a browser's session."""

    user: User
    token: ApiToken | None


def principal_of(request: HttpRequest) -> Principal:
    """Who asks; worked out once per request. Raises Refusal for nobody and for whoever asks too often."""
    known: Principal | None = getattr(request, "principal", None)
    if known is None:
        known = _by_token(request) if "Authorization" in request.headers else _by_session(request)
        _count(known)
        request.user = known.user
        request.principal = known  # type: ignore[attr-defined]
    return known


def _by_token(request: HttpRequest) -> Principal:
    scheme, _, text = request.headers["Authorization"].partition(" ")
    token = ApiToken.objects.usable(text.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise Refusal("token-unusable")
    moment = now()
    unnoted = Q(used_at__isnull=True) | Q(used_at__lt=moment - NOTE_USE_EVERY)
    if token.used_at is None or token.used_at < moment - NOTE_USE_EVERY:
        ApiToken.objects.filter(unnoted, pk=token.pk).update(used_at=moment)
    return Principal(token.user, token)


def _by_session(request: HttpRequest) -> Principal:
    user: Any = request.user
    if not user.is_authenticated:
        raise Refusal("not-signed-in")
    if request.method not in SAFE:
        raise Refusal("session-read-only")
    if user.must_change_password:
        raise Refusal("password-change-required")
    return Principal(user, None)


def _count(principal: Principal) -> None:
    """Counts the request in the minute that runs; raises Refusal beyond the limit."""
    limit = int(getattr(settings, "API_REQUESTS_PER_MINUTE", REQUESTS_PER_MINUTE))
    minute, second = divmod(int(time.time()), 60)
    who = f"token-{principal.token.pk}" if principal.token else f"user-{principal.user.pk}"
    key = f"api-requests-{who}-{minute}"
    cache.add(key, 0, timeout=120)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache dropped it in between
        asked = 1
    if asked > limit:
        raise Refusal("too-many-requests", headers={"Retry-After": str(60 - second)})


class Bearer:
    """The guard of an operation: the token's scope and the user's capabilities. Ninja calls it first."""

    openapi_security_schema = {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that you make under Settings, Tokens. It acts in your name.",
    }

    def __init__(self, access: Access, scope: str) -> None:
        self.access = access
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Principal:
        """The principal, or a refusal."""
        principal = principal_of(request)
        if principal.token is not None and not principal.token.allows(self.scope):
            raise Refusal("token-scope")
        if not self.access.allows(principal.user):
            raise Refusal("not-allowed")
        return principal
