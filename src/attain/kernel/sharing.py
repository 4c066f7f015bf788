"""Shares that sum to the whole: a total divided by weights, by largest remainder.

The floor of each exact share is given first; what is left goes, one unit each, to the largest remainders, and
among equal remainders to the earlier entry. A split of −x is the negative of the split of x.
"""

from __future__ import annotations

from collections.abc import Sequence


def share(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` units divided in proportion to ``weights`` (integers ≥ 0, not all 0).

    Raises ValueError for no weights, a negative weight, or weights that sum to 0.
    """
    whole = sum(weights)
    if not weights or whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and sum to more than 0")
    magnitude = abs(total)
    floors = [magnitude * weight // whole for weight in weights]
    remainders = [magnitude * weight % whole for weight in weights]
    left = magnitude - sum(floors)
    for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
        floors[index] += 1
    return tuple(-part if total < 0 else part for part in floors)
