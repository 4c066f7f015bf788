from __future__ import annotations

from attain.kernel.problem import Location, Problem, ProblemError, Severity, has_errors


def test_a_problem_reads_as_place_code_message_and_hint() -> None:
    problem = Problem("tier-gap", "Tiers leave a gap.", Location("ae.yaml", 12, 5), hint="Close it.")
    assert str(problem) == "ae.yaml:12:5: error tier-gap: Tiers leave a gap. Close it."


def test_a_place_without_file_is_its_line_or_path() -> None:
    assert str(Location(line=3)) == "line 3"
    assert str(Location(path="components.bonus")) == "components.bonus"
    assert str(Location()) == ""


def test_only_errors_stop_the_work() -> None:
    warning = Problem("cap-missing", "No cap.", severity=Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors([warning, Problem("x", "y")])
    assert "cap-missing" in str(ProblemError([warning]))
