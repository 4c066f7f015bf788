"""Draws: a small generator of whole numbers (splitmix64), the same on every machine and version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = 2**64 - 1


class Draw:
    """A stream of choices that a seed decides."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def below(self, limit: int) -> int:
        """A whole number from 0 to before ``limit``."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % limit

    def between(self, least: int, limit: int) -> int:
        """A whole number from ``least`` to before ``limit``."""
        return least + self.below(limit - least)

    def happens(self, percent: int) -> bool:
        """Whether something happens that does so in ``percent`` of all cases."""
        return self.below(100) < percent

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Some different options, in random order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(count)]
