from __future__ import annotations

import pytest

from attain.plans.document import ListNode, MappingNode, TextNode, read_document


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "document-empty"),
        ("a: &x 1\nb: *x\n", "yaml-anchor"),
        ("a: !!python/object:os.system x\n", "yaml-tag"),
        ("a: 1\n---\nb: 2\n", "document-multiple"),
        ("a: [1, 2\n", "yaml-invalid"),
        ("a: \x07\n", "yaml-invalid"),
        ("? [a]\n: 1\n", "yaml-key"),
        ("a: 1\na: 2\n", "key-duplicate"),
        ("[" * 30 + "]" * 30, "document-too-deep"),
        ("[" + "1," * 60_000 + "]", "document-too-large"),
        ("#" * 1_000_001, "document-too-large"),
    ],
)
def test_what_is_no_plain_document_is_refused(text: str, code: str) -> None:
    root, problems = read_document(text, "plan.yaml")
    assert root is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].where.file == "plan.yaml"


def test_every_scalar_stays_the_text_that_was_written() -> None:
    root, problems = read_document("a: no\nb: [1.10, 2026-01-01, 8%, '~', ~]\n")
    assert problems == ()
    assert isinstance(root, MappingNode)
    first, second = root.get("a"), root.get("b")
    assert isinstance(first, TextNode)
    assert isinstance(second, ListNode)
    assert first.text == "no"
    assert [item.text for item in second.items if isinstance(item, TextNode)] == [
        "1.10",
        "2026-01-01",
        "8%",
        "~",
        "~",
    ]
    assert [item.is_empty for item in second.items if isinstance(item, TextNode)] == [False] * 4 + [True]


def test_a_node_knows_its_place_and_its_path() -> None:
    root, _ = read_document("a:\n  b:\n    - x\n", "plan.yaml")
    assert isinstance(root, MappingNode)
    inner = root.get("a")
    assert isinstance(inner, MappingNode)
    (item,) = inner.entries[0].value.items  # type: ignore[union-attr]
    assert (str(item.where), item.where.path) == ("plan.yaml:3:7", "a.b.1")
