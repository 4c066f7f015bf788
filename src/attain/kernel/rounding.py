"""Rounding happens at named steps with a named mode, on integers, and nowhere else.

Every function is exact for integers of any size and symmetric about zero where its mode is:
``divide_rounded(-n, d, mode) == -divide_rounded(n, d, mode)`` for all modes except FLOOR and CEILING.
"""

from __future__ import annotations

from enum import StrEnum


class RoundingMode(StrEnum):
    """How a quotient that is not whole becomes whole."""

    HALF_EVEN = "half-even"
    HALF_UP = "half-up"  # halves away from zero, as in commercial rounding
    DOWN = "down"  # towards zero
    UP = "up"  # away from zero
    FLOOR = "floor"
    CEILING = "ceiling"


def divide_rounded(numerator: int, denominator: int, mode: RoundingMode = RoundingMode.HALF_EVEN) -> int:
    """The quotient of two integers, rounded to a whole number by ``mode``.

    Raises ZeroDivisionError when ``denominator`` is 0.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if mode is RoundingMode.FLOOR:
        return numerator // denominator
    if mode is RoundingMode.CEILING:
        return -(-numerator // denominator)
    quotient, rest = divmod(abs(numerator), denominator)
    if rest and _rounds_away(quotient, rest, denominator, mode):
        quotient += 1
    return -quotient if numerator < 0 else quotient


def _rounds_away(quotient: int, rest: int, denominator: int, mode: RoundingMode) -> bool:
    if mode is RoundingMode.DOWN:
        return False
    if mode is RoundingMode.UP:
        return True
    if rest * 2 == denominator:
        return mode is RoundingMode.HALF_UP or quotient % 2 == 1
    return rest * 2 > denominator


def rescale(units: int, from_scale: int, to_scale: int, mode: RoundingMode = RoundingMode.HALF_EVEN) -> int:
    """Integer units at ``from_scale`` decimal places as units at ``to_scale`` places."""
    if to_scale >= from_scale:
        return units * power_of_ten(to_scale - from_scale)
    return divide_rounded(units, power_of_ten(from_scale - to_scale), mode)


def power_of_ten(exponent: int) -> int:
    """10 to a whole ``exponent`` ≥ 0, as an integer."""
    if exponent < 0:
        raise ValueError("the exponent of a power of ten is not negative here")
    return int(10**exponent)
