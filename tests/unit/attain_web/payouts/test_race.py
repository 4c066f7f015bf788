"""Closing a month races a late transaction of that month; whoever comes first, the totals are right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.attain_web.payouts.harness.start import start

ROUNDS = os.environ.get("ATTAIN_RACE_ROUNDS", "60")
pytestmark = pytest.mark.slow


def test_on_sqlite_a_late_transaction_and_a_close_never_give_wrong_totals(tmp_path: Path) -> None:
    assert start("race", ROUNDS, home=tmp_path) == []


def test_on_sqlite_a_close_without_its_transaction_is_caught(tmp_path: Path) -> None:
    assert start("race", ROUNDS, "no-transaction", home=tmp_path)


@pytest.mark.postgres
def test_on_postgresql_a_late_transaction_and_a_close_never_give_wrong_totals(
    tmp_path: Path, postgres_url: str
) -> None:
    assert start("race", ROUNDS, home=tmp_path, postgres_url=postgres_url) == []


@pytest.mark.postgres
def test_on_postgresql_writers_that_do_not_share_the_period_are_caught(
    tmp_path: Path, postgres_url: str
) -> None:
    assert start("race", ROUNDS, "no-share", home=tmp_path, postgres_url=postgres_url)
