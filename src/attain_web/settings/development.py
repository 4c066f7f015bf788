"""For work on the product: tracebacks in the browser, assets straight from the source folders."""

from __future__ import annotations

from attain_web.settings.base import *  # noqa: F403

DEBUG = True
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = True
