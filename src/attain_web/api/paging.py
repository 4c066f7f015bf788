"""Long lists in pages: ``limit`` and ``offset``; the answer says how many there are and where more are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

T = TypeVar("T")
MAX_LIMIT = 1000
MAX_OFFSET = 2**31 - 1


class Window(Schema):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description="How many at most.", examples=[100])
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many to leave out first.", examples=[0])


class Page(Schema, Generic[T]):
    """A part of a list."""

    items: list[T]
    count: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(
        None,
        description="Address of the next part; null at the end.",
        examples=["/api/v1/…?limit=100&offset=100"],
    )


def page_of(
    request: HttpRequest, rows: Any, window: Window, show: Callable[[Any], Any] | None = None
) -> dict[str, Any]:
    """The page of a QuerySet or a sequence that ``window`` asks for; ``show`` turns a row into its output."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    end = window.offset + window.limit
    items = list(rows[window.offset : end]) if window.offset < count else []
    return {
        "items": [show(item) for item in items] if show else items,
        "count": count,
        "next": _address(request, window.limit, end) if end < count else None,
    }


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    others = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in ("limit", "offset")
    ]
    return f"{request.path}?{urlencode([*others, ('limit', limit), ('offset', offset)])}"
