from __future__ import annotations

import json

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from attain_web.ui.toasts import add_toast, tone_of_message, undo_url_of_message, with_toast


def request_with_messages() -> HttpRequest:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def stored(request: HttpRequest) -> list[Message]:
    return list(request._messages)  # type: ignore[attr-defined]


def test_a_toast_survives_the_redirect_with_its_tone_and_undo() -> None:
    request = request_with_messages()
    add_toast(request, "Deleted.", tone="warning", undo_url="/undo/1/")
    (message,) = stored(request)
    assert (message.message, tone_of_message(message), undo_url_of_message(message)) == (
        "Deleted.",
        "warning",
        "/undo/1/",
    )


def test_a_message_with_other_tags_offers_no_undo() -> None:
    assert undo_url_of_message(Message(20, "x", extra_tags="safe")) == ""


def test_a_fragment_carries_its_toast_in_a_header() -> None:
    response = with_toast(HttpResponse(), "Saved.", undo_url="/undo/")
    detail = json.loads(response.headers["HX-Trigger"])["attain:toast"]
    assert detail == {"text": "Saved.", "tone": "positive", "undo_url": "/undo/"}
