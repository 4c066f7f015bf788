"""Registers the design system with Django."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, static files and the ``ui`` tag library; no models."""

    name = "attain_web.ui"
    label = "ui"
    verbose_name = "Design system"
