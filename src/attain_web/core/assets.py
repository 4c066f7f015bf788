"""Static files: hashed names in production, made once per installed version."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from servestatic.storage import CompressedManifestStaticFilesStorage

MARK = "collected"


class AssetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names carry a hash of the content, so that browsers keep them for ever; unknown names stay as they
    are.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The hashed name; the plain one before the files are collected."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


def collect_assets() -> bool:
    """Collect and compress the static files into STATIC_ROOT unless that is up to date; whether it was
    needed.
    """
    root = Path(settings.STATIC_ROOT)
    mark, wanted = root / MARK, _fingerprint()
    if mark.exists() and mark.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    root.mkdir(parents=True, exist_ok=True)
    mark.write_text(wanted)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    files: list[tuple[str, Any]] = [
        (path, storage) for finder in finders.get_finders() for path, storage in finder.list([])
    ]
    for path, storage in sorted(files, key=lambda item: item[0]):
        stat = Path(storage.path(path)).stat()
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
