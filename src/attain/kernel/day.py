"""Days as people read them."""

from __future__ import annotations

import datetime as dt


def day_words(day: dt.date) -> str:
    """A day as readers write it: ``5 Oct 2026``."""
    return f"{day.day} {day:%b %Y}"
