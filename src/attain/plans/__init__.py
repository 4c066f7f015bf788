"""Plan documents and what they mean: reading, checking, component kinds, payout curves.

A plan is a YAML document. ``load_plan`` reads it into a frozen, checked ``Plan``; each component kind is
one file in ``attain.plans.kinds``.
"""

from __future__ import annotations

from attain.plans.definition import Cap, Component, Credit, Formula, Measure, Parameter, Plan
from attain.plans.explanation import Clause, Explanation, Step
from attain.plans.kinds import component_kinds
from attain.plans.load import load_plan

__all__ = [
    "Cap", "Clause", "Component", "Credit", "Explanation", "Formula", "Measure", "Parameter", "Plan", "Step",
    "component_kinds", "load_plan",
]  # fmt: skip
