"""Control totals: every transaction of the time calculated is either credited or not, and the sums prove
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attain.engine.calculation import Calculation
from attain.engine.inputs import CalculationInput

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """Transactions of one kind and currency: all of them, and those that earned someone credit or did not."""

    kind: str
    currency: str
    source_count: int
    source_minor: int
    credited_count: int
    credited_minor: int
    uncredited_count: int
    uncredited_minor: int

    @property
    def is_balanced(self) -> bool:
        """Whether source = credited + uncredited, in number and amount."""
        return (
            self.source_count == self.credited_count + self.uncredited_count
            and self.source_minor == self.credited_minor + self.uncredited_minor
        )


def control_totals(inputs: CalculationInput, calculation: Calculation) -> tuple[ControlTotal, ...]:
    """Source = credited + uncredited by kind and currency, for transactions that occurred in the time
    calculated.
    """
    import pyarrow.compute as pc

    rows = inputs.table("transactions").select(
        ["transaction_id", "kind", "currency", "amount_minor", "occurred_on"]
    )
    day = rows["occurred_on"]
    rows = rows.filter(pc.and_(pc.greater_equal(day, inputs.start), pc.less(day, inputs.end)))
    is_credited = pc.is_in(rows["transaction_id"], value_set=calculation.credits["transaction_id"].unique())
    source, credited = _sums(rows), _sums(rows.filter(is_credited))
    uncredited = _sums(rows.filter(pc.invert(is_credited)))
    nothing = (0, 0)
    return tuple(
        ControlTotal(*key, *source[key], *credited.get(key, nothing), *uncredited.get(key, nothing))
        for key in sorted(source)
    )


def _sums(rows: pa.Table) -> dict[tuple[str, str], tuple[int, int]]:
    """Number and amount by kind and currency."""
    grouped = rows.group_by(["kind", "currency"]).aggregate(
        [("amount_minor", "count"), ("amount_minor", "sum")]
    )
    return {
        (row["kind"], row["currency"]): (row["amount_minor_count"], row["amount_minor_sum"])
        for row in grouped.to_pylist()
    }
