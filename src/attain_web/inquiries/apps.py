"""Registers the app with Django."""

from __future__ import annotations

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """Questions about a line of a statement."""

    name = "attain_web.inquiries"
    label = "inquiries"
    verbose_name = "Inquiries"
