"""The two clocks: the business day, which a company may fix, and the machine's time, which nobody may."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from attain_web.core.company import company_zone, current_company


def today() -> dt.date:
    """The business day: the company's fixed day, or today in its time zone. What "open", "due", "as of" refer
    to.
    """
    return current_company().clock_on or timezone.now().astimezone(company_zone()).date()


def now() -> dt.datetime:
    """The machine's moment in UTC: when something was recorded, when a lease ends. Never fixed."""
    return timezone.now()
