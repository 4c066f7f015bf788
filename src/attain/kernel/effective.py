"""Effective dating: values that hold for a range of days, and what holds on a given day.

A timeline never has two values on one day; a day in a gap has none.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from attain.kernel.period import DateRange
from attain.kernel.problem import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Effective(Generic[T]):
    """A value and the days on which it holds."""

    range: DateRange
    value: T


class Timeline(Generic[T]):
    """Values over time, sorted by start; build with ``timeline_of`` to have overlaps reported."""

    __slots__ = ("_starts", "entries")

    def __init__(self, entries: Iterable[Effective[T]]) -> None:
        self.entries: tuple[Effective[T], ...] = tuple(sorted(entries, key=lambda entry: entry.range.start))
        self._starts = [entry.range.start for entry in self.entries]

    def as_of(self, day: dt.date) -> T | None:
        """The value that holds on ``day``; None in a gap."""
        index = bisect_right(self._starts, day) - 1
        if index < 0 or day not in self.entries[index].range:
            return None
        return self.entries[index].value

    def within(self, window: DateRange) -> tuple[Effective[T], ...]:
        """The values that hold in the window, cut to it."""
        cut = ((entry.range.intersect(window), entry.value) for entry in self.entries)
        return tuple(Effective(days, value) for days, value in cut if days is not None)


def timeline_of(entries: Iterable[Effective[T]], *, subject: str) -> tuple[Timeline[T], tuple[Problem, ...]]:
    """A timeline and a problem for each pair of neighbours that overlap; ``subject`` names whose it is."""
    timeline = Timeline(entries)
    problems = tuple(
        Problem(
            "effective-overlap",
            f"{subject} has two values on {later.range.start}: one from {earlier.range.start}, one from "
            f"{later.range.start}.",
            hint="End the earlier one on the day the later one starts.",
            subject=subject,
        )
        for earlier, later in zip(timeline.entries, timeline.entries[1:], strict=False)
        if earlier.range.overlaps(later.range)
    )
    return timeline, problems
