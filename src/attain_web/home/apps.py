"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The first page of each role."""

    name = "attain_web.home"
    label = "home"
    verbose_name = "Home"
