"""Rate tables lowered: bounds as units of each payee, the part of a credit in each tier, the tier that is
reached.

Nothing divides to find a tier: a bound in attainment becomes units of that payee's quota, rounded half up,
once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attain.ir import scalar as ir
from attain.ir.relation import Relation
from attain.ir.scalar import Scalar
from attain.kernel.rounding import RoundingMode
from attain.plans.component_kind import Basis, Line
from attain.plans.definition import LITERAL_SCALE, Formula
from attain.plans.explanation import Step
from attain.plans.table import Boundary, RateTable, TierUnit


def tier_values(table: RateTable) -> dict[str, Formula]:
    """The formulas of the tiers under their column names ``value_0``, ``value_1``…"""
    return {f"value_{index}": tier.value for index, tier in enumerate(table.tiers)}


def with_tiers(relation: Relation, table: RateTable, basis: Basis, day: str, *, value_scale: int) -> Relation:
    """The rows with columns ``value_n`` (at ``value_scale``) and ``bound_n``.

    Rows without a quota above 0 are left out where the bounds are in attainment.
    """
    if table.by is TierUnit.ATTAINMENT:
        relation = relation.filter(relation["target_units"].gt(0))
    relation = basis.with_values(relation, tier_values(table), day)
    rounded = {name: ir.rescale(relation[name], value_scale) for name in tier_values(table)}
    relation = relation.extend(**rounded)
    scale = relation.columns["quota_units" if "quota_units" in relation.columns else "units"].scale
    target = relation["target_units"] if "target_units" in relation.columns else None
    return relation.extend(**bounds(table, scale, target, relation["factor"]))


def bounds(table: RateTable, scale: int, target: Scalar | None, factor: Scalar) -> dict[str, Scalar]:
    """The upper bound of each tier but the last, in units at ``scale``."""
    found = {}
    for index, tier in enumerate(table.tiers[:-1]):
        assert tier.up_to is not None
        bound = ir.scaled(tier.up_to, LITERAL_SCALE)
        if table.by is TierUnit.ATTAINMENT:
            assert target is not None
            bound = bound * target
        elif table.by is TierUnit.AMOUNT:
            bound = bound * factor
        found[f"bound_{index}"] = ir.rescale(bound, scale, RoundingMode.HALF_UP)
    return found


def parts(table: RateTable, row: Mapping[str, Scalar], before: Scalar, after: Scalar) -> dict[str, Scalar]:
    """How much of the way from ``before`` to ``after`` lies in each tier; the first reaches down without
    end.
    """
    found = {}
    last = len(table.tiers) - 1
    for index in range(last + 1):
        low = row[f"bound_{index - 1}"] if index else None
        high = row[f"bound_{index}"] if index < last else None
        found[f"part_{index}"] = _within(after, low, high) - _within(before, low, high)
    return found


def _within(value: Scalar, low: Scalar | None, high: Scalar | None) -> Scalar:
    if high is not None:
        value = ir.least(value, high)
    return value if low is None else ir.greatest(value, low)


def marginal(table: RateTable, row: Mapping[str, Scalar]) -> Scalar:
    """The exact pay for the parts: the sum of each part times its tier's rate."""
    terms = [row[f"part_{index}"] * row[f"value_{index}"] for index in range(len(table.tiers))]
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def reached(table: RateTable, row: Mapping[str, Scalar], value: Scalar, results: Sequence[Scalar]) -> Scalar:
    """The result that belongs to the tier in which ``value`` lies."""
    branches = []
    for index in range(len(table.tiers) - 1):
        bound = row[f"bound_{index}"]
        inside = value.le(bound) if table.boundary is Boundary.LOWER else value.lt(bound)
        branches.append((inside, results[index]))
    return ir.case(branches, results[-1]) if branches else results[0]


def position_step(line: Line, table: RateTable, before: int, after: int) -> Step:
    """Where a credit stands in the tiers: before and after, in units and as a part of the quota."""
    values = line.values
    words = f"From {_position(line, before)} to {_position(line, after)}"
    if values.get("target_units"):
        words += f" of a quota of {line.units(values['target_units'])}"
    period = values.get("measure_period")
    words += f" in {period}." if period else "."
    return Step("Position in the tiers", words, _position(line, after), line.clause)


def _position(line: Line, units: int) -> str:
    attainment = line.attainment(units)
    return f"{line.units(units)} ({attainment})" if attainment else line.units(units)


def tier_clause(line: Line, index: int) -> str:
    """The reference to a tier: ``§ Accelerator, tier 3``."""
    return f"{line.clause}, tier {index + 1}"
