from __future__ import annotations

import pytest
from hypothesis import given, settings

from attain.expressions import Expression, Node, parse, render, words
from attain.expressions.lexer import MAX_TOKENS
from tests.unit.attain.expressions.formula import TREES, tree


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a+b*c", "a + b * c"),
        ("((a))+(b)", "a + b"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)", "a - (b - c)"),
        ("not(a=b)", "not a = b"),
        ("(not a) = b", "(not a) = b"),
        ("(a=b)=c", "(a = b) = c"),
        ("IF(a,'x''y',10.50 %)", 'if(a, "x\'y", 10.5%)'),
        ("a NOT IN('x')", 'a not in ("x")'),
        ("a not between 1 and 2", "a not between 1 and 2"),
        ("a IS NOT MISSING", "a is not missing"),
        ("-(a+b)", "-(a + b)"),
        ("TRUE", "true"),
        ("2026-01-31", "2026-01-31"),
    ],
)
def test_a_formula_has_one_canonical_text(text: str, canonical: str) -> None:
    assert render(tree(text)) == canonical


@given(TREES)
@settings(max_examples=300)
def test_canonical_text_is_read_as_the_same_tree(root: Node) -> None:
    text = render(root)
    parsed = parse(text)
    if isinstance(parsed, tuple):
        assert parsed[0].code == "formula-too-long", text
        assert len(text) > MAX_TOKENS
    else:
        assert parsed == Expression(root)
        assert render(parsed) == text


@given(TREES)
@settings(max_examples=100)
def test_every_formula_can_be_said_in_words(root: Node) -> None:
    assert words(root)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            'deal_type in ("new", "expansion") and product.category != "Services"',
            "deal type is “new” or “expansion” and product category is not “Services”",
        ),
        ("amount - cost", "amount minus cost"),
        ("amount - coalesce(cost, 0)", "amount minus (cost, or 0 where it is missing)"),
        ("max(min(a, 3) * 1%, a - 3)", "the larger of ((the smaller of a and 3) times 1%) and (a minus 3)"),
        ("(amount - cost) * 5%", "(amount minus cost) times 5%"),
        ("a - (b - c)", "a minus (b minus c)"),
        ("amount >= 10000", "amount is at least 10,000"),
        ("a not in (1, 2)", "a is neither 1 nor 2"),
        ("a between 1 and 2", "a is between 1 and 2"),
        ("a is not missing", "a is known"),
        ("-a", "minus a"),
        ("not (a and b)", "not (a and b)"),
        ("if(a > 1, 10%, 8%)", "10% if a is more than 1, otherwise 8%"),
        ("case(a > 1, 10%, a > 0, 9%, 8%)", "10% if a is more than 1, 9% if a is more than 0, otherwise 8%"),
        ("min(a, b, c)", "the smallest of a, b and c"),
        ("min(a, 5000)", "the smaller of a and 5,000"),
        ("unheard(a, 1)", "unheard(a, 1)"),
        ("starts_on < 2026-01-01 or true", "starts on is less than 1 Jan 2026 or yes"),
    ],
)
def test_a_formula_reads_as_a_phrase(text: str, phrase: str) -> None:
    assert words(tree(text)) == phrase


def test_a_name_may_have_words_of_its_own() -> None:
    assert words(tree("base_rate * amount"), {"base_rate": "your base rate"}) == "your base rate times amount"
