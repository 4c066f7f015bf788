"""All addresses of the product; each app declares its own in ``urls``."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"attain_web.{name}.urls"))
    for name in settings.PRODUCT_APPS
    if find_spec(f"attain_web.{name}.urls")
]

handler400 = "attain_web.core.errors.bad_request"
handler403 = "attain_web.core.errors.forbidden"
handler404 = "attain_web.core.errors.not_found"
handler500 = "attain_web.core.errors.broken"
