"""Reads JSON bodies strictly: no NaN, no name twice, no text that cannot be kept."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

MAX_DEPTH = 50


class StrictParser(Parser):
    """Ninja's parser for bodies, strict."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as plain values. Raises ValueError where it is not JSON as we take it."""
        value = json.loads(request.body, parse_constant=_refuse_constant, object_pairs_hook=_once)
        _check(value, 0)
        return value  # type: ignore[no-any-return]


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not a number of JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return values


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError("the values are nested too deeply")
    if isinstance(value, str):
        value.encode()  # a lone half of a surrogate pair raises UnicodeEncodeError, a ValueError
        if "\x00" in value:
            raise ValueError("a text holds U+0000")
    elif isinstance(value, dict):
        for name, item in value.items():
            _check(name, depth + 1)
            _check(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
