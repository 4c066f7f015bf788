"""All addresses of the product; each app declares its own in ``urls``."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from attain_web.identity.access import requires
from attain_web.ui import urls as ui

# The style guide belongs to an app that knows no users, so who may see it is declared here.
_STYLE_GUIDE = [
    URLPattern(pattern.pattern, requires("user.admin")(pattern.callback), pattern.default_args, pattern.name)
    for pattern in ui.urlpatterns
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_STYLE_GUIDE, ui.app_name))),
    *(
        path("", include(f"attain_web.{name}.urls"))
        for name in settings.PRODUCT_APPS
        if name != "ui" and find_spec(f"attain_web.{name}.urls")
    ),
]

handler400 = "attain_web.core.errors.bad_request"
handler403 = "attain_web.core.errors.forbidden"
handler404 = "attain_web.core.errors.not_found"
handler500 = "attain_web.core.errors.broken"
