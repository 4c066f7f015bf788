"""Every table of the company is what its contract says."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import Any

import pytest

from attain.example import ExampleCompany
from attain.tables import IMPORTABLE_TABLES

Rows = dict[str, list[dict[str, Any]]]

SIZES = {
    "people": (80, 100),
    "accounts": (550, 650),
    "products": (12, 12),
    "opportunities": (4_000, 6_000),
    "opportunity_snapshots": (15_000, 30_000),
    "activities": (25_000, 50_000),
}
KINDS = {"booking": (1_500, 2_700), "invoice": (1_500, 3_500), "cash-receipt": (1_500, 3_500)}


def test_it_has_every_importable_table(company: ExampleCompany) -> None:
    assert set(company.tables) == set(IMPORTABLE_TABLES)


@pytest.mark.parametrize("name", IMPORTABLE_TABLES)
def test_a_table_fulfils_its_contract(name: str, company: ExampleCompany, rows: Rows) -> None:
    contract = IMPORTABLE_TABLES[name]
    assert company.tables[name].schema.equals(contract.arrow_schema())
    for column in contract.columns:
        values = [row[column.name] for row in rows[name]]
        if column.required:
            assert None not in values, column.name
        if column.choices:
            assert set(values) - {None} <= set(column.choices), column.name
        if column.currency_column:
            assert all(row[column.currency_column] for row in rows[name] if row[column.name] is not None)


@pytest.mark.parametrize("name", IMPORTABLE_TABLES)
def test_no_key_occurs_twice(name: str, rows: Rows) -> None:
    keys = [tuple(row[column] for column in IMPORTABLE_TABLES[name].key) for row in rows[name]]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", IMPORTABLE_TABLES)
def test_every_reference_resolves(name: str, rows: Rows) -> None:
    for column in IMPORTABLE_TABLES[name].columns:
        if column.references:
            key = IMPORTABLE_TABLES[column.references].key[0]
            known = {row[key] for row in rows[column.references]}
            assert {row[column.name] for row in rows[name]} - {None} <= known, column.name


def test_related_transactions_resolve(rows: Rows) -> None:
    known = {row["transaction_id"] for row in rows["transactions"]}
    assert {row["related_transaction_id"] for row in rows["transactions"]} - {None} <= known


@pytest.mark.parametrize("name", SIZES)
def test_a_table_has_the_documented_size(name: str, rows: Rows) -> None:
    smallest, largest = SIZES[name]
    assert smallest <= len(rows[name]) <= largest


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_as_many_transactions_of_a_kind_as_documented(kind: str, rows: Rows) -> None:
    smallest, largest = KINDS[kind]
    assert smallest <= sum(row["kind"] == kind for row in rows["transactions"]) <= largest


def test_nothing_happened_before_the_start_or_after_today(company: ExampleCompany, rows: Rows) -> None:
    for name, column in (
        ("transactions", "occurred_on"),
        ("activities", "occurred_on"),
        ("opportunities", "closed_on"),
    ):
        days = [row[column] for row in rows[name] if row[column]]
        assert company.start <= min(days)
        assert max(days) <= company.as_of
    assert max(row["changed_on"] for row in rows["opportunity_snapshots"]) <= company.as_of


def test_the_last_snapshot_of_an_opportunity_is_the_opportunity(rows: Rows) -> None:
    last = {row["opportunity_id"]: row for row in rows["opportunity_snapshots"]}
    for row in rows["opportunities"]:
        snapshot = last[row["opportunity_id"]]
        assert (row["stage"], row["status"], row["amount_minor"]) == (
            snapshot["stage"],
            snapshot["status"],
            snapshot["amount_minor"],
        )


def test_owner_shares_sum_to_the_whole(rows: Rows) -> None:
    shares: dict[str, int] = {}
    for row in rows["splits"]:
        if row["split_role"] == "owner":
            shares[row["transaction_id"]] = shares.get(row["transaction_id"], 0) + row["share"]
    owned = {row["transaction_id"] for row in rows["transactions"] if row["kind"] != "meeting"}
    assert set(shares) == owned
    assert set(shares.values()) == {100_000_000}


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("positions", ("position_id",)),
        ("quotas", ("position_id", "measure")),
        ("assignments", ("position_id",)),
    ],
)
def test_dated_rows_do_not_overlap(name: str, columns: tuple[str, ...], rows: Rows) -> None:
    by_key: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows[name]:
        by_key.setdefault(tuple(row[column] for column in columns), []).append(row)
    for history in by_key.values():
        history.sort(key=lambda row: row["valid_from"])
        for earlier, later in itertools.pairwise(history):
            assert earlier["valid_to"] is not None
            assert earlier["valid_to"] <= later["valid_from"]


def test_quotas_are_whole_months(rows: Rows) -> None:
    for row in rows["quotas"]:
        assert row["valid_from"].day == row["valid_to"].day == 1
        assert dt.timedelta(27) < row["valid_to"] - row["valid_from"] < dt.timedelta(32)


def test_what_comes_later_fits_what_was_there(company: ExampleCompany, rows: Rows) -> None:
    known = {row["transaction_id"]: row for row in rows["transactions"]}
    corrected, late = company.later
    (fixed,) = corrected.tables["transactions"].to_pylist()
    before = known[fixed["transaction_id"]]
    assert {name for name in fixed if fixed[name] != before[name]} == {"amount_minor"}
    assert before["occurred_on"].month == 9
    new = late.tables["transactions"].to_pylist()
    assert not {row["transaction_id"] for row in new} & set(known)
    assert new[0]["kind"] == "booking"
    assert new[0]["occurred_on"].month == 8
    assert {row["transaction_id"] for row in late.tables["splits"].to_pylist()} == {
        row["transaction_id"] for row in new
    }


def test_the_truth_is_plain_json(truth: dict[str, Any]) -> None:
    assert json.loads(json.dumps(truth)) == truth
