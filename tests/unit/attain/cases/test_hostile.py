"""Whatever is broken in a document, the answer is problems or a plan, never a crash."""

from __future__ import annotations

import pytest

from attain.cases import read_cases
from attain.plans import load_plan
from attain.plans.lint import lint_plan
from attain.plans.render import render_document
from tests.unit.attain.cases.example import PLAN, seller

CASES = """\
given:
  fiscal_start_month: 2
  people: {ann: {currency: EUR, changes: [{from: 2026-04-01, role: manager}]}, bob: {manager: ann}}
  quotas: {sales: [{period: FY2026-Q1, amount: 10}, {from: 2026-05-01, to: 2026-08-01, amount: 20}]}
  parameters: {base_rate: [{from: 2026-01-01, value: 8%}]}
  fx: {EUR/USD: [{from: 2026-01-01, rate: 1.2}]}
cases:
  - case: It holds
    given:
      transactions:
        - {on: 2026-02-01, amount: 10, owner: {ann: 60%, bob: 40%}}
    expect:
      only: true
      earnings: [{payee: ann, period: 2026-02, amount: 1}]
      attainments: [{measure: quarter, attainment: 1%}]
      problems: []
"""
SIGNS = ("", "[", "}", ":", ", ", "'", "%", "&a ", "!!x ", "\n", "\t", "é", "9" * 30)


def _broken(text: str) -> list[str]:
    """The text without each of its lines, and with each sign at many places."""
    lines = text.splitlines(keepends=True)
    without = ["".join(lines[:number] + lines[number + 1 :]) for number in range(len(lines))]
    places = range(0, len(text), 37)
    return without + [text[:place] + sign + text[place + 1 :] for place in places for sign in SIGNS]


def test_a_broken_plan_is_a_plan_or_problems() -> None:
    for text in _broken(PLAN):
        plan, problems = load_plan(text, "broken.yaml")
        if plan is None:
            assert problems, text
        else:
            lint_plan(plan)
            assert render_document(plan).sections


@pytest.mark.parametrize("known", [True, False], ids=["with its plan", "without a plan"])
def test_broken_cases_are_cases_or_problems(known: bool) -> None:
    plans = (seller(),) if known else ()
    for text in _broken(CASES):
        cases, problems = read_cases(text, lambda names: (plans, ()), "broken.cases.yaml")
        assert cases is not None or problems or not known, text
