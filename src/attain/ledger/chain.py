"""The hash chain: each entry carries the hash of the one before, so that history cannot be rewritten unseen.

Format 1: SHA-256 over canonical JSON (sorted keys, no spaces, UTF-8) of all fields of the entry but ``hash``;
postings as objects, in order. A later format may add fields; each entry says which one it is in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from attain.kernel.fingerprint import fingerprint
from attain.kernel.problem import Location, Problem, ProblemError
from attain.ledger.entry import Entry, entry_problems

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the number and hash of the last entry."""

    sequence: int
    hash: str


GENESIS = Head(0, "0" * 64)


def entry_hash(entry: Entry) -> str:
    """The hash of an entry with its sequence and previous hash."""
    content = {item.name: getattr(entry, item.name) for item in dataclasses.fields(entry)}
    del content["hash"]
    return fingerprint(content)


def seal(entry: Entry, head: Head) -> Entry:
    """The entry as the next one of the chain. Raises ``ProblemError`` for an entry that is not sound."""
    problems = entry_problems(entry)
    if problems:
        raise ProblemError(problems)
    linked = dataclasses.replace(
        entry, sequence=head.sequence + 1, previous_hash=head.hash, hash="", format=FORMAT
    )
    return dataclasses.replace(linked, hash=entry_hash(linked))


def verify_chain(entries: Iterable[Entry], head: Head, *, after: Head = GENESIS) -> tuple[Problem, ...]:
    """Every break between ``after`` and ``head`` in entries given in order of sequence."""
    problems: list[Problem] = []
    last = after
    for entry in entries:
        if entry.sequence != last.sequence + 1:
            missing = f"entry {last.sequence + 1} was expected, entry {entry.sequence} is there"
            problems.append(_broken("chain-gap", f"The ledger has a gap or is out of order: {missing}."))
        elif entry.previous_hash != last.hash:
            problems.append(
                _broken("chain-broken", f"Entry {entry.sequence} does not follow from the one before.")
            )
        if entry_hash(entry) != entry.hash:
            problems.append(
                _broken("entry-changed", f"Entry {entry.sequence} was changed after it was written.")
            )
        problems += entry_problems(entry)
        last = Head(entry.sequence, entry.hash)
    if last != head:
        end = f"the ledger ends at entry {last.sequence}, its head says {head.sequence}"
        problems.append(_broken("chain-end", f"Entries are missing or were added at the end: {end}."))
    return tuple(problems)


def _broken(code: str, message: str) -> Problem:
    return Problem(
        code, message, Location(path="ledger"), "Compare with a backup; do not pay before you know why."
    )
