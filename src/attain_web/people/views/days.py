"""The day a page is about: ``?on=2026-03-01``, or the business day."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from attain_web.core.clock import today


def day_of(request: HttpRequest) -> dt.date:
    """The day asked for; today where none is, or where it is no day."""
    try:
        return parse_date(request.GET.get("on", "")) or today()
    except ValueError:
        return today()


def day_context(request: HttpRequest) -> dict[str, object]:
    """For templates: the day, today, and whether they differ."""
    day, current = day_of(request), today()
    return {"on": day, "today": current, "is_other_day": day != current}
