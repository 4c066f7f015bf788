"""The company of this installation, read once per request."""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attain.kernel.period import FiscalCalendar
from attain_web.core.models import Company

_of_request: ContextVar[Company | None] = ContextVar("company_of_request", default=None)


def current_company() -> Company:
    """The company; made with its defaults when there is none yet."""
    kept = _of_request.get()
    if kept is not None:
        return kept
    company = Company.objects.filter(pk=1).first()
    return company or Company.objects.get_or_create(pk=1)[0]


def remember_company() -> Company:
    """Read the company and keep it until ``forget_company``."""
    company = current_company()
    _of_request.set(company)
    return company


def forget_company() -> None:
    """Read it anew the next time."""
    _of_request.set(None)


def fiscal_calendar() -> FiscalCalendar:
    """The company's fiscal calendar."""
    return FiscalCalendar(current_company().fiscal_start_month)


def company_zone() -> dt.tzinfo:
    """The company's time zone; UTC should the machine not know it."""
    try:
        return ZoneInfo(current_company().timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC
