"""Addresses of the API and of its reference."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from attain_web.api import views
from attain_web.api.entrance import entrance, nothing_here
from attain_web.api.interface import interface
from attain_web.core.access import signed_in


def _operations() -> list[URLPattern]:
    patterns, _, _ = interface.urls
    operations = [one for one in patterns if isinstance(one, URLPattern) and one.name != "api-root"]
    for operation in operations:
        operation.callback = entrance(operation.callback)
    return [
        path("openapi.json", views.description, name="openapi"),
        *operations,
        path("", nothing_here, name="root"),
        path("<path:rest>", nothing_here, name="nothing"),
    ]


urlpatterns = [
    path("api/", signed_in(RedirectView.as_view(pattern_name="api_docs")), name="api_root"),
    path("api/docs/", views.reference, name="api_docs"),
    path("api/v1/", (_operations(), "api", "api")),
]
