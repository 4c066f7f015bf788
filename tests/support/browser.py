"""Finds the Chromium that the browser tests drive and says how it is started."""

from __future__ import annotations

import os
import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# No sandbox, because CI runs as root in a container; no background traffic: tests reach loopback alone.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The program named by ATTAIN_CHROMIUM, or the first of PROGRAMS in PATH; None when there is none."""
    named = os.environ.get("ATTAIN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)
