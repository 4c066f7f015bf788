"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    """Ledger, pay periods and statements."""

    name = "attain_web.payouts"
    label = "payouts"
    verbose_name = "Payouts"
