"""Calculation: from pinned tables and plans to credits, attainments, earnings, problems and explanations.

Plans are lowered to one program (``attain.ir``), which the reference interpreter and DuckDB execute alike.
Everything is recomputed each time, and the same inputs give the same bytes.
"""

from __future__ import annotations

from attain.engine.calculation import Calculation, calculate, what_if
from attain.engine.control import ControlTotal, control_totals
from attain.engine.explain import explain_line, explain_lines
from attain.engine.inputs import CalculationInput
from attain.engine.version import ENGINE_VERSION
from attain.plans.explanation import Explanation, Step

__all__ = [
    "ENGINE_VERSION", "Calculation", "CalculationInput", "ControlTotal", "Explanation", "Step",
    "calculate", "control_totals", "explain_line", "explain_lines", "what_if",
]  # fmt: skip
