"""The chain of entries, hashed anew; the head in the database; the heads kept outside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict

from attain.kernel.problem import Problem
from attain.verify.evidence import EntryRow, Evidence, PostingRow
from attain.verify.wording import problem

ZEROS = "0" * 64
_RESTORE = "Compare with a backup from before; pay nothing until you know why."


def hash_of(entry: EntryRow, postings: list[PostingRow]) -> str:
    """The hash of an entry in format 1."""
    content = asdict(entry)
    del content["hash"]
    content["postings"] = [_without_place(posting) for posting in postings]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check_chain(evidence: Evidence) -> Iterator[Problem]:
    """Entries are numbered without gaps, unchanged, and each follows from the one before."""
    previous_hash, expected = ZEROS, 1
    for entry in evidence.entries:
        where = f"entry {entry.sequence}"
        if entry.format != 1:
            yield problem("format-unknown", where, f"It is of format {entry.format}, which is unknown here.")
        if entry.sequence != expected:
            yield problem("chain-gap", where, f"Entry {expected} is missing.", _RESTORE)
        elif entry.previous_hash != previous_hash:
            yield problem("chain-broken", where, "It does not follow from the entry before it.", _RESTORE)
        if hash_of(entry, list(evidence.postings_of.get(entry.sequence, ()))) != entry.hash:
            yield problem(
                "entry-changed", where, "It or its postings were changed after it was written.", _RESTORE
            )
        previous_hash, expected = entry.hash, entry.sequence + 1
    known = {entry.sequence for entry in evidence.entries}
    for sequence in sorted(evidence.postings_of.keys() - known):
        yield problem(
            "posting-astray", f"entry {sequence}", "Postings belong to an entry that is missing.", _RESTORE
        )


def check_head(evidence: Evidence) -> Iterator[Problem]:
    """The head in the database and every head kept outside it are in the chain; the first is its end."""
    hashes = {entry.sequence: entry.hash for entry in evidence.entries} | {0: ZEROS}
    last = max(hashes)
    head = evidence.head
    if head is None:
        if last:
            yield problem("head-missing", "ledger head", "There are entries but no head.", _RESTORE)
        return
    if (head.sequence, head.hash) != (last, hashes[last]):
        message = f"It names entry {head.sequence}, the ledger ends with entry {last}."
        if head.sequence == last:
            message = f"It has another hash than the last entry, {last}."
        yield problem("head-differs", "ledger head", message, _RESTORE)
    own = [kept for kept in evidence.kept_heads if kept.ledger == head.ledger]
    if last and evidence.kept_heads and not own:
        message = "It holds heads of other ledgers only, none of this one."
        yield problem("head-unknown", "file of heads", message, _RESTORE)
    for kept in own:
        if hashes.get(kept.sequence) != kept.hash:
            message = f"It says that entry {kept.sequence} was another one: the ledger was rewritten."
            yield problem("head-rewritten", "file of heads", message, _RESTORE)


def _without_place(posting: PostingRow) -> dict[str, object]:
    content = asdict(posting)
    del content["entry"], content["line"]
    return content
