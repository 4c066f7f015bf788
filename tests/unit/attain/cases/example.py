"""A small plan for the tests of cases, and short ways to read and run a document of cases."""

from __future__ import annotations

from attain.cases import CaseFile, Outcome, read_cases, run_case
from attain.kernel.problem import Problem
from attain.plans import Plan, load_plan

PLAN = """\
plan: seller
title: Seller
version: "1"
effective: {from: 2026-01-01}
parameters:
  base_rate: {type: rate, default: 10%}
  unit_pay: {type: money, default: 5}
credits:
  sales: {title: Sales, of: [booking, cancellation], to: {split: [owner]}}
  meetings: {title: Meetings, of: [meeting], amount: quantity, to: {split: [sdr]}}
  services: {title: Services, of: [booking], when: product.category = "Services", to: {split: [overlay]}}
measures:
  quarter: {title: Sales of the quarter, sum: sales, over: quarter, quota: sales}
  meetings: {title: Meetings, sum: meetings, over: month, quota: meetings}
components:
  commission: {title: Commission, kind: commission, on: sales, rate: base_rate}
  units: {title: Units, kind: per-unit, on: meetings, pay: unit_pay}
  services: {title: Services, kind: commission, on: services, rate: 1%}
"""


def seller() -> Plan:
    """The plan."""
    plan, problems = load_plan(PLAN, "seller.yaml")
    assert plan is not None, problems
    return plan


def read(text: str) -> tuple[CaseFile | None, tuple[Problem, ...]]:
    """The cases of a document on the plan, and its problems."""
    return read_cases(text, lambda names: ((seller(),), ()), "seller.cases.yaml")


def read_one(given: str, expect: str = "{earnings: [{amount: 0}]}") -> tuple[Problem, ...]:
    """The problems of a document of one case."""
    return read(f"cases:\n  - case: It holds\n    given: {given}\n    expect: {expect}\n")[1]


def run_one(given: str, expect: str) -> Outcome:
    """The outcome of one case."""
    cases, problems = read(f"cases:\n  - case: It holds\n    given: {given}\n    expect: {expect}\n")
    assert cases is not None
    assert not problems, problems
    (case,) = cases.cases
    return run_case(case)
