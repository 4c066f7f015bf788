"""The differential test: random plans and data, calculated by the interpreter and by DuckDB, compared byte
by byte.

A case is one payee with a year of splits, roll-ups, quotas and rates of their own; many share a program, so
that thousands run in seconds. ``fault`` plants a mistake in one backend, to show that it would be found.
"""

from __future__ import annotations

from attain.engine.differential.comparison import DifferentialResult, run_differential
from attain.engine.differential.fault import FAULTS

__all__ = ["FAULTS", "DifferentialResult", "run_differential"]
