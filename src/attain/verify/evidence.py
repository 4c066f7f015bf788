"""What is examined: the rows of the records database as they stand, and where the files of results are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A stored posting; ``entry`` is its entry's sequence, ``line`` its place there."""

    entry: int
    line: int
    account: str
    person_id: str
    amount_minor: int
    currency: str
    plan_id: str
    component: str
    earned_period: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A stored entry; ``recorded_at`` is ISO 8601 in UTC with microseconds."""

    sequence: int
    format: int
    kind: str
    period: str
    person_id: str
    description: str
    cause: str
    idempotency_key: str
    recorded_at: str
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A pay period; ``run`` is the one it stood on when it was closed."""

    name: str
    state: str
    run: int | None
    is_paid: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run, with the manifests of what it read and gave, by table, as stored."""

    id: int
    through: str
    is_current: bool
    inputs: Mapping[str, Any]
    results: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HeadRow:
    """An end of the chain, as the database says it or as a file kept it."""

    ledger: str
    sequence: int
    hash: str


@dataclass(frozen=True)
class Evidence:
    """Everything that is examined. ``entries`` and ``postings`` in order of sequence and line; ``periods``
    by start.
    """

    entries: Sequence[EntryRow]
    postings: Sequence[PostingRow]
    periods: Sequence[PeriodRow]
    runs: Sequence[RunRow]
    head: HeadRow | None
    kept_heads: Sequence[HeadRow]
    facts: Path

    @cached_property
    def postings_of(self) -> Mapping[int, Sequence[PostingRow]]:
        """The postings of each entry."""
        found: dict[int, list[PostingRow]] = {}
        for posting in self.postings:
            found.setdefault(posting.entry, []).append(posting)
        return found

    @cached_property
    def run_by_id(self) -> Mapping[int, RunRow]:
        """The runs by their number."""
        return {run.id: run for run in self.runs}

    @property
    def current_run(self) -> RunRow | None:
        """The run whose earnings are posted."""
        return next((run for run in self.runs if run.is_current), None)

    def run_of(self, period: PeriodRow) -> RunRow | None:
        """The run that a period stands on: its own once closed, the current one before."""
        if period.state == "closed":
            return self.run_by_id.get(period.run) if period.run is not None else None
        return self.current_run
