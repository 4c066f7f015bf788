"""Formulas for the tests of the formula language: a scope like that of a plan, and generated trees."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from attain.expressions import (
    QUANTITY,
    RATE,
    Between,
    Binary,
    BooleanLiteral,
    Call,
    DateLiteral,
    Expression,
    IsMissing,
    Membership,
    Name,
    Named,
    Node,
    NumberLiteral,
    RateLiteral,
    Scope,
    TextLiteral,
    Type,
    Typed,
    Unary,
    check,
    fields_of,
    money,
    parse,
)
from attain.kernel.problem import Location, Problem
from attain.tables import FACT_TABLES, RECORD_TABLES

SCOPE = Scope(
    {
        **fields_of(FACT_TABLES["transactions"]),
        **fields_of(RECORD_TABLES["products"], prefix="product.", currency="product"),
        "base_rate": Named(RATE, "base rate"),
        "bonus": Named(money("plan"), "bonus"),
        "units": Named(QUANTITY, "units"),
    },
    "a transaction",
)
WHERE = Location("plan.yaml", 7, 11)


def tree(text: str) -> Node:
    """The tree of a formula that is well formed."""
    parsed = parse(text, WHERE)
    assert isinstance(parsed, Expression), parsed
    return parsed.root


def refused(text: str) -> Problem:
    """The one problem of a text that is no formula."""
    parsed = parse(text, WHERE)
    assert isinstance(parsed, tuple)
    (problem,) = parsed
    return problem


def typed(text: str, expected: Type | None = None) -> Typed:
    """A formula that fits the scope."""
    checked = check(Expression(tree(text), text, WHERE), SCOPE, expected)
    assert isinstance(checked, Typed), checked
    return checked


def problems(text: str, expected: Type | None = None) -> tuple[Problem, ...]:
    """What is wrong with a well-formed formula in the scope."""
    checked = check(Expression(tree(text), text, WHERE), SCOPE, expected)
    assert isinstance(checked, tuple), checked
    return checked


_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def _number(units: int, places: int) -> NumberLiteral:
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return NumberLiteral(units, places)


_LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(_number, st.integers(0, 10**12), st.integers(0, 8)),
    st.builds(RateLiteral, st.integers(0, 10**11)),
    st.builds(TextLiteral, st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=8)),
    st.builds(DateLiteral, st.dates(dt.date(1000, 1, 1))),
    st.builds(BooleanLiteral, st.booleans()),
    st.builds(Name, st.sampled_from([*SCOPE.names, "unheard_of", "naïve.größe"])),
)


def _branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    operators = st.sampled_from(["and", "or", *_COMPARISONS, "+", "-", "*", "/"])
    return st.one_of(
        st.builds(Unary, st.sampled_from(["-", "not"]), inner),
        st.builds(Binary, operators, inner, inner),
        st.builds(Membership, inner, some, st.booleans()),
        st.builds(Between, inner, inner, inner, st.booleans()),
        st.builds(IsMissing, inner, st.booleans()),
        st.builds(Call, st.sampled_from(["if", "min", "round", "unheard"]), some),
    )


TREES = st.recursive(_LEAVES, _branches, max_leaves=12)
