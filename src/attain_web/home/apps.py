"""The home app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Homes and the team page: reads of all other apps, no records of its own."""

    name = "attain_web.home"
    label = "home"
    verbose_name = "Home"
