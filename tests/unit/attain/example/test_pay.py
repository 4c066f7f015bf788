"""The company's plans, calculated on its tables: realistic attainment, one known problem, cases that pass."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest

from attain.cases.file import find_case_files, read_case_file
from attain.cases.run import run_cases
from attain.engine import Calculation, CalculationInput, calculate
from attain.example import ExampleCompany
from attain.example.resource import company_folder
from attain.kernel.period import FiscalCalendar, Period
from attain.plans import load_plan

TABLES = (
    "people", "positions", "assignments", "accounts", "products", "transactions", "splits", "quotas",
    "parameters", "fx_rates",
)  # fmt: skip


@pytest.fixture(scope="session")
def calculation(company: ExampleCompany) -> Calculation:
    plans = [load_plan(plan.text, plan.file)[0] for plan in company.plans]
    calendar = FiscalCalendar()
    through = calendar.parse("2026-11")
    assert isinstance(through, Period)
    tables = {name: company.tables[name] for name in TABLES}
    return calculate(
        CalculationInput(tables, tuple(plan for plan in plans if plan), calendar, company.start, through)
    )


def test_every_plan_of_a_seat_has_a_text(company: ExampleCompany) -> None:
    seats = {row["plan_id"] for row in company.tables["positions"].to_pylist()} - {None}
    assert seats == {plan.plan_id for plan in company.plans}
    for plan in company.plans:
        loaded, problems = load_plan(plan.text, plan.file)
        assert loaded is not None
        assert problems == ()
        assert plan.cases_text


@pytest.mark.parametrize(
    "path",
    find_case_files([company_folder() / "plans"]),
    ids=lambda path: path.name.removesuffix(".cases.yaml"),
)
def test_the_cases_of_a_plan_pass(path: Path) -> None:
    file, problems = read_case_file(path)
    assert problems == ()
    assert file is not None
    failed = {outcome.case.sentence: outcome.failures for outcome in run_cases(file) if not outcome.passed}
    assert not failed


def test_the_only_problem_is_credit_for_people_who_had_left(
    company: ExampleCompany, calculation: Calculation
) -> None:
    left = {row["person_id"] for row in company.tables["people"].to_pylist() if row["left_on"]}
    assert {problem.code for problem in calculation.problems} == {"position-missing"}
    assert {problem.subject for problem in calculation.problems} <= left


def test_attainment_is_spread_like_real_life(calculation: Calculation) -> None:
    """Of account executives by the end of October, against the quota of the year until then (about 79 %)."""
    rows = [
        row["attainment"] / 1e8 / 0.79
        for row in calculation.attainments.to_pylist()
        if row["plan_id"] == "account-executive" and row["period"] == "FY2026" and row["month"] == "2026-10"
    ]
    assert 0.75 < statistics.median(rows) < 1.0
    assert sum(one > 1.3 for one in rows) >= 2
    assert sum(one < 0.5 for one in rows) >= 2


def test_every_component_pays_and_a_cap_binds(company: ExampleCompany, calculation: Calculation) -> None:
    earnings: list[dict[str, Any]] = calculation.earnings.to_pylist()
    paid = {(row["plan_id"], row["component"]) for row in earnings}
    plans = [load_plan(plan.text, plan.file)[0] for plan in company.plans]
    assert paid == {(plan.plan_id, one.name) for plan in plans if plan for one in plan.components}
    assert {row["line_kind"] for row in earnings} >= {"commission", "bonus", "true-up", "cap"}


def test_the_demo_rep_earns_in_the_months_of_the_story(
    company: ExampleCompany, calculation: Calculation
) -> None:
    rep = company.users[0].person_id
    months = {row["period"] for row in calculation.earnings.to_pylist() if row["person_id"] == rep}
    assert {"2026-09", "2026-10"} <= months
