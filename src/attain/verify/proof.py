"""The checks in order, each with what it proves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from attain.kernel.problem import Problem
from attain.verify.balance import check_entries, check_movement, check_settled
from attain.verify.chain import check_chain, check_head
from attain.verify.evidence import Evidence
from attain.verify.files import check_files
from attain.verify.share import check_splits
from attain.verify.statement import check_posted, check_statements


@dataclass(frozen=True, slots=True)
class Check:
    """What was proved, and what stands against it."""

    name: str
    title: str
    problems: tuple[Problem, ...]


CHECKS: tuple[tuple[str, str, Callable[[Evidence], Iterator[Problem]]], ...] = (
    ("chain", "The chain of entries is unbroken", check_chain),
    ("head", "The chain ends where its heads say", check_head),
    ("entries", "Every entry balances", check_entries),
    ("settled", "Closed periods are payable, paid ones paid", check_settled),
    ("movement", "Opening + movement = closing for every payee", check_movement),
    ("files", "The files that periods stand on are unchanged", check_files),
    ("statements", "Statement lines = ledger movement", check_statements),
    ("posted", "What the current run computed is posted", check_posted),
    ("splits", "Splits sum to the whole", check_splits),
)


def verify(evidence: Evidence) -> Iterator[Check]:
    """The checks one after another; one that cannot finish is a problem of its own, never a pass."""
    for name, title, check in CHECKS:
        yield Check(name, title, tuple(_safely(check, evidence)))


def _safely(check: Callable[[Evidence], Iterator[Problem]], evidence: Evidence) -> Iterator[Problem]:
    try:
        yield from check(evidence)
    except Exception as error:  # whatever is wrong with the evidence must be said, not raised
        hint = "Repair what the other checks name, then verify again."
        yield Problem("check-failed", f"The check could not finish: {error}", hint=hint)
