"""The access matrix: every address of the product × every principal, from a few declared lines.

Each app declares, in ``tests/unit/attain_web/access/<app>.py``, a list ``RULES`` for its addresses that show
one object. What a declaration does not say follows from the view's own: people without the capability get
403, and people who have not signed in get the sign-in page.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from attain_web.core.access import Access, access_of
from tests.support.organisation import Company

PRINCIPALS = (
    "anonymous", "nobody", "alice", "bob", "charlie", "erin", "walt", "dana", "compensation_admin", "planner",
    "finance", "enablement", "executive", "auditor", "system_admin",
)  # fmt: skip
# The API answers for itself (tokens, 401); its own tests cover it.
OWN_RULES = ("api",)
DUMMIES = {"int": 999_999_999, "str": "no-such-thing", "slug": "no-such-thing", "path": "no-such-thing"}
_CHANGING = re.compile(
    rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|csrfmiddlewaretoken[^>]+|X-CSRFToken[^}]+"
)

Arguments = Mapping[str, Any] | Callable[[Company], Mapping[str, Any]]


@dataclass(frozen=True)
class Rule:
    """One address with an object: who sees it, and to whom it looks exactly like ``missing``.

    Everyone else must be refused (403), and who has not signed in is sent to sign in. ``prepare`` makes the
    object if the organisation does not have it.
    """

    name: str
    arguments: Arguments
    missing: Mapping[str, Any]
    sees: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Address:
    """A URL pattern of the product, with arguments that lead to nothing."""

    name: str
    view: Callable[..., Any]
    arguments: Mapping[str, Any]

    @property
    def access(self) -> Access | None:
        """How the view is declared."""
        return access_of(self.view)

    @property
    def app(self) -> str:
        """The app that the view belongs to."""
        parts = self.view.__module__.split(".")
        return parts[1] if parts[0] == "attain_web" else ""


def addresses() -> Iterator[Address]:
    """All URL patterns of the product's apps."""
    for address in _walk(get_resolver().url_patterns, ""):
        if address.app and address.app not in OWN_RULES:
            yield address


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        elif pattern.callback is not None:
            dummies = {name: _dummy(converter) for name, converter in pattern.pattern.converters.items()}
            yield Address(f"{namespace}{pattern.name}", pattern.callback, dummies)


def _dummy(converter: Any) -> Any:
    kind = type(converter).__name__.removesuffix("Converter").lower()
    return uuid.UUID(int=0) if kind == "uuid" else DUMMIES.get(kind, "no-such-thing")


def ask(
    client: Client, name: str, arguments: Mapping[str, Any], method: str = "get", data: Any = None
) -> HttpResponse:
    """The answer to a request for a named address; a POST where GET is not allowed."""
    url = reverse(name, kwargs=dict(arguments))
    answer: Any = client.get(url) if method == "get" else client.post(url, data or {})
    if method == "get" and answer.status_code == 405:
        answer = client.post(url, data or {})
    return answer


def substance(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """What of an answer could tell one case from another: status, body and headers without what is random."""
    headers = {k: v for k, v in answer.headers.items() if k not in ("X-Request-ID", "Content-Length")}
    return answer.status_code, _CHANGING.sub(b"", answer.content), headers


def is_sent_to_sign_in(answer: HttpResponse) -> bool:
    """Whether the answer leads to the sign-in page."""
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")
