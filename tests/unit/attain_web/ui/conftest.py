"""The style guide on a port of its own, and templates rendered in one line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.template import Context, Template
from django.test import RequestFactory, override_settings

from tests.unit.attain_web.ui.site import SETTINGS


class QuietHandler(WSGIRequestHandler):
    """Answers without writing each request to the terminal."""

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """The settings of the style guide alone."""
    with override_settings(**SETTINGS):
        yield


@pytest.fixture
def styleguide_url() -> Iterator[str]:
    """The address of the running style guide."""
    with ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler) as server:
        server.set_app(StaticFilesHandler(WSGIHandler()))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/styleguide/"
        server.shutdown()
        thread.join(5)


@pytest.fixture
def rendered() -> Callable[..., str]:
    """Renders template text with the components loaded, as if asked for at ``address``."""

    def render(text: str, address: str = "/", **context: object) -> str:
        request = RequestFactory().get(address)
        return Template("{% load ui %}" + text).render(Context({"request": request, **context}))

    return render
