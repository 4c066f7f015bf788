from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attain.ledger import (
    Account,
    EarningKey,
    EntryKind,
    balances,
    differences,
    earned_by_key,
    earning_postings,
    entry_problems,
)
from tests.unit.attain.ledger.build import ALICE, entry

keys = st.builds(
    EarningKey,
    st.just("alice"),
    st.sampled_from(["ae", "am"]),
    st.sampled_from(["commission", "bonus"]),
    st.sampled_from(["2026-01", "2026-02", "2026-03"]),
    st.sampled_from(["USD", "EUR"]),
)
calculations = st.dictionaries(keys, st.integers(-(10**12), 10**12), max_size=8)


def test_a_first_calculation_is_posted_whole() -> None:
    (found,) = differences({}, {ALICE: 1234})
    assert (found.posted_minor, found.computed_minor, found.amount_minor) == (0, 1234, 1234)


def test_what_is_no_longer_computed_is_taken_back() -> None:
    (found,) = differences({ALICE: 1234}, {})
    assert found.amount_minor == -1234


def test_only_the_difference_is_posted() -> None:
    postings = earning_postings(differences({ALICE: 1000}, {ALICE: 1250}))
    assert [(one.account, one.amount_minor) for one in postings] == [
        (Account.EXPENSE, -250),
        (Account.EARNED, 250),
    ]


@given(calculations)
def test_posting_the_same_calculation_twice_posts_nothing(computed: dict[EarningKey, int]) -> None:
    assert differences(computed, computed) == ()


@given(st.lists(calculations, min_size=1, max_size=6))
def test_any_sequence_of_recalculations_leaves_the_last_one_posted(
    sequence: list[dict[EarningKey, int]],
) -> None:
    entries = []
    for number, computed in enumerate(sequence):
        found = differences(earned_by_key(entries), computed)
        if found:
            one = entry({}, key=f"run:{number}", postings=earning_postings(found))
            assert not entry_problems(one)
            entries.append(one)
    last = {key: amount for key, amount in sequence[-1].items() if amount}
    assert earned_by_key(entries) == last
    assert differences(earned_by_key(entries), sequence[-1]) == ()


def test_paying_what_was_earned_does_not_make_it_be_posted_again() -> None:
    earned = entry({ALICE: 500})
    released = entry({ALICE: 500}, Account.EARNED, Account.PAYABLE, kind=EntryKind.RELEASE)
    paid = entry({ALICE: 500}, Account.PAYABLE, Account.PAID, kind=EntryKind.PAYMENT)
    assert differences(earned_by_key([earned, released, paid]), {ALICE: 500}) == ()
    assert balances([earned, released, paid])["alice", "USD", Account.PAID] == 500
