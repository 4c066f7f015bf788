"""Plans lowered to one program: crediting, measures, components, caps, results, problems.

A file for each stage; every stage reads the steps of the ones before it by name.
"""

from __future__ import annotations

from attain.engine.lowering.assembly import Lowered, lower_plans

__all__ = ["Lowered", "lower_plans"]
