"""Static types of scalars: what a value is, and for an integer its scale and the bound that proves its width.

``bound`` is the largest magnitude the value can have. Below 2^63 it is computed in 64 bits, otherwise in
128; a bound of more than 38 digits does not compile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from attain.kernel.problem import Problem, ProblemError

NARROW_LIMIT = 2**63 - 1
WIDE_LIMIT = 10**38 - 1


class ValueKind(StrEnum):
    """What a value is."""

    INTEGER = "integer"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class ScalarType:
    """Type of a scalar; ``scale`` and ``bound`` mean something for integers alone."""

    kind: ValueKind
    scale: int = 0
    bound: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether the value needs 128 bits."""
        return self.bound > NARROW_LIMIT

    def at_scale(self, scale: int) -> ScalarType:
        """The same type read at another scale."""
        return replace(self, scale=scale)


TEXT = ScalarType(ValueKind.TEXT)
DATE = ScalarType(ValueKind.DATE)
BOOLEAN = ScalarType(ValueKind.BOOLEAN)


def integer(bound: int, scale: int = 0) -> ScalarType:
    """An integer type; raises ``ProblemError`` where the bound does not fit 38 digits."""
    if bound > WIDE_LIMIT:
        raise ProblemError(
            [
                Problem(
                    "number-too-wide",
                    f"A step can reach {len(str(bound))} digits; 38 is the most that stays exact.",
                    hint="Use rates and factors with fewer decimal places, or multiply fewer of them.",
                )
            ]
        )
    return ScalarType(ValueKind.INTEGER, scale, bound)
