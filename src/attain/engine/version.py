"""The engine's version: part of what a run is pinned to, raised whenever a result could change."""

from __future__ import annotations

ENGINE_VERSION = "1"
