from __future__ import annotations

import pytest

from attain.expressions import (
    BOOLEAN,
    DATE,
    INTEGER,
    QUANTITY,
    RATE,
    TEXT,
    Expression,
    Kind,
    Named,
    Type,
    Typed,
    check,
    children,
    money,
)
from tests.unit.attain.expressions.formula import SCOPE, problems, tree, typed

AMOUNT = money("source")
NUMBER = Type(Kind.NUMBER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount", AMOUNT),
        ("amount - cost", AMOUNT),
        ("-amount", AMOUNT),
        ("amount * base_rate", AMOUNT.at_scale(8)),
        ("10% * amount", AMOUNT.at_scale(8)),
        ("amount * 1.25", AMOUNT.at_scale(2)),
        ("amount * quantity", AMOUNT.at_scale(4)),
        ("amount / 12", AMOUNT.at_scale(8)),
        ("amount / cost", RATE),
        ("quantity / units", RATE),
        ("term_months / 12", NUMBER.at_scale(8)),
        ("base_rate + 1%", RATE),
        ("base_rate * 2", RATE),
        ("base_rate / 2", RATE),
        ("base_rate * base_rate", Type(Kind.RATE, 16)),
        ("quantity - 5", QUANTITY),
        ("quantity + term_months", QUANTITY),
        ("term_months * 2.5", NUMBER.at_scale(1)),
        ("12", INTEGER),
        ("occurred_on", DATE),
        ("kind", TEXT),
        ('deal_type in ("new", "renewal")', BOOLEAN),
        ("amount between 100 and 200", BOOLEAN),
        ("quantity is missing", BOOLEAN),
        ("not (amount > 0) or true", BOOLEAN),
        ('starts_on >= 2026-01-01 and product.category != "Services"', BOOLEAN),
    ],
)
def test_a_formula_has_the_type_of_what_it_computes(text: str, expected: Type) -> None:
    assert typed(text).type == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount > 10000", AMOUNT),
        ("10000 < amount", AMOUNT),
        ("amount in (0, 10000)", AMOUNT),
        ("quantity >= 5", QUANTITY.at_scale(0)),
        ("base_rate > 0", RATE.at_scale(0)),
        ("amount > -99.5", AMOUNT.at_scale(1)),
        ("min(bonus, 250)", money("plan")),
    ],
)
def test_a_plain_number_takes_the_unit_of_what_it_meets(text: str, expected: Type) -> None:
    assert expected in {part.type for part in typed(text).parts}


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("amont", "formula-name-unknown", 11),
        ("amount + unheard", "formula-name-unknown", 20),
        ("amount + base_rate", "formula-types", 11),
        ("amount + term_months", "formula-types", 11),
        ("base_rate > 1.2", "formula-types", 11),
        ("base_rate + 2", "formula-types", 11),
        ("amount * cost", "formula-types", 11),
        ("quantity * quantity", "formula-types", 11),
        ("term_months / amount", "formula-types", 11),
        ("amount + bonus", "formula-currencies", 11),
        ("amount > bonus", "formula-currencies", 11),
        ("amount / bonus", "formula-currencies", 11),
        ("amount > product.list_price", "formula-currencies", 11),
        ("kind + 1", "formula-types", 11),
        ("occurred_on - starts_on", "formula-types", 11),
        ('kind < "x"', "formula-types", 11),
        ('amount = "100"', "formula-types", 11),
        ("kind in (1)", "formula-types", 20),
        ('occurred_on > "2026-01-01"', "formula-types", 11),
        ("-kind", "formula-types", 11),
        ("not amount", "formula-types", 15),
        ("amount and true", "formula-types", 11),
        ('deal_type = "nwe"', "formula-choice-unknown", 23),
        ("base_rate * base_rate * base_rate * base_rate", "formula-too-fine", 11),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(text: str, code: str, column: int) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.where.line, problem.where.column) == (code, 7, column)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("amont", "Did you mean “amount”?"),
        ("product.catgory", "Did you mean “product.category”?"),
        ("case", "It is a function: case(condition, value, condition, value, …, otherwise)."),
        ("amount + base_rate", "multiply it with an amount"),
        ("base_rate > 1.2", "120% instead of 1.2"),
        ('deal_type = "nwe"', "Did you mean “new”?"),
        ('deal_type = "zzz"', "Possible values: expansion, new and renewal."),
        ("occurred_on - starts_on", "days_between"),
        ("amount", "="),
    ],
)
def test_a_hint_says_what_to_write(text: str, hint: str) -> None:
    (problem,) = problems(text if text != "amount" else "not amount")
    assert hint in problem.hint


def test_every_mistake_is_told_once_and_all_at_once() -> None:
    found = problems('unheard + 1 > 2 and deal_type = "nwe" or foo(3)')
    assert [problem.code for problem in found] == [
        "formula-name-unknown",
        "formula-choice-unknown",
        "formula-function-unknown",
    ]


def test_the_place_may_want_a_type() -> None:
    assert typed("120", money("plan")).type == money("plan")
    assert typed("base_rate * 2", RATE).type == RATE
    assert typed("5", QUANTITY).type.kind is Kind.QUANTITY
    assert typed("0", RATE).type.kind is Kind.RATE
    assert typed("if(amount > 5000, 10, -5.55)", money("plan")).type == money("plan", 2)
    assert typed("bonus + max(10, case(true, 1, 2))").type == money("plan")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.08", RATE),
        ("amount", RATE),
        ("amount", money("plan")),
        ("amount", BOOLEAN),
        ("kind", money("plan")),
        ("true", AMOUNT),
    ],
)
def test_a_result_of_another_type_is_refused(text: str, expected: Type) -> None:
    (problem,) = problems(text, expected)
    assert problem.code == "formula-result"


def test_the_typed_tree_has_the_shape_of_the_tree() -> None:
    root = typed('if(amount > 1 and kind in ("booking"), -amount, round(cost * 5%, 2))')
    stack = [root]
    while stack:
        part = stack.pop()
        assert tuple(inner.node for inner in part.parts) == children(part.node)
        stack.extend(part.parts)


def test_a_scope_can_take_more_names() -> None:
    more = SCOPE.with_names({"kicker": Named(RATE), "amount": Named(RATE)})
    checked = check(Expression(tree("kicker + amount")), more)
    assert isinstance(checked, Typed)
    assert checked.type == RATE
    assert "kicker" not in SCOPE.names


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("kind(1)", "“kind” is a name, not a function."),
        ("amount + quantity", "Multiply the quantity with a price."),
        ("kind / 2", "Text stands in quotes"),
        ("2 / amount", "Divide money by money, or anything by a number."),
        ("occurred_on = 5", "Dates are written as 2026-01-31, without quotes."),
        ("true = 1", ""),
    ],
)
def test_a_hint_fits_the_kinds_that_meet(text: str, hint: str) -> None:
    (problem,) = problems(text)
    assert hint in problem.hint


@pytest.mark.parametrize(("text", "meant"), [("0.08", "8%"), ("8", "8%"), ("0.125", "12.5%"), ("0.5", "50%")])
def test_a_number_that_should_be_a_rate_is_written_out(text: str, meant: str) -> None:
    (problem,) = problems(text, RATE)
    assert problem.hint.startswith(f"Write {meant},")
