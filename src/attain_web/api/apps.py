"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST API."""

    name = "attain_web.api"
    label = "api"
    verbose_name = "API"
