from __future__ import annotations

import datetime as dt

import pytest

from attain.expressions import (
    Between,
    Binary,
    BooleanLiteral,
    Call,
    DateLiteral,
    IsMissing,
    Membership,
    Name,
    NumberLiteral,
    RateLiteral,
    Span,
    TextLiteral,
    Unary,
    names,
)
from attain.expressions.parser import MAX_DEPTH
from tests.unit.attain.expressions.formula import refused, tree

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10000", NumberLiteral(10000, 0)),
        ("10_000.50", NumberLiteral(100005, 1)),
        (".5", NumberLiteral(5, 1)),
        ("12.5%", RateLiteral(12_500_000)),
        ("10 %", RateLiteral(10_000_000)),
        ('"say ""new"""', TextLiteral('say "new"')),
        ("'it''s'", TextLiteral("it's")),
        ("2026-01-31", DateLiteral(dt.date(2026, 1, 31))),
        ("TRUE", BooleanLiteral(True)),
        ("product.category", Name("product.category")),
    ],
)
def test_a_value_is_read(text: str, expected: object) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("-a * b", Binary("*", Unary("-", A), B)),
        ("a - -b", Binary("-", A, Unary("-", B))),
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("not a = b", Unary("not", Binary("=", A, B))),
        ("not a and b", Binary("and", Unary("not", A), B)),
        ("a + b > c", Binary(">", Binary("+", A, B), C)),
        ("a <> b", Binary("!=", A, B)),
        ("a between b and c and a", Binary("and", Between(A, B, C), A)),
        ("a not in (b, c)", Membership(A, (B, C), True)),
        ("a is not missing or b", Binary("or", IsMissing(A, True), B)),
        ("IF(a AND b, c, -1)", Call("if", (Binary("and", A, B), C, Unary("-", NumberLiteral(1, 0))))),
        ("(a = b) = c", Binary("=", Binary("=", A, B), C)),
    ],
)
def test_operators_bind_as_in_a_spreadsheet(text: str, expected: object) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "formula-empty", 11),
        ("a +", "formula-syntax", 14),
        ("a b", "formula-syntax", 13),
        ("(a", "formula-syntax", 13),
        ("a)", "formula-syntax", 12),
        ("a in b", "formula-syntax", 16),
        ("a in ()", "formula-list-empty", 17),
        ("a between b", "formula-syntax", 22),
        ("a not b", "formula-syntax", 17),
        ("a < b < c", "formula-chained", 17),
        ("a == b", "formula-sign-unknown", 13),
        ("a && b", "formula-sign-unknown", 13),
        ("a ** b", "formula-sign-unknown", 13),
        ("$500", "formula-sign-unknown", 11),
        ("10k", "formula-number-invalid", 11),
        ("1.2.3", "formula-number-invalid", 11),
        ("0.123456789", "formula-number-invalid", 11),
        ("9" * 50, "formula-number-invalid", 11),
        ("10,000", "formula-syntax", 13),
        ("2026-02-30", "formula-date-invalid", 11),
        ('a = "open', "formula-text-open", 15),
        ("“new”", "formula-sign-unknown", 11),
        ("a\u0000", "formula-sign-unknown", 12),
        ("__import__('os')[0]", "formula-sign-unknown", 27),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, code: str, column: int) -> None:
    problem = refused(text)
    assert (problem.code, problem.where.line, problem.where.column) == (code, 7, column)
    assert problem.where.file == "plan.yaml"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a == b", "Write = to compare."),
        ("10,000", "Write thousands without a comma: 10000 or 10_000."),
        ("deal type", "Join “deal” and “type” with an operator; names have no spaces."),
        ("a => b", "The comparisons are =, !=, <, <=, > and >=."),
        ("$500", "Write amounts without a currency sign: 2500."),
        (
            "if(a > 1",
            "Close the parenthesis. "
            "Between { and } of YAML, a formula with commas stands in quotes as a whole.",
        ),
        ("1 < a < 5", "Write x between low and high, or join two comparisons with and."),
    ],
)
def test_a_common_slip_gets_its_own_hint(text: str, hint: str) -> None:
    assert refused(text).hint == hint


def test_a_problem_on_a_later_line_names_that_line() -> None:
    problem = refused('a = "new"\n  and b ==')
    assert (problem.where.line, problem.where.column) == (8, 9)


def test_a_node_knows_where_it_stands() -> None:
    root = tree("abc + if(x, 1, 2)")
    assert isinstance(root, Binary)
    assert (root.span, root.left.span, root.right.span) == (Span(0, 17), Span(0, 3), Span(6, 17))


def test_the_names_of_a_formula_are_found() -> None:
    assert names(tree("if(a > 1, b.c, min(a, d)) in (e)")) == {"a", "b.c", "d", "e"}


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "a" + " + a" * 400,
        "a" + " + a" * (MAX_DEPTH + 1),
        "not " * 200 + "a",
        "-" * 400 + "a",
        "if(" * 200,
        "a in (" * 200,
        "9" * 100_000,
        '"' + "x" * 100_000,
    ],
)
def test_what_is_too_long_or_too_deep_is_refused(text: str) -> None:
    assert refused(text).code in {"formula-too-long", "formula-too-deep", "formula-number-invalid"}


def test_a_formula_of_the_greatest_depth_is_read() -> None:
    assert tree("a" + " + a" * (MAX_DEPTH - 1))
    assert tree("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1)) == A
