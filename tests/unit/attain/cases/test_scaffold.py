from __future__ import annotations

from pathlib import Path

import pytest

from attain.cases import cases_beside, find_case_files, read_case_file, read_cases, run_cases, scaffold
from attain.plans import load_plan
from tests.conftest import ROOT
from tests.unit.attain.cases.example import PLAN, seller

PLANS = [path for path in sorted((ROOT / "examples").rglob("plans/*.yaml")) if ".cases." not in path.name]
PLANS += [path for path in sorted((ROOT / "examples/published").glob("*.yaml")) if ".cases." not in path.name]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_scaffold_is_read_and_runs_for_every_example_plan(path: Path) -> None:
    plan, _ = load_plan(path.read_text(encoding="utf-8"), path.name)
    assert plan is not None
    cases, problems = read_cases(scaffold(plan), lambda names: ((plan,), ()))
    assert cases is not None
    assert not problems, problems
    assert run_cases(cases)


def test_a_scaffold_fails_until_it_says_what_is_right() -> None:
    cases, _ = read_cases(scaffold(seller()), lambda names: ((seller(),), ()))
    assert cases is not None
    (outcome,) = run_cases(cases)
    assert not outcome.passed


def test_the_first_case_of_a_roll_up_plan_pays_the_manager_of_a_seller() -> None:
    text = """\
plan: lead
title: Team lead
version: "1"
effective: {from: 2026-01-01}
credits:
  team: {title: Team, of: [booking], to: {roll_up: [owner]}}
measures:
  year: {title: Year, sum: team, over: year, quota: team}
components:
  tiers: {kind: tiered-commission, measure: year, table: {by: attainment, tiers: [{rate: 2%}]}}
"""
    plan, problems = load_plan(text, "lead.yaml")
    assert plan is not None, problems
    right = scaffold(plan).replace("amount: 0}", "payee: lead, amount: 200}")  # 10,000 × 2 %
    cases, problems = read_cases(right, lambda names: ((plan,), ()))
    assert cases is not None, problems
    (outcome,) = run_cases(cases)
    assert outcome.passed, outcome.failures


def test_case_files_are_found_beside_plans_and_below_folders(tmp_path: Path) -> None:
    plan = tmp_path / "deep" / "seller.yaml"
    plan.parent.mkdir()
    plan.write_text(PLAN)
    assert find_case_files([plan, tmp_path]) == []
    cases_beside(plan).write_text(scaffold(seller()))
    assert find_case_files([plan]) == find_case_files([tmp_path]) == [cases_beside(plan)]
    read, problems = read_case_file(cases_beside(plan))
    assert read is not None
    assert not problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("plan: gone.yaml\ncases: []\n", "file-unreadable"),
        ("plan: broken.yaml\ncases: []\n", "field-missing"),
    ],
)
def test_a_plan_that_cannot_be_read_is_a_problem_of_its_cases(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "broken.yaml").write_text("plan: x\n")
    (tmp_path / "x.cases.yaml").write_text(text)
    cases, problems = read_case_file(tmp_path / "x.cases.yaml")
    assert cases is None
    assert code in {problem.code for problem in problems}


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.cases.yaml").write_bytes(b"\xff\xfe\xff")
    assert read_case_file(tmp_path / "x.cases.yaml")[1][0].code == "file-encoding"
    assert read_case_file(tmp_path / "gone.cases.yaml")[1][0].code == "file-unreadable"
