"""Plan documents and what they mean: reading, checking, component kinds, payout curves.

A plan is a YAML document. ``load_plan`` reads it into a frozen, checked ``Plan``; each component kind is
one file in ``attain.plans.kinds``.
"""

from __future__ import annotations

from attain.plans.curve import PayoutPoint, payout_curve
from attain.plans.definition import Cap, Component, Credit, Formula, Measure, Parameter, Plan
from attain.plans.explanation import Clause, Explanation, Step
from attain.plans.kinds import component_kinds
from attain.plans.lint import lint_plan
from attain.plans.load import load_plan
from attain.plans.render import PlanDocument, render_document
from attain.plans.schema import plan_schema

__all__ = [
    "Cap",
    "Clause",
    "Component",
    "Credit",
    "Explanation",
    "Formula",
    "Measure",
    "Parameter",
    "PayoutPoint",
    "Plan",
    "PlanDocument",
    "Step",
    "component_kinds",
    "lint_plan",
    "load_plan",
    "payout_curve",
    "plan_schema",
    "render_document",
]
