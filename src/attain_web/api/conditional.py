"""Answers that say their version (ETag), so that who has it already is sent nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from attain.kernel.fingerprint import fingerprint

# What the reference says of such answers.
UNCHANGED = {304: {"description": "What you have, by If-None-Match, is still the newest."}}


def tag_of(*parts: object) -> str:
    """The tag of an answer that depends on these values alone."""
    return f'"{fingerprint([str(part) for part in parts])[:32]}"'


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """304 if the asker has this version; None if they need it."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    if tag in given or "*" in given:
        return HttpResponse(status=304, headers={"ETag": tag})
    return None
