"""Registers the app with Django."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    """Ledger, pay periods and statements; posts the difference when a run becomes current."""

    name = "attain_web.payouts"
    label = "payouts"
    verbose_name = "Payouts"

    def ready(self) -> None:
        """Listen to runs that become current."""
        from attain_web.incentives.signals import run_completed

        run_completed.connect(_post_completed_run, dispatch_uid="payouts.post_run")


def _post_completed_run(run: Any, **_: Any) -> None:
    from attain_web.payouts.posting import post_run

    post_run(run)
