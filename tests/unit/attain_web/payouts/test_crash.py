"""Killed before or after any write, posting, closing and paying leave the old state or the new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.attain_web.payouts.harness.start import start

ACTIONS = ("post", "close", "pay")


def harmless(found: dict[str, object]) -> bool:
    assert found["wrong"] == []
    assert found["seen"] == ["new", "old"]
    return isinstance(found["points"], int) and found["points"] >= 12


@pytest.mark.parametrize("action", ACTIONS)
def test_on_sqlite_a_crash_leaves_the_old_state_or_the_new_one(action: str, tmp_path: Path) -> None:
    assert harmless(start("crash", action, str(tmp_path), home=tmp_path / "home"))


@pytest.mark.postgres
@pytest.mark.parametrize("action", ACTIONS)
def test_on_postgresql_a_crash_leaves_the_old_state_or_the_new_one(
    action: str, tmp_path: Path, postgres_url: str
) -> None:
    assert harmless(start("crash", action, str(tmp_path), home=tmp_path / "home", postgres_url=postgres_url))


def test_a_close_without_its_transaction_is_caught(tmp_path: Path) -> None:
    found = start("crash", "close", str(tmp_path), "no-transaction", home=tmp_path / "home")
    assert "between" in found["seen"]
