from __future__ import annotations

import datetime as dt

import pytest

from attain_web.datahub import checks
from tests.unit.attain_web.datahub.support import ACCOUNTS, HEADER, SALES

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 1)


def found() -> dict[str, int]:
    return {finding.check.code: finding.rows for finding in checks.find_problems(TODAY)}


def test_a_sound_organisation_has_no_problem(company):
    assert found() == {}


def test_references_that_lead_nowhere_are_counted_by_cause(admin, take):
    take("Id,Name,Staff\nacme,Acme,1\n", ACCOUNTS)
    take(HEADER + "A,2026-01-05,acme,1,alice\nB,2026-01-05,none,1,nobody\nC,2026-01-05,none,1,bob\n", SALES)

    assert found() == {"transactions-account_id-unknown": 2, "splits-person_id-unknown": 1}
    page = admin.get("/data/problems/").content.decode()
    assert "/data/transactions/?account_id=none" in page
    one = admin.get("/data/problems/?cause=transactions-account_id-unknown").content.decode()
    assert "none" in one


def test_shares_that_do_not_make_a_whole_and_transactions_without_shares(company, take):
    mapping = """
mapping: m
targets:
  - table: transactions
    columns:
      {transaction_id: T, kind: {value: booking}, occurred_on: D, amount_minor: A, currency: {value: USD}}
  - table: splits
    where: {S: {empty: false}}
    columns: {transaction_id: T, person_id: {value: alice}, split_role: {value: owner}, share: S}
"""
    take("T,D,A,S\nA,2026-01-05,1,60%\nB,2026-01-05,1,\nC,2026-01-05,1,100%\n", mapping)
    assert found() == {"splits-not-whole": 1, "transactions-without-split": 1}


def test_credit_before_someone_held_a_position(company, take, save):
    take(HEADER + "A,2020-01-05,,1,alice\n", SALES)
    assert found() == {"split-person-without-position": 1}


@pytest.mark.parametrize(("kind", "is_a_problem"), [("cancellation", True), ("invoice", False)])
def test_only_kinds_that_are_credited_ask_for_a_position(company, take, kind, is_a_problem):
    take(HEADER + "A,2020-01-05,,1,alice\n", SALES.replace("value: booking", f"value: {kind}"))
    assert found() == ({"split-person-without-position": 1} if is_a_problem else {})


def test_gaps_and_overlaps_in_the_organisation(company, save):
    save(
        "people",
        [
            {"person_id": "eve", "name": "Eve"},
            {"person_id": "old", "name": "O", "left_on": dt.date(2025, 1, 1)},
        ],
    )
    save("assignments", [{"person_id": "alice", "position_id": "ae2", "valid_from": dt.date(2026, 1, 1)}])
    assert found() == {
        "people-without-position": 1,
        "assignments-overlap-person_id": 1,
        "assignments-overlap-position_id": 1,
    }


def test_an_unknown_cause_is_not_found(admin):
    assert admin.get("/data/problems/?cause=nothing").status_code == 404
