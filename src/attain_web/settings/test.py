"""For the tests: state in a throw-away folder, assets from the source folders, quick passwords.

The records database is SQLite in memory, or the PostgreSQL server that ATTAIN_DATABASE_URL names.
"""

from __future__ import annotations

import os
import tempfile

_HOME = tempfile.TemporaryDirectory(prefix="attain-test-home-", ignore_cleanup_errors=True)  # gone at exit
os.environ["ATTAIN_HOME"] = _HOME.name
os.environ.setdefault("ATTAIN_SECRET_KEY", "a-key-for-tests-alone-that-protects-nothing-at-all")

from attain_web.settings.base import *  # noqa: E402, F403

STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
