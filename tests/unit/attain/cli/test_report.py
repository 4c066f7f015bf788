from __future__ import annotations

import json
from pathlib import Path

import pytest

from attain.cli.report import count_words, finish, problem_text, report
from attain.kernel.problem import Location, Problem, Severity


def _problem(file: str, line: int | None = 2, column: int | None = 7) -> Problem:
    return Problem("name-unknown", "“b” is not a name.", Location(file, line, column), "Did you mean “a”?")


def test_a_problem_shows_its_line_with_a_caret(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("a: 1\nrate: b\n")
    assert problem_text(_problem(str(file))) == "\n".join(
        [
            f"{file}:2:7: \x1b[31m\x1b[1merror name-unknown:\x1b[0m “b” is not a name.",
            "    rate: b",
            "          \x1b[31m^\x1b[0m",
            "    hint: Did you mean “a”?",
        ]
    )


@pytest.mark.parametrize("line", [None, 0, 99])
def test_a_problem_without_a_line_shows_none(tmp_path: Path, line: int | None) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("a: 1\nrate: b\n")
    assert "rate: b" not in problem_text(_problem(str(file), line))


def test_a_problem_of_a_file_that_is_gone_is_told_all_the_same(tmp_path: Path) -> None:
    assert "is not a name" in problem_text(_problem(str(tmp_path / "gone.yaml")))


def test_programs_read_problems_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    report([_problem("p.yaml")], as_json=True)
    (read,) = json.loads(capsys.readouterr().out)
    assert (read["code"], read["line"], read["severity"]) == ("name-unknown", 2, "error")


def test_only_errors_make_a_command_fail() -> None:
    finish([Problem("x", "Odd.", severity=Severity.WARNING)])
    with pytest.raises(SystemExit) as stop:
        finish([_problem("p.yaml")])
    assert stop.value.code == 1


def test_problems_are_counted_in_words() -> None:
    note = Problem("x", "Odd.", severity=Severity.NOTE)
    assert count_words([]) == "no problems"
    assert count_words([_problem("p"), _problem("p"), note]) == "2 errors, 1 note"
