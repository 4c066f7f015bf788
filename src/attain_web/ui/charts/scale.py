"""From values to places: round axis steps, linear scales, and how values are written on an axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from attain.kernel.money import Currency
from attain.kernel.scaled import ONE
from attain_web.ui.formats import format_count, format_percent, format_short_amount


@dataclass(frozen=True, slots=True)
class ValueFormat:
    """How values of one kind are written; ``unit`` is the integer that stands for one of what is shown."""

    write: Callable[[int], str]
    unit: int


def as_money(currency_code: str) -> ValueFormat:
    """Minor units as ``$150k``."""
    return ValueFormat(
        lambda value: format_short_amount(value, currency_code), 10 ** Currency(currency_code).exponent
    )


def as_percent(places: int = 0) -> ValueFormat:
    """Rates at scale 8 as ``90%``."""
    return ValueFormat(lambda value: format_percent(value, places=places), ONE // 100)


def as_count() -> ValueFormat:
    """Whole numbers."""
    return ValueFormat(format_count, 1)


def axis_steps(lowest: int, highest: int, unit: int, count: int) -> list[int]:
    """About ``count`` round values from at most ``lowest`` to at least ``highest``, multiples of ``unit``."""
    span = max(highest - lowest, unit)
    step = unit
    for size in _round_sizes(unit):
        step = size
        if span <= size * count:
            break
    first = lowest // step * step
    last = -(-highest // step) * step
    return list(range(first, max(last, first + step) + 1, step))


def _round_sizes(unit: int) -> list[int]:
    """1, 2, 2.5 and 5 times each power of ten of the unit; 2.5 only where it is whole."""
    sizes = []
    for power in range(16):
        base = unit * 10**power
        sizes += [base, base * 2] + ([base * 5 // 2] if base * 5 % 2 == 0 and power else []) + [base * 5]
    return sizes


@dataclass(frozen=True, slots=True)
class Linear:
    """Maps values between ``low`` and ``high`` to coordinates between ``start`` and ``end``."""

    low: int
    high: int
    start: float
    end: float

    def __call__(self, value: int) -> float:
        if self.high == self.low:
            return self.start
        return self.start + (self.end - self.start) * ((value - self.low) / (self.high - self.low))
