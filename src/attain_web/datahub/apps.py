"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DatahubConfig(AppConfig):
    """Imports and the data that calculations read."""

    name = "attain_web.datahub"
    label = "datahub"
    verbose_name = "Data"
