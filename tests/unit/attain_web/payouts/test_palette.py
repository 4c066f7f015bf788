from __future__ import annotations

import re

import pytest
from django.test import Client

from attain_web.payouts.palette import search
from tests.unit.attain_web.payouts.company import FIRST, calculate, deal, set_up, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    set_up()
    calculate(*FIRST, deal("B-0042", "alice", 1_000_00, "2026-03-02", "Tailspin"))


def test_a_rep_finds_their_months_by_word_and_by_name() -> None:
    alice = user("alice", "rep", person_id="alice")
    for query in ("january", "2026-01", "statement january"):
        assert [(item.label, item.url) for item in search(alice, query)] == [
            ("January 2026", "/statements/alice/2026-01/")
        ]


def test_a_rep_finds_their_deal_by_account_and_by_transaction() -> None:
    alice = user("alice", "rep", person_id="alice")
    (by_account,) = search(alice, "contoso")
    assert by_account.label == "Contoso, Commission on new business"
    assert by_account.hint == "Alice Arden · January 2026 · $5,000.00"
    address, anchor = by_account.url.split("#")
    client = Client()
    client.force_login(alice)
    assert re.search(f'<tr id="{anchor}"', client.get(address).content.decode())
    (by_transaction,) = search(alice, "b-0042")
    assert by_transaction.hint.startswith("Alice Arden · March 2026")


def test_a_line_of_someone_out_of_scope_is_not_found() -> None:
    alice = user("alice", "rep", person_id="alice")
    zoe = user("zoe", "rep", person_id="zoe")
    mona = user("mona", "manager", person_id="mona")
    assert [item.url.split("/")[2] for item in search(alice, "northwind")] == ["alice"]
    assert search(zoe, "contoso") == []
    assert {item.url.split("/")[2] for item in search(mona, "northwind")} == {"alice", "bob"}
    assert {item.kind for item in search(user("auditor", "auditor"), "contoso")} == {"Line"}


def test_a_month_without_words_in_common_is_not_found() -> None:
    assert search(user("alice", "rep", person_id="alice"), "december january") == []
