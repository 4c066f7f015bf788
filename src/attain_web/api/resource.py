"""How routes are declared: each says who may call it, what its token must allow, and what it answers.

    people = Resource("People")

    @people.get("/people", needs("people.read"), Page[PersonOut])
    def list_people(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
        \"\"\"The first sentence is the summary. The rest describes it.\"\"\"

The function's name is the stable ``operationId``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ninja import Router

from attain_web.api.principal import READ, WRITE, Bearer
from attain_web.core.access import Access

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE = Access("signed-in")
STATEMENTS = Access("requires", ("statement.read_own", "statement.read_team", "statement.read_all"))


def needs(*capabilities: str) -> Access:
    """Those may call it who have any of these capabilities."""
    return Access("requires", capabilities)


class Resource:
    """The routes of one subject; ``tag`` groups them in the reference."""

    def __init__(self, tag: str) -> None:
        self.router = Router(tags=[tag])

    def get(
        self, path: str, access: Access, response: Any, *, extra: Mapping[str, Any] | None = None
    ) -> Callable[[View], View]:
        """A route that reads."""
        return self._route("GET", path, access, READ, {200: response}, extra)

    def post(
        self,
        path: str,
        access: Access,
        response: Any,
        *,
        status: int = 200,
        scope: str = WRITE,
        extra: Mapping[str, Any] | None = None,
    ) -> Callable[[View], View]:
        """A route that changes something, or (with the scope ``read``) works something out."""
        return self._route("POST", path, access, scope, {status: response}, extra)

    def _route(
        self,
        method: str,
        path: str,
        access: Access,
        scope: str,
        response: dict[int, Any],
        extra: Mapping[str, Any] | None,
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            summary, _, _ = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
            self.router.api_operation(
                [method],
                path,
                auth=Bearer(access, scope),
                response=response,
                operation_id=view.__name__,
                url_name=view.__name__,
                summary=" ".join(summary.split()).rstrip("."),
                description=inspect.cleandoc(view.__doc__ or ""),
                openapi_extra=dict(extra or {}),
            )(view)
            return view

        return register
