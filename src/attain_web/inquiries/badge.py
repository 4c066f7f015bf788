"""How many inquiries wait for the user, for the mark in the navigation."""

from __future__ import annotations

from typing import Any


def waiting(user: Any) -> str:
    """The number as text, empty for none."""
    from attain_web.inquiries.selectors import waiting_count

    count = waiting_count(user)
    return str(count) if count else ""
