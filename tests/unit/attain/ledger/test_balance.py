from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from attain.ledger import OWED, Account, EarningKey, EntryKind, balances, movements, open_balances
from tests.unit.attain.ledger.build import ALICE, entry

MONTHS = ("2026-01", "2026-02", "2026-03")
STEPS = {
    EntryKind.EARNING: (Account.EXPENSE, Account.EARNED),
    EntryKind.ADJUSTMENT: (Account.EXPENSE, Account.EARNED),
    EntryKind.RELEASE: (Account.EARNED, Account.PAYABLE),
    EntryKind.PAYMENT: (Account.PAYABLE, Account.PAID),
}


def test_a_month_from_earned_to_paid() -> None:
    entries = [
        entry({ALICE: 1000}),
        entry({ALICE: 1000}, Account.EARNED, Account.PAYABLE, kind=EntryKind.RELEASE),
        entry({ALICE: 1000}, Account.PAYABLE, Account.PAID, kind=EntryKind.PAYMENT, period="2026-02"),
        entry({ALICE: -50}, kind=EntryKind.ADJUSTMENT, period="2026-02"),
    ]
    january, february, march = movements(entries, MONTHS)
    assert (january.opening_minor, january.earned_minor, january.closing_minor) == (0, 1000, 1000)
    assert (february.opening_minor, february.adjusted_minor, february.paid_minor) == (1000, -50, 1000)
    assert (february.closing_minor, march.opening_minor, march.closing_minor) == (-50, -50, -50)


def test_nothing_open_is_left_out_of_open_balances() -> None:
    earned = entry({ALICE: 1000})
    released = entry({ALICE: 1000}, Account.EARNED, Account.PAYABLE, kind=EntryKind.RELEASE)
    assert open_balances([earned, released], Account.EARNED) == {}
    assert open_balances([earned, released], Account.PAYABLE) == {ALICE: 1000}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(STEPS)),
            st.sampled_from(MONTHS),
            st.sampled_from(["alice", "bob"]),
            st.sampled_from(["USD", "JPY"]),
            st.integers(-(10**9), 10**9).filter(bool),
        ),
        max_size=20,
    )
)
def test_opening_plus_movement_is_closing_and_the_last_closing_is_what_is_owed(
    steps: list[tuple[EntryKind, str, str, str, int]],
) -> None:
    entries = []
    for kind, month, person, currency, amount in steps:
        key: EarningKey = replace(ALICE, person_id=person, currency=currency)
        entries.append(entry({key: amount}, *STEPS[kind], kind=kind, period=month))
    totals = balances(entries)
    found = movements(entries, MONTHS)
    for earlier, later in pairwise(found):
        if (earlier.person_id, earlier.currency) == (later.person_id, later.currency):
            assert earlier.closing_minor == later.opening_minor
    for last in found[2::3]:
        owed = sum(totals.get((last.person_id, last.currency, account), 0) for account in OWED)
        assert last.closing_minor == owed
