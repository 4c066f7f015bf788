"""Tables: reading rows now and then, as files, their history, and saving rows."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest

from attain.tables import IMPORTABLE_TABLES
from attain_web.core.clock import now
from attain_web.datahub import selectors

pytestmark = pytest.mark.django_db
ROW = {
    "transaction_id": "T-9",
    "kind": "booking",
    "occurred_on": "2026-02-03",
    "amount_minor": 77,
    "currency": "USD",
}


def test_the_tables_are_described_with_types_and_keys(company, program):
    tables = {table["name"]: table for table in program("planner").get("/tables").json()}
    assert set(tables) == set(IMPORTABLE_TABLES)
    assert tables["people"]["row_count"] == 6
    amount = next(column for column in tables["transactions"]["columns"] if column["name"] == "amount_minor")
    assert (amount["type"], amount["currency_column"]) == ("money", "currency")


@pytest.mark.parametrize("name", IMPORTABLE_TABLES)
def test_every_table_is_read_in_every_format(run, program, name):
    auditor = program("auditor")
    count = auditor.get(f"/tables/{name}/rows?limit=1000").json()["count"]
    lines = b"".join(auditor.get(f"/tables/{name}/rows?format=csv").streaming_content).decode().splitlines()
    assert lines[0].split(",") == [column.name for column in IMPORTABLE_TABLES[name].columns]
    assert len(lines) == count + 1
    file = b"".join(auditor.get(f"/tables/{name}/rows?format=parquet").streaming_content)
    table = pq.read_table(io.BytesIO(file))
    assert table.schema.names == IMPORTABLE_TABLES[name].arrow_schema().names
    assert table.num_rows == count


def test_rows_are_filtered_by_columns_with_their_types(run, program):
    rows = lambda query: program("auditor").get(f"/tables/transactions/rows?{query}").json()  # noqa: E731
    assert [row["transaction_id"] for row in rows("amount_minor=2000000")["items"]] == ["T-2"]
    assert [row["transaction_id"] for row in rows("occurred_on=2026-01-11&kind=booking")["items"]] == ["T-1"]
    assert rows("kind=invoice")["count"] == 0
    for query, where in (
        ("colour=red", "query.colour"),
        ("occurred_on=yesterday", "query.occurred_on"),
        ("kind=", "query.kind"),
    ):
        assert rows(query)["problems"][0]["where"] == where


def test_records_are_read_as_of_a_day_and_as_they_were_known(company, program, save):
    before = now()
    seat = {"position_id": "ae1", "title": "Senior", "role": "account-executive", "currency": "USD"}
    save("positions", [seat | {"valid_from": dt.date(2025, 1, 1)}])
    auditor = program("auditor")
    path = "/tables/positions/rows?position_id=ae1"
    titles = lambda more: [row["title"] for row in auditor.get(path + more).json()["items"]]  # noqa: E731
    assert titles("") == ["Senior"]
    assert titles(f"&known_at={quote(before.isoformat())}") == ["Account executive"]
    assert titles("&as_of=2024-12-31") == []
    assert titles(f"&as_of=2025-01-01&known_at={quote(before.isoformat())}") == ["Account executive"]
    assert auditor.get("/tables/products/rows?as_of=2026-01-01").status_code == 422
    assert auditor.get("/tables/transactions/rows?as_of=2026-01-01").status_code == 422


def test_facts_that_have_not_changed_are_not_sent_again(run, program):
    admin = program("compensation_admin")
    first = admin.get("/tables/transactions/rows")
    same = admin.get("/tables/transactions/rows", If_None_Match=first.headers["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    admin.post("/tables/transactions/rows", {"rows": [ROW]})
    assert admin.get("/tables/transactions/rows", If_None_Match=first.headers["ETag"]).status_code == 200


def test_rows_are_saved_by_key_and_equal_ones_are_left_alone(run, program):
    admin = program("compensation_admin")
    save = lambda *rows: admin.post("/tables/transactions/rows", {"rows": rows, "source": "CRM"}).json()  # noqa: E731
    assert save(ROW) == {"inserted": 1, "updated": 0, "unchanged": 0}
    assert save(ROW, ROW | {"transaction_id": "T-8"}) == {"inserted": 1, "updated": 0, "unchanged": 1}
    assert save(ROW | {"amount_minor": 88}) == {"inserted": 0, "updated": 1, "unchanged": 0}
    row = admin.get("/tables/transactions/row?transaction_id=T-9").json()
    assert [version["values"]["amount_minor"] for version in row["versions"]] == [88, 77]
    assert row["versions"][0]["changed"] == ["amount_minor"]
    assert row["versions"][0]["source"] == "API: CRM"


def test_a_row_read_can_be_sent_back_unchanged(run, program):
    admin = program("compensation_admin")
    for name in IMPORTABLE_TABLES:
        rows = admin.get(f"/tables/{name}/rows").json()["items"]
        if rows:
            saved = admin.post(f"/tables/{name}/rows", {"rows": rows})
            assert saved.json() == {"inserted": 0, "updated": 0, "unchanged": len(rows)}, (
                name,
                saved.content,
            )


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"kind": "gift"}, "kind", "value-not-allowed"),
        ({"kind": None}, "kind", "value-required"),
        ({"amount_minor": 1.5}, "amount_minor", "value-type"),
        ({"amount_minor": "77"}, "amount_minor", "value-type"),
        ({"amount_minor": True}, "amount_minor", "value-type"),
        ({"amount_minor": 2**63}, "amount_minor", "value-type"),
        ({"occurred_on": "2026-02-30"}, "occurred_on", "value-type"),
        ({"occurred_on": 20260203}, "occurred_on", "value-type"),
        ({"currency": "DOLLAR"}, "currency", "value-type"),
        ({"colour": "red"}, "colour", "column-unknown"),
        ({"account_id": {"a": 1}}, "account_id", "value-type"),
        ({"account_id": "x" * 20_000}, "account_id", "text-too-long"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_and_nothing_is_saved(
    run, program, change: dict[str, Any], where, code
):
    admin = program("compensation_admin")
    answer = admin.post(
        "/tables/transactions/rows", {"rows": [ROW | {"transaction_id": "T-8"}, ROW | change]}
    )
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert (problem["where"], problem["code"]) == (f"body.rows[1].{where}", code)
    assert problem["hint"]
    assert selectors.fact_table("transactions", {"transaction_id": ["T-8", "T-9"]}).num_rows == 0


def test_problems_of_all_rows_come_at_once(run, program):
    rows = [ROW | {"kind": "gift"}, ROW, ROW | {"currency": "??"}, ROW]
    problems = (
        program("compensation_admin").post("/tables/transactions/rows", {"rows": rows}).json()["problems"]
    )
    assert [problem["where"] for problem in problems] == [
        "body.rows[0].kind",
        "body.rows[2].currency",
        "body.rows[3]",
    ]


def test_a_range_that_ends_before_it_starts_and_an_amount_without_currency_are_refused(run, program):
    admin = program("compensation_admin")
    quota = {"position_id": "ae1", "measure": "bookings", "amount_minor": 5, "valid_from": "2026-02-01"}
    answer = admin.post("/tables/quotas/rows", {"rows": [quota | {"valid_to": "2026-01-01"}]})
    assert {problem["code"] for problem in answer.json()["problems"]} >= {"range-backwards"}


def test_people_are_written_by_those_who_may_write_people(run, program):
    row = {"person_id": "zoe", "name": "Zoe Zahn"}
    assert program("planner").post("/tables/people/rows", {"rows": [row]}).status_code == 403
    assert program("compensation_admin").post("/tables/people/rows", {"rows": [row]}).json()["inserted"] == 1


def test_a_text_that_looks_like_a_formula_is_no_formula_in_csv(run, program):
    admin = program("compensation_admin")
    admin.post("/tables/transactions/rows", {"rows": [ROW | {"account_id": "=1+1"}]})
    csv = b"".join(admin.get("/tables/transactions/rows?format=csv&transaction_id=T-9").streaming_content)
    assert b",'=1+1," in csv
