from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from attain.engine import calculate, control_totals, explain_line, explain_lines, what_if
from attain.kernel.problem import ProblemError
from tests.support.company import DEALS, SOLD, WHOLE, Company, plan_of

TIERS = "{by: attainment, tiers: [{up_to: 100%, rate: 10%}, {rate: 20%}]}"
PAID = (
    f"components:\n  tiers: {{title: Accelerator, kind: tiered-commission, measure: sold, table: {TIERS}}}\n"
)


@pytest.fixture
def company() -> Company:
    company = Company((plan_of(DEALS, SOLD, PAID),))
    for person in ("ann", "bo"):
        company.seat(person)
        company.quota(person, 100_000)
    company.deal("d1", "01-05", 80_000, ("ann", WHOLE))
    company.deal("d2", "02-05", 40_000, ("ann", WHOLE // 2), ("bo", WHOLE // 2))
    return company


def test_one_payee_gets_what_a_calculation_of_everyone_gives(company: Company) -> None:
    everyone = calculate(company.inputs)
    alone = calculate(company.inputs, person_ids=frozenset(["bo"]))
    wanted = [row for row in everyone.earnings.to_pylist() if row["person_id"] == "bo"]
    assert alone.earnings.to_pylist() == wanted


def test_a_what_if_adds_a_deal_at_the_end_and_changes_nothing(company: Company) -> None:
    found = what_if(company.inputs, person_id="ann", extra=[{"amount_minor": 10_000}])
    lines = {row["transaction_id"]: row["amount_minor"] for row in found.earnings.to_pylist()}
    assert lines == {"d1": 8_000, "d2": 2_000, "what-if-1": 2_000}
    assert calculate(company.inputs).earnings.num_rows == 3


def test_every_transaction_is_credited_or_not_and_the_sums_agree(company: Company) -> None:
    company.deal("i1", "03-05", 70_000, kind="invoice")
    totals = control_totals(company.inputs, calculate(company.inputs))
    assert all(total.is_balanced for total in totals)
    assert {(one.kind, one.source_minor, one.credited_minor, one.uncredited_minor) for one in totals} == {
        ("booking", 120_000, 120_000, 0),
        ("invoice", 70_000, 0, 70_000),
    }


def test_a_line_explains_itself_from_the_transaction_to_the_amount(company: Company) -> None:
    line = explain_line(
        company.inputs, person_id="ann", component="tiers", period="2026-02", transaction_id="d2"
    )
    assert line.sentence == "$200.00 at 10% pays $20.00."
    assert [(step.label, step.value, step.clause) for step in line.steps] == [
        ("Transaction", "$400.00", "§ Deals"),
        ("Credit", "$200.00", "§ Deals"),
        ("Position in the tiers", "$1,000.00 (100%)", "§ Accelerator"),
        ("Tier 1", "$20.00", "§ Accelerator, tier 1"),
        ("Amount", "$20.00", "§ Accelerator"),
    ]


def test_every_line_of_a_month_has_an_explanation(company: Company) -> None:
    rows = calculate(company.inputs).earnings.to_pylist()
    for person in ("ann", "bo"):
        lines = {
            (row["component"], row["transaction_id"], row["line_kind"])
            for row in rows
            if row["person_id"] == person and row["period"] == "2026-02"
        }
        assert set(explain_lines(company.inputs, person_id=person, period="2026-02")) == lines


def test_a_line_that_is_not_there_is_a_problem(company: Company) -> None:
    with pytest.raises(ProblemError) as stop:
        explain_line(
            company.inputs, person_id="ann", component="tiers", period="2026-09", transaction_id="d2"
        )
    assert stop.value.problems[0].code == "line-unknown"


def test_a_repeated_key_stops_the_calculation(company: Company) -> None:
    company.deal("d1", "01-06", 1, ("bo", WHOLE))
    with pytest.raises(ProblemError) as stop:
        calculate(company.inputs)
    assert [problem.subject for problem in stop.value.problems] == ["transactions"]


def test_two_versions_that_start_on_one_day_stop_the_calculation(company: Company) -> None:
    company.plans = company.plans * 2
    with pytest.raises(ProblemError) as stop:
        calculate(company.inputs)
    assert stop.value.problems[0].code == "plan-versions-clash"


@pytest.mark.parametrize("backend", ["duckdb", "reference"])
def test_a_number_beyond_64_bits_is_a_problem_and_not_a_wrong_amount(company: Company, backend: str) -> None:
    company.seat("cy", currency="JPY")
    company.deal("d3", "02-05", 10**17, ("cy", WHOLE))
    rate = {"from_currency": "USD", "to_currency": "JPY", "rate_type": "plan", "rate": 10**14}
    company.add("fx_rates", **rate, valid_from=dt.date(2026, 1, 1))
    with pytest.raises(ProblemError) as stop:
        calculate(company.inputs, backend=backend)  # type: ignore[arg-type]
    assert {problem.code for problem in stop.value.problems} <= {"number-overflow", "number-too-wide"}


def test_nothing_at_all_gives_empty_tables() -> None:
    company = Company((plan_of(DEALS, SOLD, PAID),))
    found = company.calculate()
    assert [found.table(name).num_rows for name in ("credits", "attainments", "earnings")] == [0, 0, 0]
    assert found.problems == ()


def test_results_have_the_columns_and_order_of_their_contracts(company: Company) -> None:
    from attain.tables import RESULT_TABLES

    found = calculate(company.inputs)
    for name, contract in RESULT_TABLES.items():
        table: pa.Table = found.table(name)
        assert table.schema == contract.arrow_schema()
        keys = [tuple(row[one] for one in contract.key) for row in table.to_pylist()]
        assert keys == sorted(set(keys))


def test_progress_names_each_step(company: Company) -> None:
    seen: list[tuple[str, int, int]] = []
    calculate(company.inputs, progress=lambda name, done, total: seen.append((name, done, total)))
    assert [done for _, done, _ in seen] == list(range(seen[0][2]))
