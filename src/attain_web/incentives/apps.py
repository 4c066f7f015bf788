"""The incentives app."""

from __future__ import annotations

from django.apps import AppConfig


class IncentivesConfig(AppConfig):
    """Plans and runs; the job that calculates registers itself when the app is ready."""

    name = "attain_web.incentives"
    label = "incentives"
    verbose_name = "Incentives"

    def ready(self) -> None:
        """Register the handler of the job, and hear of jobs that end without it."""
        from attain_web.core.jobs import ended_unhandled
        from attain_web.incentives.jobs import end_run

        ended_unhandled.connect(end_run, dispatch_uid="incentives.end_run")
