"""Streams of chance, one per entity: what one table draws never shifts what another draws.

A stream is named by the company's seed and a path such as ``("deal", "NAE-T01", 4)``; the same name gives
the same numbers in every process.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
LARGEST_MEAN = 200.0  # beyond about 700 the limit would be zero


def stream(seed: int, *path: str | int) -> random.Random:
    """The stream of that name."""
    name = "/".join(str(part) for part in (seed, *path))
    return random.Random(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big"))


def poisson(rng: random.Random, mean: float) -> int:
    """A Poisson count, by multiplication of uniforms; of a large mean, as a sum of counts of smaller ones."""
    if mean > LARGEST_MEAN:
        return poisson(rng, LARGEST_MEAN) + poisson(rng, mean - LARGEST_MEAN)
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def lognormal(rng: random.Random, median: float, sigma: float) -> float:
    """A log-normal number by its median and the deviation of its logarithm."""
    return median * math.exp(rng.gauss(0.0, sigma))


def pick(rng: random.Random, weights: Sequence[tuple[T, float]]) -> T:
    """One of the values, with probability in proportion to its weight."""
    return rng.choices([value for value, _ in weights], [weight for _, weight in weights])[0]


def chance(logit: float) -> float:
    """The probability of a logit."""
    return 1.0 / (1.0 + math.exp(-logit))


class Spread:
    """Says yes to a share of questions, spread so evenly that the share holds in small groups too."""

    __slots__ = ("_carry",)

    def __init__(self, start: float = 0.5) -> None:
        self._carry = start

    def take(self, share: float) -> bool:
        """Whether this one is among the ``share`` of ones taken."""
        self._carry += share
        if self._carry >= 1.0:
            self._carry -= 1.0
            return True
        return False
