from __future__ import annotations

import dataclasses

import pytest

from attain.kernel.problem import ProblemError
from attain.ledger import GENESIS, Account, Entry, balances, entry_problems, reverse, seal
from tests.unit.attain.ledger.build import ALICE, MOMENT, chain, entry

SOUND = entry({ALICE: 100})
EXPENSE, EARNED = SOUND.postings


def codes(one: Entry) -> list[str]:
    return [problem.code for problem in entry_problems(one)]


def test_a_sound_entry_has_no_problems() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    ("postings", "code"),
    [
        ((EARNED,), "entry-unbalanced"),
        ((EXPENSE, dataclasses.replace(EARNED, currency="EUR")), "entry-unbalanced"),
        ((), "entry-empty"),
        (
            tuple(dataclasses.replace(one, person_id="bob") for one in SOUND.postings),
            "entry-foreign-payee",
        ),
        (
            (dataclasses.replace(EXPENSE, amount_minor=0), dataclasses.replace(EARNED, amount_minor=0)),
            "entry-zero",
        ),
        (tuple(dataclasses.replace(one, currency="QQQ") for one in SOUND.postings), "currency-unknown"),
    ],
)
def test_an_unsound_entry_is_refused_by_the_chain(postings: tuple[object, ...], code: str) -> None:
    unsound = dataclasses.replace(SOUND, postings=postings)  # type: ignore[arg-type]
    assert code in codes(unsound)
    with pytest.raises(ProblemError):
        seal(unsound, GENESIS)


def test_a_reversal_brings_every_balance_back_to_where_it_was() -> None:
    (sealed,), _ = chain([SOUND])
    back = reverse(sealed, period="2026-02", reason="wrong payee", recorded_at=MOMENT)
    assert not any(balances([sealed, back]).values())
    assert back.cause == "entry:1"
    assert back.idempotency_key == "reversal:1"


def test_accounts_of_two_currencies_are_never_added() -> None:
    euro = dataclasses.replace(ALICE, currency="EUR")
    totals = balances([entry({ALICE: 100, euro: 70})])
    assert totals["alice", "USD", Account.EARNED] == 100
    assert totals["alice", "EUR", Account.EARNED] == 70
