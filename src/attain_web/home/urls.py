"""Addresses of the homes."""

from __future__ import annotations

from django.urls import path

from attain_web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("team/", views.team_page, name="team"),
    path("open-deals/", views.deals, name="open_deals"),
    path("what-if/", views.what_if, name="what_if"),
]
