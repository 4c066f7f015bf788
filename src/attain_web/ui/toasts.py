"""Messages that pass: from a view that redirects, and from one that answers a fragment.

The undo address travels with the message and is posted to, so that undoing is a write like any other.
"""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse

_UNDO = "undo:"
_LEVELS = {
    "positive": messages.SUCCESS,
    "warning": messages.WARNING,
    "negative": messages.ERROR,
    "info": messages.INFO,
}
_TONE_OF_LEVEL = {level: tone for tone, level in _LEVELS.items()} | {messages.DEBUG: "neutral"}


def add_toast(request: HttpRequest, text: str, *, tone: str = "positive", undo_url: str = "") -> None:
    """Shows ``text`` on the next page that is rendered; with ``undo_url`` it offers to undo by POST."""
    messages.add_message(request, _LEVELS[tone], text, extra_tags=_UNDO + undo_url if undo_url else "")


def with_toast(
    response: HttpResponse, text: str, *, tone: str = "positive", undo_url: str = ""
) -> HttpResponse:
    """The same for a fragment: the header makes the page that asked show the toast."""
    detail = {"text": text, "tone": tone, "undo_url": undo_url}
    response.headers["HX-Trigger"] = json.dumps({"attain:toast": detail})
    return response


def tone_of_message(message: Message) -> str:
    """The tone of a stored message."""
    return _TONE_OF_LEVEL.get(message.level, "info")


def undo_url_of_message(message: Message) -> str:
    """Where to post in order to undo what a stored message reports; empty where it cannot be undone."""
    tags = message.extra_tags or ""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
