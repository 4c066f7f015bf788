"""``attain run``: what it prints and how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from attain_web.commands import run as command
from attain_web.incentives.models import Run
from attain_web.payouts.models import LedgerEntry
from tests.support.organisation import Company
from tests.unit.attain_web.incentives.build import book, set_quota

pytestmark = pytest.mark.django_db
ALL_SEATS = ("cro", "east", "west")


@pytest.fixture
def attain_run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Calls the command in this process, whose Django and database are ready."""
    monkeypatch.setattr(command, "start_django", lambda: None)
    monkeypatch.setattr(command, "prepare_database", lambda: False)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(command.run, list(arguments))

    return call


def test_it_calculates_posts_and_says_so(stocked: Company, attain_run: Any) -> None:
    done = attain_run("--note", "By hand")
    assert done.exit_code == 0, done.output
    run = Run.objects.get()
    assert (run.state, run.is_current, run.note, run.job.state) == ("succeeded", True, "By hand", "succeeded")
    lines = done.output.splitlines()
    assert lines[0] == f"Run {run.pk}, official, through 2026-04"
    assert "  Calculating …" in lines
    assert "Earned: $16,000.00 by 3 payees in 4 lines." in lines
    assert any("3  quota-missing:" in line for line in lines)
    assert [line for line in lines if line.startswith("Posted")] == [
        "Posted: $6,000.00 of earnings into 2026-01, 1 payee.",
        "Posted: $5,000.00 of earnings into 2026-02, 2 payees.",
        "Posted: $5,000.00 of earnings into 2026-03, 1 payee.",
    ]


def test_again_it_posts_nothing(stocked: Company, attain_run: Any) -> None:
    attain_run()
    assert "Posted: nothing, as nothing differs from what is posted." in attain_run().output
    book("T9", "bob", "2026-04-02", 10_00)
    assert "Posted: $1.00 of earnings into 2026-04, 1 payee." in attain_run().output


def test_a_trial_posts_nothing(stocked: Company, attain_run: Any) -> None:
    assert "Posted: nothing, as this is a trial." in attain_run("--trial").output
    assert not LedgerEntry.objects.exists()
    assert Run.objects.get().purpose == "trial"


def test_strict_ends_with_one_where_something_could_not_be_paid(stocked: Company, attain_run: Any) -> None:
    assert attain_run("--strict", "--trial").exit_code == 1
    for seat in ALL_SEATS:
        set_quota(seat)
    done = attain_run("--strict", "--trial")
    assert (done.exit_code, "Problems: none." in done.output) == (0, True)


def test_the_result_as_json_is_all_there_is_on_the_output(stocked: Company, attain_run: Any) -> None:
    found = json.loads(attain_run("--json").output)
    assert (found["earned_minor"], found["payees"], found["problems"], found["errors"]) == (
        {"USD": 16_000_00}, 3, {"quota-missing": 3}, 3,
    )  # fmt: skip
    assert found["posted"][0] == {
        "kind": "earning", "period": "2026-01", "currency": "USD", "payees": 1, "amount_minor": 6_000_00,
    }  # fmt: skip


@pytest.mark.parametrize("arguments", [("--through", "soon"), ("--through", "FY2026")])
def test_what_cannot_be_calculated_is_said_and_ends_with_one(
    stocked: Company, attain_run: Any, arguments: tuple[str, ...]
) -> None:
    done = attain_run(*arguments)
    assert done.exit_code == 1
    assert "hint:" in done.output
    as_json = json.loads(attain_run(*arguments, "--json").output)
    assert as_json["problems"][0]["hint"]
    assert not Run.objects.exists()
