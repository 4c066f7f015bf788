"""A formula is text from anyone: whatever it says, it is read quickly and does nothing."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attain.expressions import FUNCTIONS, Expression, Node, Typed, check, parse
from attain.expressions.lexer import KEYWORDS
from attain.kernel.problem import Problem
from tests.conftest import ROOT
from tests.unit.attain.expressions.formula import SCOPE, TREES

PIECES = st.sampled_from(
    [
        *FUNCTIONS,
        *KEYWORDS,
        *"+-*/=<>(),.%\"' \n",
        "!=",
        "<>",
        "1",
        "2.5",
        "10%",
        "2026-01-31",
        "amount",
        "kind",
        "é",
        "__class__",
    ]
)
ATTACKS = (
    "__import__('os').system('true')",
    "open('/etc/passwd')",
    "amount.__class__.__mro__",
    "().__class__.__bases__[0].__subclasses__()",
    "lambda: 0",
    "(:= 1)",
    "{0.__class__}",
    "%s %n",
    "'; DROP TABLE transactions; --",
    "1; import socket",
    'exec("import subprocess")',
    'contains(kind, "(a+)+$")',
    "(" * 1999,
    "9" * 2000,
    "1e9999999",
    "\x00\u202e\ud800",
)


def _outcome(text: str) -> Typed | tuple[Problem, ...]:
    parsed = parse(text)
    return check(parsed, SCOPE) if isinstance(parsed, Expression) else parsed


LISTS = st.lists(PIECES, max_size=25)


@given(st.one_of(st.text(max_size=60), LISTS.map(" ".join), LISTS.map("".join)))
@settings(max_examples=600)
def test_any_text_gives_a_formula_or_problems(text: str) -> None:
    outcome = _outcome(text)
    assert isinstance(outcome, Typed) or (outcome and all(isinstance(one, Problem) for one in outcome))


@given(TREES)
@settings(max_examples=300)
def test_any_tree_has_types_or_problems(root: Node) -> None:
    outcome = check(Expression(root, "x"), SCOPE)
    assert isinstance(outcome, Typed) or outcome


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_is_a_problem(text: str) -> None:
    outcome = _outcome(text)
    if text.startswith("contains"):
        assert isinstance(outcome, Typed), "a pattern is only text"
    else:
        assert isinstance(outcome, tuple)


HUGE = (*(sign * 10**6 for sign in ("(", "a+", '"', " ")), "1" * 2000, "if(" * 600)


@pytest.mark.parametrize("text", HUGE)
def test_a_huge_formula_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    assert isinstance(parse(text), tuple)
    assert time.perf_counter() - began < 0.5


PROGRAM = """
import sys
from attain.expressions import parse, check, render, words, Expression
from tests.unit.attain.expressions.formula import SCOPE
from tests.unit.attain.expressions.test_hostile import ATTACKS
texts = [*ATTACKS, "amont", "if(kind = 'bookng', 1, 2)", "2026-02-31", "min(amount, 500) > cost", "roud(1)"]
for text in texts:
    parsed = parse(text)
    if isinstance(parsed, Expression):
        check(parsed, SCOPE)
seen = []
sys.addaudithook(lambda event, arguments: seen.append(event))
for text in texts:
    parsed = parse(text)
    if isinstance(parsed, Expression):
        check(parsed, SCOPE)
        render(parsed)
        words(parsed)
found = sorted(set(seen) - {"builtins.id"})
open("/dev/null").close()
print(found, "open" in seen)
"""


def test_no_file_import_process_or_network_event_comes_out_of_a_formula() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={"PYTHONPATH": "src:."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[] True", done.stderr
