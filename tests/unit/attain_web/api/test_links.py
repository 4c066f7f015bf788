"""From an object on a page to its address in the API."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch

from attain_web.api.links import address_of


def test_an_object_has_its_address():
    assert address_of("read_statement", "alice", "2026-01") == "/api/v1/statements/alice/2026-01"
    assert address_of("read_run", 7) == "/api/v1/runs/7"
    with pytest.raises(NoReverseMatch):
        address_of("no_such_operation")


def test_a_page_shows_the_request_for_a_terminal():
    page = Template('{% load api %}{% api_call "read_run" 7 %} {% api_address "read_me" %}')
    request = RequestFactory().get("/", SERVER_NAME="localhost")
    shown = page.render(Context({"request": request}, autoescape=False))
    assert (
        shown == 'curl -H "Authorization: Bearer $ATTAIN_TOKEN" "http://localhost/api/v1/runs/7" /api/v1/me'
    )
