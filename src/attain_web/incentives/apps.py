"""The incentives app."""

from __future__ import annotations

from django.apps import AppConfig


class IncentivesConfig(AppConfig):
    """Plans and runs; the job that calculates registers itself when the app is ready."""

    name = "attain_web.incentives"
    label = "incentives"
    verbose_name = "Incentives"

    def ready(self) -> None:
        from attain_web.incentives import jobs  # noqa: F401 — importing registers the handler
