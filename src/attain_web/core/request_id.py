"""The id of the request being answered, for logs and audit; empty outside a request."""

from __future__ import annotations

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
