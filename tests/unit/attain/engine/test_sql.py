from __future__ import annotations

import sqlglot
from sqlglot import expressions as sql

from attain.engine.differential.scenario import random_scenario
from attain.engine.duckdb import compile_program
from attain.engine.lowering import lower_plans
from attain.engine.preparation import prepare

ALLOWED = {"BIGINT", "HUGEINT", "INT128", "VARCHAR", "TEXT", "DATE", "BOOLEAN"}


def test_no_compiled_statement_holds_a_float_or_a_division() -> None:
    inputs = random_scenario(3)
    prepared = prepare(inputs)
    for name, text in compile_program(lower_plans(prepared, inputs.plans).program):
        tree = sqlglot.parse_one(text, read="duckdb")
        assert tree is not None
        assert not list(tree.find_all(sql.Div, sql.Avg, sql.Round)), name
        kinds = {cast.to.sql(dialect="duckdb").upper() for cast in tree.find_all(sql.Cast)}
        assert kinds <= ALLOWED, (name, kinds)
        assert all(not literal.is_number or literal.is_int for literal in tree.find_all(sql.Literal)), name
