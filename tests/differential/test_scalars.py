"""Every function of the formula language and every rounding mode, on hostile values, in both executors."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from attain.engine import duckdb, reference
from attain.expressions import Typed, check, parse
from attain.ir import scalar as ir
from attain.ir.program import Program, Step
from attain.ir.relation import Project, Scan
from attain.ir.scalar import Scalar
from attain.ir.type import BOOLEAN, DATE, TEXT, integer
from attain.kernel.rounding import RoundingMode, divide_rounded
from attain.plans.lowering import lower_formula
from attain.plans.scope import transaction_scope

TYPES = {
    "amount": integer(10**17),
    "cost": integer(10**17),
    "quantity": integer(10**9, 4),
    "term_months": integer(100),
    "deal_type": TEXT,
    "occurred_on": DATE,
    "starts_on": DATE,
    "factor": integer(1_000),
}
ROWS: list[dict[str, Any]] = [
    {
        "amount": 12_345,
        "cost": 5_000,
        "quantity": 15_000,
        "term_months": 24,
        "deal_type": "New",
        "factor": 100,
    },
    {"amount": -12_345, "cost": None, "quantity": None, "term_months": None, "deal_type": None, "factor": 1},
    {"amount": 10**17, "cost": -1, "quantity": -5, "term_months": 36, "deal_type": "new", "factor": 1_000},
    {"amount": 0, "cost": 0, "quantity": 0, "term_months": 0, "deal_type": "", "factor": 100},
]
for number, values in enumerate(ROWS):
    values["occurred_on"] = dt.date(2024, 2, 29)
    values["starts_on"] = dt.date(2024, 3, 31) if number != 1 else None


def _both(scalar: Scalar, rows: list[dict[str, Any]], types: dict[str, Any]) -> list[Any]:
    """The values of a scalar in rows, which both executors must agree on."""
    rows = [{"row": number, **row} for number, row in enumerate(rows)]
    kinds = {"row": integer(len(rows)), **types}
    scan = Scan("rows", tuple(kinds.items()))
    program = Program((Step("out", Project(scan, (("row", scan["row"]), ("value", scalar)))),))
    expected = [row["value"] for row in reference.execute(program, {"rows": rows})["out"]]
    arrow = {TEXT: pa.string(), DATE: pa.date32(), BOOLEAN: pa.bool_()}
    schema = pa.schema([(name, arrow.get(kind, pa.int64())) for name, kind in kinds.items()])
    found = duckdb.execute(program, {"rows": pa.Table.from_pylist(rows, schema)}, ["out"])["out"]
    assert found["value"].to_pylist() == expected
    return expected


def _lowered(text: str) -> Scalar:
    expression = parse(text)
    assert not isinstance(expression, tuple), expression
    typed = check(expression, transaction_scope())
    assert isinstance(typed, Typed), typed
    return lower_formula(
        typed, lambda name: ir.Column(TYPES[name], name), lambda _: ir.Column(TYPES["factor"], "factor")
    )


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("amount - cost", [7_345, None, 10**17 + 1, 0]),
        ("-amount", [-12_345, 12_345, -(10**17), 0]),
        ("abs(amount)", [12_345, 12_345, 10**17, 0]),
        ("min(amount, 50)", [5_000, -12_345, 50_000, 0]),
        ("max(amount, cost)", [12_345, None, 10**17, 0]),
        ("coalesce(cost, amount)", [5_000, -12_345, -1, 0]),
        ("if(term_months >= 24, amount, 0)", [12_345, 0, 10**17, 0]),
        ("case(term_months > 30, 3, term_months > 20, 2, 1)", [2, 1, 3, 1]),
        ("term_months is missing", [False, True, False, False]),
        ("term_months is not missing", [True, False, True, True]),
        ("term_months != 24", [False, True, True, True]),
        ("term_months < 24 or term_months = 24", [True, False, False, True]),
        ("not (term_months <= 24)", [False, True, True, False]),
        ("term_months between 20 and 30 and amount > 0", [True, False, False, False]),
        ("term_months not between 20 and 30", [False, True, True, True]),
        ('deal_type in ("new")', [False, False, True, False]),
        ('deal_type not in ("new")', [True, True, False, True]),
        ('lower(deal_type) = "new"', [True, False, True, False]),
        ('starts_with(deal_type, "N")', [True, False, False, False]),
        ('contains(deal_type, "ew")', [True, False, True, False]),
        ("year(occurred_on) * 100 + month(occurred_on)", [202_402] * 4),
        ("days_between(occurred_on, starts_on)", [31, None, 31, 31]),
        ("round(amount * 10%)", [1_234, -1_234, 10**16, 0]),
        ('round(amount * 10%, 1, "half-up")', [1_230, -1_235, 10**16, 0]),
        ("floor(amount, 0)", [12_300, -12_345, 10**17, 0]),
        ("ceiling(quantity)", [2, None, 0, 0]),
        ("round(quantity, 1)", [15, None, 0, 0]),
        ("amount / cost", [246_900_000, None, -(10**25), None]),
        ("term_months / 7", [342_857_143, None, 514_285_714, 0]),
    ],
)
def test_a_formula_means_the_same_everywhere(formula: str, expected: list[object]) -> None:
    assert _both(_lowered(formula), ROWS, TYPES) == expected


@pytest.mark.parametrize("mode", list(RoundingMode))
@pytest.mark.parametrize("width", [10**9, 10**30])
def test_every_rounding_mode_divides_alike(mode: RoundingMode, width: int) -> None:
    tops = [0, 1, 2, 3, 5, 7, 10, 15, 25, 35, 49, 50, 51, 10**9]
    pairs = [(sign * top, bottom) for top in tops for sign in (1, -1) for bottom in (1, 2, 3, 7, 10, -4)]
    rows = [{"top": top, "bottom": bottom} for top, bottom in pairs]
    types = {"top": integer(width), "bottom": integer(10)}
    scalar = ir.divide_rounded(ir.Column(types["top"], "top"), ir.Column(types["bottom"], "bottom"), mode)
    assert _both(scalar, rows, types) == [divide_rounded(top, bottom, mode) for top, bottom in pairs]
