"""Every example plan is sound and pays what its cases, and the published sources, say."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from attain.cases import find_case_files, read_case_file, run_case
from attain.kernel.problem import has_errors
from attain.plans import load_plan
from attain.plans.lint import lint_plan
from tests.conftest import ROOT, SHARED

EXAMPLES = ROOT / "examples"
CASE_FILES = find_case_files([EXAMPLES])
PLAN_FILES = [
    path
    for folder in ("published", "company/plans")
    for path in sorted((EXAMPLES / folder).glob("*.yaml"))
    if not path.name.endswith(".cases.yaml")
]
PUBLISHED = {
    "A01": "flat-rate",
    "B03": "gross-profit-tiers",
    "B08": "year-to-date-tiers",
    "B12": "declining-minimum",
    "B15": "step-rates",
    "B17": "tie-goes-up",
    "C02": "monthly-cap",
    "D01": "accelerator",
    "D03": "payout-curve",
    "G01": "split-deal",
    "G04": "team-manager",
    "H02": "paid-on-cash",
}
# What the source states of an input or as a rate rather than as pay.
NOT_PAY = {("B17", "3")}


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.name.removesuffix(".cases.yaml"))
def test_an_example_pays_what_its_cases_say(path: Path) -> None:
    cases, problems = read_case_file(path)
    assert cases is not None, problems
    assert not has_errors(problems)
    assert cases.cases
    for case in cases.cases:
        outcome = run_case(case)
        assert outcome.passed, "\n".join([case.sentence, *map(str, outcome.failures)])


@pytest.mark.parametrize("path", PLAN_FILES, ids=lambda path: path.stem)
def test_an_example_plan_is_sound(path: Path) -> None:
    plan, problems = load_plan(path.read_text(encoding="utf-8"), path.name)
    assert plan is not None
    assert not problems
    assert not has_errors(lint_plan(plan))


@pytest.mark.parametrize("example_id", PUBLISHED)
def test_a_published_figure_stands_in_the_cases(example_id: str) -> None:
    source = SHARED / "cases/published_examples.json"
    if not source.is_file():
        pytest.skip("there is no folder shared/cases beside the checkout")
    examples = {one["id"]: one for one in json.loads(source.read_text(encoding="utf-8"))["examples"]}
    text = (EXAMPLES / f"published/{PUBLISHED[example_id]}.cases.yaml").read_text(encoding="utf-8")
    amounts = {Decimal(found) for found in re.findall(r"amount: (-?[\d.]+)", text)}
    for case in examples[example_id]["cases"]:
        if (example_id, case["published"]) not in NOT_PAY:
            assert Decimal(case["published"]) in amounts, case["input"]
