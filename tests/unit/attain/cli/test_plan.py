from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attain.cli.main import main
from tests.unit.attain.cases.example import PLAN


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "seller.yaml"
    path.write_text(PLAN)
    return path


def test_a_sound_plan_is_checked_with_0(plan: Path) -> None:
    shown = _run("plan", "check", plan)
    assert shown.exit_code == 0
    assert "note cap-missing" in shown.output
    assert shown.output.rstrip().endswith("seller.yaml: 3 notes"), shown.output
    assert "note" not in _run("plan", "check", plan, "--quiet").output.replace("notes", "")


def test_an_error_shows_its_line_and_ends_with_1(plan: Path) -> None:
    plan.write_text(PLAN.replace("rate: base_rate", "rate: base_rat"))
    shown = _run("plan", "check", plan)
    assert shown.exit_code == 1
    assert f"{plan}:16:70:" in shown.output
    assert "error formula-name-unknown" in shown.output
    assert "hint: Did you mean “base_rate”?" in shown.output
    assert "^" in shown.output
    (problem,) = json.loads(_run("plan", "check", plan, "--json").output)
    assert problem["line"] == 16


def test_a_file_that_is_no_text_is_a_problem(plan: Path) -> None:
    plan.write_bytes(b"\xff\xfe")
    shown = _run("plan", "check", plan)
    assert shown.exit_code == 1
    assert "file-encoding" in shown.output


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert _run("plan", "check", tmp_path / "gone.yaml").exit_code == 2
    assert _run("plan", "check").exit_code == 2


def test_a_plan_is_shown_as_a_document(plan: Path) -> None:
    shown = _run("plan", "show", plan)
    assert shown.exit_code == 0
    assert "1. What counts" in shown.output
    assert json.loads(_run("plan", "show", plan, "--json").output)["title"] == "Seller"
    plan.write_text("plan: x\n")
    assert _run("plan", "show", plan).exit_code == 1


def test_a_curve_is_drawn(plan: Path) -> None:
    shown = _run("plan", "curve", plan, "--component", "commission", "--quota", "1000")
    assert shown.exit_code == 0, shown.output
    assert "   100%           $100.00" in shown.output
    read = json.loads(_run("plan", "curve", plan, "--component", "commission", "--json").output)
    assert read["commission"][0] == {"attainment_e8": 0, "units": 0, "pay_minor": 0}


@pytest.mark.parametrize(
    "wrong", [("--component", "comission"), ("--quota", "0"), ("--quota", "many"), ("--currency", "XXY")]
)
def test_a_curve_of_nothing_is_wrong_usage(plan: Path, wrong: tuple[str, str]) -> None:
    assert _run("plan", "curve", plan, *wrong).exit_code == 2


def test_a_first_case_is_written_once(plan: Path) -> None:
    assert _run("test", "--write", plan).exit_code == 0
    written = plan.with_name("seller.cases.yaml")
    before = written.read_text()
    assert _run("test", "--write", plan).exit_code == 1
    assert written.read_text() == before
    shown = _run("test", plan)
    assert shown.exit_code == 1
    assert "FAIL  One deal in the first month pays what the plan says" in shown.output
    assert "expected 0.00 USD, got 2,000.00 USD" in shown.output
    assert "0 passed, 1 failed (1 file)" in shown.output


def test_cases_pass_fail_and_can_be_chosen(plan: Path) -> None:
    case = "  - {{case: {0}, expect: {{earnings: [{{amount: {1}}}]}}}}\n"
    head = "given: {transactions: [{on: 2026-01-02, amount: 10}]}\ncases:\n"
    plan.with_name("seller.cases.yaml").write_text(
        head + case.format("It holds", 1) + case.format("It breaks", 2)
    )
    shown = _run("test", plan.parent)
    assert shown.exit_code == 1
    assert "pass  It holds" in shown.output
    assert "1 passed, 1 failed (1 file)" in shown.output
    assert _run("test", plan.parent, "-k", "holds").exit_code == 0
    read = json.loads(_run("test", plan.parent, "--json").output)
    assert [one["passed"] for one in read["cases"]] == [True, False]
    assert read["cases"][1]["failures"][0]["got"] == "1.00 USD"


def test_a_folder_without_cases_says_how_to_begin(tmp_path: Path) -> None:
    shown = _run("test", tmp_path)
    assert shown.exit_code == 1
    assert "attain test --write" in shown.output


def test_schemas_are_written_and_checked(tmp_path: Path) -> None:
    assert _run("schema", "--dir", tmp_path, "--check").exit_code == 1
    assert _run("schema", "--dir", tmp_path).exit_code == 0
    assert _run("schema", "--dir", tmp_path, "--check").exit_code == 0
    (tmp_path / "plan.schema.json").write_text("{}")
    assert "out of date" in _run("schema", "--dir", tmp_path, "--check").output


def test_the_differential_counts_cases_and_differences() -> None:
    shown = _run("differential", "--cases", "10", "--seed", "3")
    assert shown.exit_code == 0
    assert shown.output.splitlines()[-1].endswith("cases, 0 differences")


def test_a_large_example_needs_both_sizes(tmp_path: Path) -> None:
    assert _run("example", "--out", tmp_path, "--payees", 10).exit_code == 2
    shown = _run("example", "--out", tmp_path, "--payees", 200, "--transactions", 100)
    assert shown.exit_code == 0, shown.output
    assert "transactions  100 rows" in shown.output
