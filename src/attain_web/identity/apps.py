"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Users, roles, sessions, tokens and what they may do."""

    name = "attain_web.identity"
    label = "identity"
    verbose_name = "Identity"
