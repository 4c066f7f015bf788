"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DatahubConfig(AppConfig):
    """Imports and the data that calculations read."""

    name = "attain_web.datahub"
    label = "datahub"
    verbose_name = "Data"

    def ready(self) -> None:
        """Make the job of this app known, and hear of jobs that end without it."""
        from attain_web.core.jobs import ended_unhandled
        from attain_web.datahub.jobs import end_import

        ended_unhandled.connect(end_import, dispatch_uid="datahub.end_import")
