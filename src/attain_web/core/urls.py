"""Addresses of what every part of the product shares."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "core"
urlpatterns: list[URLPattern] = []
