"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, positions and who holds them, with history."""

    name = "attain_web.people"
    label = "people"
    verbose_name = "People"
