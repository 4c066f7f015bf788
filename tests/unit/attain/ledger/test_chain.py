from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from attain.ledger import GENESIS, Account, Entry, EntryKind, Head, entry_hash, seal, verify_chain
from tests.unit.attain.ledger.build import ALICE, chain, entry

FIVE, HEAD = chain(entry({ALICE: 100 + number}, key=f"run:{number}") for number in range(5))


def test_a_chain_as_written_is_unbroken() -> None:
    assert verify_chain(FIVE, HEAD) == ()


def test_an_empty_ledger_ends_at_its_genesis() -> None:
    assert verify_chain((), GENESIS) == ()


def test_the_hash_of_format_1_never_changes() -> None:
    first = seal(entry({ALICE: 100}), GENESIS)
    assert first.hash == "351e74a4ea2ce342d22e080f15ae1a8f18e0ada9a37a64c15739c735be6d960a"


def test_a_part_of_the_chain_can_be_verified_from_where_it_starts() -> None:
    assert verify_chain(FIVE[2:], HEAD, after=Head(FIVE[1].sequence, FIVE[1].hash)) == ()


CHANGES = {
    "kind": EntryKind.ADJUSTMENT,
    "period": "2026-02",
    "person_id": "bob",
    "description": "Something else",
    "cause": "run:99",
    "idempotency_key": "other",
    "recorded_at": "2027-01-01T00:00:00+00:00",
    "sequence": 77,
    "previous_hash": "f" * 64,
    "hash": "e" * 64,
    "format": 2,
}


def test_every_field_of_an_entry_is_sealed() -> None:
    fields = {item.name for item in dataclasses.fields(Entry)}
    assert fields == {*CHANGES, "postings"}


@given(st.integers(0, 4), st.sampled_from(sorted(CHANGES)), st.booleans())
def test_changing_any_field_of_any_entry_breaks_the_chain(index: int, name: str, rehash: bool) -> None:
    changed = dataclasses.replace(FIVE[index], **{name: CHANGES[name]})
    if rehash and name != "hash":
        changed = dataclasses.replace(changed, hash=entry_hash(changed))
    assert verify_chain([*FIVE[:index], changed, *FIVE[index + 1 :]], HEAD)


@given(st.integers(0, 4), st.integers(0, 1), st.sampled_from(["amount_minor", "account", "component"]))
def test_changing_any_posting_breaks_the_chain(index: int, line: int, name: str) -> None:
    postings = list(FIVE[index].postings)
    value = {"amount_minor": 999, "account": Account.PAID, "component": "other"}[name]
    postings[line] = dataclasses.replace(postings[line], **{name: value})
    changed = dataclasses.replace(FIVE[index], postings=tuple(postings))
    assert verify_chain([*FIVE[:index], changed, *FIVE[index + 1 :]], HEAD)


@given(st.integers(0, 4))
def test_removing_any_entry_breaks_the_chain(index: int) -> None:
    assert verify_chain([*FIVE[:index], *FIVE[index + 1 :]], HEAD)


@settings(max_examples=40)
@given(st.permutations(FIVE))
def test_any_other_order_breaks_the_chain(order: list[Entry]) -> None:
    assert bool(verify_chain(order, HEAD)) == (tuple(order) != FIVE)


def test_an_entry_added_past_the_head_is_found() -> None:
    (*_, extra), _ = chain([*FIVE, entry({ALICE: 1}, key="extra")])
    assert [problem.code for problem in verify_chain([*FIVE, extra], HEAD)] == ["chain-end"]


def test_a_chain_rewritten_whole_does_not_match_a_head_kept_elsewhere() -> None:
    rewritten, _ = chain(entry({ALICE: 500 + number}, key=f"run:{number}") for number in range(5))
    assert [problem.code for problem in verify_chain(rewritten, HEAD)] == ["chain-end"]
