"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Company, audit log, jobs, and what every page shares."""

    name = "attain_web.core"
    label = "core"
    verbose_name = "Core"
