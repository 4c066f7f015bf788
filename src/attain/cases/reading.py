"""Reads a document of cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attain.cases.definition import Case, CaseFile
from attain.cases.expectation import read_expected
from attain.cases.field import CASE, DOCUMENT
from attain.cases.given import read_given
from attain.kernel.problem import Problem
from attain.plans import Plan
from attain.plans.document import DocumentNode, ListNode, read_document
from attain.plans.reader import Reader

PlanLoader = Callable[[Sequence[str]], tuple[tuple[Plan, ...], tuple[Problem, ...]]]


def read_cases(text: str, plans: PlanLoader, file: str = "") -> tuple[CaseFile | None, tuple[Problem, ...]]:
    """The cases in a document.

    ``plans`` loads the plans that the document names (no names: the plan that the document stands beside).
    A case that has problems is left out; a plan that cannot be loaded leaves nothing.
    """
    root, problems = read_document(text, file)
    if root is None:
        return None, problems
    reader = Reader()
    nodes = reader.fields(root, DOCUMENT, "a document of cases")
    loaded, found = plans(_plan_names(reader, nodes.get("plan")))
    if not loaded:
        return None, (*reader.problems, *found)
    cases: list[Case] = []
    problems = (*reader.problems, *found)
    for item in reader.items(nodes["cases"], "the list of cases") if "cases" in nodes else ():
        case, found = _case(item, nodes.get("given"), loaded)
        problems += found
        if case is not None:
            cases.append(case)
    return CaseFile(file, loaded, tuple(cases)), problems


def _plan_names(reader: Reader, node: DocumentNode | None) -> list[str]:
    if node is None:
        return []
    items = node.items if isinstance(node, ListNode) else (node,)
    return [reader.text(item) for item in items]


def _case(
    node: DocumentNode, shared: DocumentNode | None, plans: Sequence[Plan]
) -> tuple[Case | None, tuple[Problem, ...]]:
    reader = Reader()
    nodes = reader.fields(node, CASE, "a case")
    given = read_given(reader, shared, nodes.get("given"), plans)
    expected = None
    if given is not None and "expect" in nodes:
        expected = read_expected(reader, nodes["expect"], given)
    sentence = reader.text(nodes.get("case"))
    if reader.problems or given is None or expected is None:
        return None, tuple(dict.fromkeys(reader.problems))
    return Case(sentence, given, expected, node.where), ()
