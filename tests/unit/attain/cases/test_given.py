from __future__ import annotations

import datetime as dt
from typing import Any

from tests.unit.attain.cases.example import read, run_one


def _tables(given: str) -> dict[str, list[dict[str, Any]]]:
    cases, problems = read(
        f"cases:\n  - {{case: It holds, given: {given}, expect: {{earnings: [{{amount: 0}}]}}}}\n"
    )
    assert cases is not None
    assert not problems, problems
    return {name: table.to_pylist() for name, table in cases.cases[0].given.tables.items()}


def test_one_deal_is_enough() -> None:
    tables = _tables("{transactions: [{on: 2026-02-01, amount: 10.5}]}")
    (deal,) = tables["transactions"]
    assert (deal["transaction_id"], deal["kind"], deal["amount_minor"], deal["currency"]) == (
        "t1",
        "booking",
        1050,
        "USD",
    )
    assert tables["splits"] == [
        {"transaction_id": "t1", "person_id": "rep", "split_role": "owner", "share": 100_000_000}
    ]
    assert [row["person_id"] for row in tables["people"]] == ["rep"]
    assert tables["positions"][0]["plan_id"] == "seller"
    assert tables["positions"][0]["valid_from"] == dt.date(2026, 1, 1)


def test_everyone_whom_a_transaction_names_is_a_payee() -> None:
    tables = _tables(
        "{transactions: [{on: 2026-02-01, owner: {ann: 40%, bob: 60%}, sdr: cid, overlay: dee}]}"
    )
    assert [row["person_id"] for row in tables["people"]] == ["ann", "bob", "cid", "dee"]
    assert [(row["split_role"], row["share"]) for row in tables["splits"]] == [
        ("owner", 40_000_000),
        ("owner", 60_000_000),
        ("sdr", 100_000_000),
        ("overlay", 100_000_000),
    ]


def test_a_quota_holds_for_each_period_of_its_measure() -> None:
    tables = _tables("{fiscal_start_month: 2, quotas: {sales: 100, meetings: 4}, through: 2026-03}")
    sales = [row for row in tables["quotas"] if row["measure"] == "sales"]
    assert [row["valid_from"].month for row in sales[:4]] == [2, 5, 8, 11]
    assert {row["amount_minor"] for row in sales} == {10_000}
    assert {row["quantity"] for row in tables["quotas"] if row["measure"] == "meetings"} == {40_000}


def test_an_own_quota_replaces_that_of_everyone() -> None:
    tables = _tables(
        "{quotas: {sales: 100}, people: {ann: {quotas: {sales: [{period: FY2026-Q2, amount: 70}]}}, bob: {}}}"
    )
    amounts = {(row["position_id"], row["valid_from"].month): row["amount_minor"] for row in tables["quotas"]}
    assert (amounts["ann", 1], amounts["ann", 4], amounts["bob", 4]) == (10_000, 7_000, 10_000)


def test_a_seat_changes_over_time() -> None:
    tables = _tables(
        "{people: {boss: {plan: none}, ann: {currency: EUR, from: 2026-02-01, to: 2026-12-01,"
        " target_incentive: 900, changes: [{from: 2026-04-01, manager: boss, role: manager}]}}}"
    )
    seats = [row for row in tables["positions"] if row["position_id"] == "ann"]
    assert [(row["manager_position_id"], row["role"], row["valid_from"].month) for row in seats] == [
        (None, "account-executive", 2),
        ("boss", "manager", 4),
    ]
    assert seats[0]["valid_to"] == dt.date(2026, 4, 1)
    assert {row["target_incentive_minor"] for row in seats} == {90_000}
    assert tables["positions"][0]["plan_id"] is None
    assert tables["assignments"][1]["valid_to"] == dt.date(2026, 12, 1)


def test_parameters_and_rates_may_change_over_time() -> None:
    tables = _tables(
        "{parameters: {base_rate: [{from: 2026-01-01, value: 8%}, {from: 2026-07-01, value: 9%}]},"
        " people: {ann: {parameters: {base_rate: 12%}}}, fx: {EUR/USD: [{from: 2026-01-01, rate: 1.25}]}}"
    )
    found = {(row["scope"], row["value"]): row["valid_to"] for row in tables["parameters"]}
    assert found == {("company", "8%"): dt.date(2026, 7, 1), ("company", "9%"): None, ("person", "12%"): None}
    (rate,) = tables["fx_rates"]
    assert (rate["from_currency"], rate["rate"], rate["rate_type"]) == ("EUR", 125_000_000, "plan")


def test_products_accounts_and_raw_rows_are_read() -> None:
    outcome = run_one(
        "{people: [ann, bob], products: {p: {category: Services, cost: 3.5}}, accounts: {a: {segment: SMB}},"
        " transactions: [{id: d, on: 2026-02-01, amount: 1000, product: p, account: a, owner: ann}],"
        " tables: {splits: [{transaction_id: d, person_id: bob, split_role: overlay, share: 50%}]}}",
        "{only: true, earnings: [{payee: ann, component: commission, amount: 100},"
        " {payee: bob, component: services, amount: 5}]}",
    )
    assert outcome.passed, outcome.failures
