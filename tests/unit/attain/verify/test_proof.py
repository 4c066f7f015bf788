"""Each check finds what was planted for it, and says where."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from attain.store import FactStore, Manifest
from attain.tables import RESULT_TABLES
from attain.verify import CHECKS, Evidence, HeadRow, verify
from tests.unit.attain.verify.build import LEDGER, evidence


def found(examined: Evidence) -> dict[str, list[str]]:
    """The codes that each check reports."""
    return {check.name: [problem.code for problem in check.problems] for check in verify(examined)}


def failing(examined: Evidence) -> set[str]:
    return {name for name, codes in found(examined).items() if codes}


def spoil(examined: Evidence, table: str, index: int, **values: Any) -> Evidence:
    """The evidence with one row changed."""
    rows = list(getattr(examined, table))
    rows[index] = dataclasses.replace(rows[index], **values)
    return dataclasses.replace(examined, **{table: rows})


@pytest.fixture
def sound(tmp_path: Path) -> Evidence:
    return evidence(tmp_path)


def test_a_sound_company_passes_every_check(sound: Evidence) -> None:
    assert found(sound) == {name: [] for name, _, _ in CHECKS}


def test_an_empty_company_passes(sound: Evidence) -> None:
    empty = Evidence([], [], [], [], None, [], sound.facts)
    assert failing(empty) == set()


def test_a_changed_description_breaks_the_chain(sound: Evidence) -> None:
    assert found(spoil(sound, "entries", 2, description="else"))["chain"] == ["entry-changed"]


def test_a_changed_amount_breaks_the_chain_and_the_balance(sound: Evidence) -> None:
    spoilt = spoil(sound, "postings", 1, amount_minor=999_999)
    assert failing(spoilt) >= {"chain", "entries", "movement", "settled"}
    assert "entry-unbalanced" in found(spoilt)["entries"]


def test_both_sides_of_an_entry_changed_are_found_by_chain_and_statements(sound: Evidence) -> None:
    spoilt = spoil(spoil(sound, "postings", 6, amount_minor=-900), "postings", 7, amount_minor=900)
    assert failing(spoilt) == {"chain", "statements", "posted"}


def test_a_removed_entry_leaves_a_gap(sound: Evidence) -> None:
    spoilt = dataclasses.replace(
        sound,
        entries=[entry for entry in sound.entries if entry.sequence != 3],
        postings=[posting for posting in sound.postings if posting.entry != 3],
    )
    assert "chain-gap" in found(spoilt)["chain"]


def test_an_entry_cut_off_at_the_end_does_not_match_the_heads(sound: Evidence) -> None:
    spoilt = dataclasses.replace(
        sound, entries=sound.entries[:-1], postings=[row for row in sound.postings if row.entry != 5]
    )
    assert found(spoilt)["chain"] == []
    assert found(spoilt)["head"] == ["head-differs", "head-rewritten"]


def test_a_ledger_rewritten_whole_does_not_match_the_heads_kept_outside(sound: Evidence) -> None:
    forged = dataclasses.replace(sound, kept_heads=[HeadRow(LEDGER, 2, "f" * 64)])
    assert found(forged)["head"] == ["head-rewritten"]


def test_heads_of_other_ledgers_alone_prove_nothing(sound: Evidence) -> None:
    stranger = dataclasses.replace(sound, kept_heads=[HeadRow("another", 1, "f" * 64)])
    assert found(stranger)["head"] == ["head-unknown"]


def test_postings_of_a_missing_entry_are_found(sound: Evidence) -> None:
    astray = [*sound.postings, dataclasses.replace(sound.postings[0], entry=99)]
    assert "posting-astray" in found(dataclasses.replace(sound, postings=astray))["chain"]


def test_a_posting_to_another_payee_is_found(sound: Evidence) -> None:
    assert "entry-foreign-payee" in found(spoil(sound, "postings", 1, person_id="bob"))["entries"]


def test_an_unknown_account_is_found(sound: Evidence) -> None:
    assert "account-unknown" in found(spoil(sound, "postings", 1, account="pocket"))["entries"]


def test_a_closed_period_that_was_not_made_payable_is_found(sound: Evidence) -> None:
    closed = spoil(sound, "periods", 1, state="closed", run=2)
    assert found(closed)["settled"] == ["close-incomplete"]


def test_a_paid_period_that_was_not_paid_is_found(sound: Evidence) -> None:
    unpaid = dataclasses.replace(
        sound,
        entries=[entry for entry in sound.entries if entry.kind != "payment"],
        postings=[posting for posting in sound.postings if posting.entry != 3],
    )
    assert "payment-incomplete" in found(unpaid)["settled"]


def test_an_entry_outside_every_period_is_found(sound: Evidence) -> None:
    assert "period-unknown" in found(spoil(sound, "entries", 4, period="2031-01"))["movement"]


def test_a_run_that_computed_something_else_does_not_match_the_statements(sound: Evidence) -> None:
    store = FactStore(sound.facts)
    manifest = Manifest.from_json(sound.runs[1].results["earnings"])
    rows = store.read(manifest).to_pylist()
    rows[0]["amount_minor"] += 1
    contract = RESULT_TABLES["earnings"]
    forged = store.replace(contract, contract.table(rows)).to_json()
    results = {**sound.runs[1].results, "earnings": forged}
    assert failing(spoil(sound, "runs", 1, results=results)) == {"statements", "posted"}


def test_a_closed_period_whose_run_was_exchanged_does_not_match_its_statement(sound: Evidence) -> None:
    assert failing(spoil(sound, "periods", 0, run=2)) == {"statements"}


def test_a_changed_file_is_found(sound: Evidence) -> None:
    path = _file_of(sound, "earnings")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    assert "file-changed" in found(sound)["files"]


def test_a_missing_file_is_found_and_no_check_passes_by_failing(sound: Evidence) -> None:
    _file_of(sound, "earnings").unlink()
    codes = found(sound)
    assert codes["files"] == ["file-missing"]
    assert codes["posted"] == ["check-failed"]


def test_splits_that_do_not_make_a_whole_are_found(sound: Evidence) -> None:
    manifest = json.loads(sound.runs[1].inputs["splits"])
    manifest["segments"] = manifest["segments"][:1]
    manifest["segments"][0]["kind"] = "base"
    whole = spoil(sound, "runs", 1, inputs={"splits": json.dumps(manifest)})
    assert found(whole)["splits"] == []
    half = _with_rows(sound, "splits", lambda row: row | {"share": row["share"] // 2})
    assert found(half)["splits"] == ["splits-not-whole"]


def test_credits_that_do_not_make_a_whole_are_found(sound: Evidence) -> None:
    short = _with_rows(sound, "credits", lambda row: row | {"quota_units": row["quota_units"] - 1})
    assert found(short)["splits"] == ["credits-not-whole"]


def test_every_problem_says_where_and_what(sound: Evidence) -> None:
    spoilt = spoil(sound, "postings", 1, amount_minor=999_999)
    for check in verify(spoilt):
        for problem in check.problems:
            assert str(problem.where)
            assert problem.message
            assert problem.hint


def _file_of(examined: Evidence, table: str) -> Path:
    return FactStore(examined.facts).files(Manifest.from_json(examined.runs[1].results[table]))[0]


def _with_rows(examined: Evidence, table: str, change: Any) -> Evidence:
    from attain.tables import FACT_TABLES

    store = FactStore(examined.facts)
    side = "inputs" if table == "splits" else "results"
    manifests = getattr(examined.runs[1], side)
    contract = (FACT_TABLES | RESULT_TABLES)[table]
    rows = [change(row) for row in store.read(Manifest.from_json(manifests[table])).to_pylist()]
    changed = {**manifests, table: store.replace(contract, contract.table(rows)).to_json()}
    return spoil(examined, "runs", 1, **{side: changed})
