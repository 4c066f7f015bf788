"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DatahubConfig(AppConfig):
    """Imports and the data that calculations read."""

    name = "attain_web.datahub"
    label = "datahub"
    verbose_name = "Data"

    def ready(self) -> None:
        """Make the jobs of this app known."""
        from attain_web.datahub import jobs  # noqa: F401
