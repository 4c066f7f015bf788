"""What ``import attain`` offers."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import attain
from attain.kernel.problem import ProblemError
from attain.tables import TRANSACTIONS

START = dt.date(2026, 1, 1)
PLAN = """\
plan: starter
title: Starter
version: "1"
effective: {from: 2026-01-01}
currency: payee
credits:
  bookings: {title: Bookings, of: [booking], on: occurred_on, amount: amount, to: {split: [owner]}}
components:
  commission: {title: Commission, kind: commission, on: bookings, rate: 8%}
"""


@pytest.fixture
def tables() -> dict[str, Any]:
    """One seller in one seat with one booking."""
    seat = {
        "position_id": "s",
        "title": "AE",
        "role": "account-executive",
        "plan_id": "starter",
        "currency": "USD",
    }
    sale = {"transaction_id": "T", "kind": "booking", "amount_minor": 1_000_000, "currency": "USD"}
    return {
        "people": [{"person_id": "ada", "name": "Ada"}],
        "positions": [seat | {"valid_from": START}],
        "assignments": [{"person_id": "ada", "position_id": "s", "valid_from": START}],
        "transactions": [sale | {"occurred_on": dt.date(2026, 1, 20)}],
        "splits": [{"transaction_id": "T", "person_id": "ada", "split_role": "owner", "share": 10**8}],
    }


def test_importing_it_imports_nothing_heavy():
    heavy = ("duckdb", "pyarrow", "pandas", "yaml", "django")
    script = f"import sys, attain; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_name_is_there_and_says_what_it_does():
    assert set(attain.__all__) <= set(dir(attain))
    for name in attain.__all__:
        assert getattr(attain, name).__doc__, name
    with pytest.raises(AttributeError, match="no_such_name"):
        attain.no_such_name  # noqa: B018


def test_the_same_tables_in_any_form_give_the_same_result(tables):
    as_arrow = {name: attain.calculate(tables, [PLAN]).inputs.table(name) for name in tables}
    forms = [tables, as_arrow, {name: pl.from_arrow(t) for name, t in as_arrow.items()}]
    forms.append({name: t.to_pandas(types_mapper=pd.ArrowDtype) for name, t in as_arrow.items()})
    forms.append({name: attain.Frame(t) for name, t in as_arrow.items()})
    results = [attain.calculate(form, [PLAN]) for form in forms]
    assert [result.totals() for result in results] == [{"USD": 80_000}] * len(forms)
    assert all(result.earnings.to_arrow().equals(results[0].earnings.to_arrow()) for result in results)


def test_without_a_month_the_last_transaction_decides(tables):
    assert attain.calculate(tables, [PLAN]).inputs.through.name == "2026-01"
    assert attain.calculate(tables, [PLAN], through="2026-03").inputs.through.name == "2026-03"
    assert "1 earnings" in repr(attain.calculate(tables, [PLAN]))


def test_a_result_is_calculated_again_with_another_plan_or_month(tables):
    result = attain.calculate(tables, [PLAN])
    assert attain.calculate(result, [PLAN.replace("8%", "9%")]).totals() == {"USD": 90_000}
    assert attain.calculate(result, through="2026-05").inputs.through.name == "2026-05"


@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        ({"sales": []}, {}, "table-unknown"),
        ({"people": pa.table({"name": ["Ada"]})}, {}, "table-invalid"),
        ({"transactions": pa.table({"transaction_id": ["T"], "kind": ["booking"], "occurred_on": ["soon"],
                                    "amount_minor": [1], "currency": ["USD"]})}, {}, "table-invalid"),
        ({}, {"through": "FY2026"}, "through-month"),
        ({}, {"through": "soon"}, "period-invalid"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(tables, change, options, code):
    with pytest.raises(ProblemError) as error:
        attain.calculate(tables | change, [PLAN], **options)
    assert error.value.problems[0].code == code
    assert error.value.problems[0].hint


def test_without_a_plan_nothing_is_calculated(tables):
    with pytest.raises(ProblemError, match="no plan"):
        attain.calculate(tables)


def test_a_line_is_explained_and_one_more_deal_pays(tables):
    result = attain.calculate(tables, [PLAN])
    explained = attain.explain(result, person_id="ada", period="2026-01")
    assert explained["commission", "T", "commission"].steps
    assert attain.explain(result, person_id="ada", period="2026-01", transaction_id="other") == {}
    more = attain.what_if(result, person_id="ada", transactions=[{"amount_minor": 500_000}])
    assert more.change() == {"USD": 40_000}
    assert "+40,000" in repr(more)


def test_decimals_stand_beside_exact_integers():
    rows = [
        {
            "transaction_id": code,
            "kind": "booking",
            "occurred_on": START,
            "amount_minor": 123_456,
            "currency": code,
        }
        for code in ("JPY", "KWD", "USD")
    ]
    frame = attain.Frame(TRANSACTIONS.table(rows), TRANSACTIONS)
    shown = frame.to_dicts(decimals=True)
    assert [str(row["amount"].normalize()) for row in shown] == ["123456", "123.456", "1234.56"]
    assert [row["amount_minor"] for row in shown] == [123_456] * 3
    assert [row["cost"] for row in shown] == [None] * 3
    assert "amount" not in frame.columns


def test_an_integer_with_gaps_stays_an_integer():
    rows = [{"transaction_id": "a", "cost_minor": 2**53 + 1, "currency": "USD"}, {"transaction_id": "b"}]
    full = [
        {"kind": "booking", "occurred_on": START, "amount_minor": 1, "currency": "USD"} | row for row in rows
    ]
    frame = attain.Frame(TRANSACTIONS.table(full), TRANSACTIONS)
    assert int(frame.to_pandas()["cost_minor"].iloc[0]) == 2**53 + 1
    assert frame.to_polars()["cost_minor"].to_list() == [2**53 + 1, None]


def test_rows_are_picked_by_value(tables):
    earnings = attain.calculate(tables, [PLAN]).earnings
    assert len(earnings.where(person_id="ada")) == 1
    assert len(earnings.where(person_id="bob")) == 0
    with pytest.raises(ProblemError, match="no column"):
        earnings.where(colour="red")


def test_a_plan_is_loaded_from_a_file_or_a_text_or_told_what_is_wrong(tmp_path: Path):
    file = tmp_path / "starter.yaml"
    file.write_text(PLAN)
    assert attain.load_plan(str(file)).fingerprint == attain.load_plan(PLAN).fingerprint
    with pytest.raises(ProblemError) as error:
        attain.load_plan(PLAN.replace("8%", "8 apples"))
    assert error.value.problems[0].where.line == 9
    with pytest.raises(ProblemError, match="cannot be read"):
        attain.load_plan("missing.yaml")


def test_a_check_runs_the_cases_beside_the_file(repository: Path):
    path = next((repository / "examples/company/plans").glob("account-executive*.yaml"))
    check = attain.check_plan(path)
    assert check.ok
    assert check.cases
    assert "cases pass" in repr(check)
    assert not attain.check_plan("plan: x\n").ok


def test_a_file_is_read_onto_a_table(tmp_path: Path):
    path = tmp_path / "b.csv"
    head = "Transaction ID,Kind,Occurred on,Amount,Currency"
    path.write_text(f"{head}\nT-1,booking,2026-01-15,48.50,USD\nT-2,booking,soon,1,USD\n")
    read = attain.read_file(path, table="transactions")
    assert read.frame().to_dicts()[0]["amount_minor"] == 4_850
    ((line, reason),) = read.rejected
    assert line == 3
    assert "soon" in reason
    again = attain.read_file(path, mapping=read.mapping_text)
    assert again.report.tables == read.report.tables
    with pytest.raises(ProblemError, match="no table"):
        attain.read_file(path, table="sales")


def test_where_there_is_no_installation_the_error_says_so(tmp_path: Path, monkeypatch):
    with pytest.raises(ProblemError, match="no installation"):
        attain.open_home(tmp_path)
    monkeypatch.setenv("ATTAIN_DATABASE_URL", "postgresql://u:p@localhost/attain")
    with pytest.raises(ProblemError, match="PostgreSQL"):
        attain.open_home()
