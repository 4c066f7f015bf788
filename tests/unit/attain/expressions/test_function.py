from __future__ import annotations

import pytest

from attain.expressions import BOOLEAN, FUNCTIONS, INTEGER, QUANTITY, RATE, TEXT, Type, money
from tests.unit.attain.expressions.formula import problems, typed

AMOUNT = money("source")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if(term_months >= 24, 10%, base_rate)", RATE),
        ("if(true, amount, 0)", AMOUNT),
        ("if(true, 0, amount * 5%)", AMOUNT.at_scale(8)),
        ("case(amount > 1, 12%, quantity > 2, 10%, 8%)", RATE),
        ("case(true, 1, 2.5)", INTEGER.at_scale(1)),
        ("coalesce(cost, 0)", AMOUNT),
        ("coalesce(quantity, term_months)", QUANTITY),
        ("min(amount, cost, 5000)", AMOUNT),
        ("max(quantity, 1)", QUANTITY),
        ("abs(amount)", AMOUNT),
        ("round(term_months / 12, 2)", INTEGER.at_scale(2)),
        ("round(amount * 5%)", AMOUNT),
        ('round(amount * 5%, 0, "up")', AMOUNT),
        ("round(base_rate, 4)", RATE.at_scale(4)),
        ("round(term_months, 4)", INTEGER),
        ("floor(quantity / 10)", QUANTITY.at_scale(0)),
        ("ceiling(amount / 12, 2)", AMOUNT),
        ("year(starts_on) - month(occurred_on)", INTEGER),
        ("days_between(occurred_on, starts_on)", INTEGER),
        ("lower(kind)", TEXT),
        ('starts_with(product_id, "HW") and contains(product.name, "Bank")', BOOLEAN),
    ],
)
def test_a_call_has_the_type_of_its_result(text: str, expected: Type) -> None:
    assert typed(text).type == expected


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("eval(1)", "formula-function-unknown", "There is no function “eval”"),
        ("amount(1)", "formula-function-unknown", "There is no function “amount”"),
        ("if(true, 1)", "formula-arguments", "takes 3 arguments, not 2"),
        ("abs()", "formula-arguments", "takes 1 argument, not 0"),
        ("min(1)", "formula-arguments", "takes at least 2 arguments, not 1"),
        ('round(1, 2, "up", 4)', "formula-arguments", "takes 1 to 3 arguments, not 4"),
        ("if(1, 2, 3)", "formula-arguments", "argument 1 must be a condition"),
        ("case(true, 1, 2, 3)", "formula-arguments", "pairs of condition and value"),
        ("case(1, 1, 2)", "formula-arguments", "argument 1 must be a condition"),
        ("if(true, amount, base_rate)", "formula-types", "cannot be mixed with"),
        ("min(amount, bonus)", "formula-types", "the plan's currency"),
        ('min(kind, "x")', "formula-arguments", "compares numbers, money or dates"),
        ("abs(kind)", "formula-arguments", "takes a number, not text"),
        ("round(kind)", "formula-arguments", "takes a number, not text"),
        ("round(amount, term_months)", "formula-arguments", "must be written out"),
        ("round(amount, 9)", "formula-arguments", "must be written out"),
        ('round(amount, 2, "nearest")', "formula-arguments", "the mode must be one of"),
        ("year(kind)", "formula-arguments", "argument 1 must be a date"),
        ("contains(kind, 1)", "formula-arguments", "argument 2 must be text"),
        ("lower(unheard)", "formula-name-unknown", "unheard"),
    ],
)
def test_a_call_that_cannot_be_is_refused(text: str, code: str, part: str) -> None:
    (problem,) = problems(text)
    assert problem.code == code
    assert part in problem.message


def test_a_misspelt_function_is_recognised() -> None:
    (problem,) = problems("roud(1)")
    assert problem.hint == "Did you mean “round”?"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_of_each_function_fits_a_transaction(name: str) -> None:
    function = FUNCTIONS[name]
    assert function.signature.startswith(f"{name}(")
    assert name in function.example
    if "account." not in function.example:
        assert typed(function.example)
