"""What the page about the plan language shows is true: plans load, cases pass, errors are those it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from attain.cases import CaseFile, read_cases, run_cases
from attain.kernel.problem import Problem
from attain.plans import Plan, load_plan
from tests.conftest import ROOT

PAGE = ROOT / "docs/concepts/plan-language.md"
BLOCK = re.compile(r"^```yaml ?(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@cache
def _blocks() -> tuple[tuple[int, str, str], ...]:
    """Line, what the block is (``plan=…``, ``cases=…``, ``part``, ``fails=…``), and its text."""
    text = PAGE.read_text(encoding="utf-8")
    return tuple(
        (text[: found.start()].count("\n") + 1, found[1], found[2]) for found in BLOCK.finditer(text)
    )


def _of(kind: str) -> Iterator[object]:
    for line, label, text in _blocks():
        if label.split("=")[0] == kind:
            yield pytest.param(label.partition("=")[2], text, id=f"line-{line}")


@cache
def _plan(name: str) -> Plan:
    (text,) = [text for _, label, text in _blocks() if label == f"plan={name}"]
    plan, problems = load_plan(text, name)
    assert plan is not None, problems
    return plan


def _with_part(text: str) -> str:
    """The first plan of the page with the parts of a block in place of its own."""
    whole: dict[str, Any] = yaml.load(_plan("my-plan.yaml").text, yaml.BaseLoader)
    part: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    merged = {**whole, **part}
    if "credits" in part:
        merged["credits"] = {**whole["credits"], **part["credits"]}
    return yaml.safe_dump(merged, sort_keys=False, allow_unicode=True)


def test_every_block_says_what_it_is() -> None:
    kinds = [label.split("=")[0] for _, label, _ in _blocks()]
    assert set(kinds) == {"plan", "cases", "part", "fails"}


@pytest.mark.parametrize(("name", "text"), [*_of("plan")])
def test_a_whole_plan_loads_without_a_problem(name: str, text: str) -> None:
    plan, problems = load_plan(text, name)
    assert plan is not None
    assert not problems


@pytest.mark.parametrize(("name", "text"), [*_of("part")])
def test_a_part_of_a_plan_loads_in_its_place(name: str, text: str) -> None:
    plan, problems = load_plan(_with_part(text), "part.yaml")
    assert plan is not None, "\n".join(map(str, problems))


@pytest.mark.parametrize(("code", "text"), [*_of("fails")])
def test_an_error_is_the_one_that_the_page_names(code: str, text: str) -> None:
    plan, problems = load_plan(_with_part(text), "fails.yaml")
    assert plan is None
    assert [problem.code for problem in problems] == code.split(","), "\n".join(map(str, problems))
    assert problems[0].hint


@pytest.mark.parametrize(("name", "text"), [*_of("cases")])
def test_the_cases_pass(name: str, text: str) -> None:
    cases, problems = read_cases(text, lambda names: ((_plan(name),), ()), "page")
    assert not problems
    assert isinstance(cases, CaseFile)
    assert cases.cases
    for outcome in run_cases(cases):
        assert outcome.passed, "\n".join(map(str, outcome.failures))


def test_a_broken_case_would_be_noticed() -> None:
    (_, _, text), *_ = [block for block in _blocks() if block[1] == "cases=my-plan.yaml"]
    cases, _ = read_cases(text.replace("2400", "2401"), lambda names: ((_plan("my-plan.yaml"),), ()))
    assert cases is not None
    assert not run_cases(cases)[0].passed
    unread, problems = read_cases("cases: {", lambda names: ((), (Problem("x", "y"),)))
    assert unread is None
    assert problems
