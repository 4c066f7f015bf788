"""Structured logs: a JSON object a line, made from fields we name.

Nothing that could be pay or personal data is written: no request bodies, no query strings, no messages of
exceptions (a database error quotes values). An exception appears as its type and the places it passed
through.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import traceback
from typing import Any

from attain_web.core.request_id import request_id

FIELDS = ("method", "route", "status", "duration_ms", "user_id", "job_id", "job_kind", "attempt", "event")


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message, request id, the named extra fields, and where an exception passed."""

    def format(self, record: logging.LogRecord) -> str:
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, Any] = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # Django's own message holds the path, and a path may name a person; the route is logged beside
            # it.
            "message": "unhandled error" if record.name == "django.request" else record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = describe_exception(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def describe_exception(error: BaseException) -> dict[str, Any]:
    """The type of the exception, its places, and its cause; never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    described: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-20:]],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        described["cause"] = f"{type(cause).__module__}.{type(cause).__qualname__}"
    return described


def logging_settings(level: str) -> dict[str, Any]:
    """Everything to standard error as JSON lines, from ``level`` upwards."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "attain_web.core.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING" if level == "INFO" else level},
        "loggers": {
            "attain": {"level": level},
            "attain_web": {"level": level},
            "django": {"level": "WARNING", "propagate": True, "handlers": []},
            # What is answered with 4xx is in our own line of the request, without the path.
            "django.request": {"level": "ERROR", "propagate": True, "handlers": []},
            "django.security": {"level": "ERROR", "propagate": True, "handlers": []},
            "django.server": {"level": "WARNING", "propagate": True, "handlers": []},
        },
    }
