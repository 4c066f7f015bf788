"""Attain as a library: plan, pay, measure and develop, with every number traceable.

The package is pure: no Django, no wall clock, no network. Heavy dependencies (DuckDB, Arrow) are
imported by the functions that need them, so that ``import attain`` stays instant.
"""

from __future__ import annotations

__version__ = "0.1.0"
