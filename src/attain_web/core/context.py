"""What every page gets: navigation, who is looking, and the day the product believes it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.dateformat import format as format_date
from django.utils.functional import SimpleLazyObject

from attain_web.core.company import current_company
from attain_web.core.navigation import navigation_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of ``ui/base.html``; empty for someone who has not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    company = current_company()
    context: dict[str, Any] = {
        "navigation": SimpleLazyObject(lambda: navigation_of(request)),
        "company": company,
        "viewer_name": user.get_full_name(),
        "viewer_role": user.role_label,
    }
    if company.clock_on:
        context["as_of_label"] = f"As of {format_date(company.clock_on, 'j M Y')}"
    return context
