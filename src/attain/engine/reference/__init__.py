"""The reference interpreter: programs executed row by row in pure Python. Slow, exact, and the oracle."""

from __future__ import annotations

from attain.engine.reference.interpreter import execute

__all__ = ["execute"]
