"""Faults to plant in one executor's program, a stage each; a differential test that misses one proves
nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from attain.ir.program import Program, Step
from attain.ir.relation import (
    Aggregate,
    Closure,
    Filter,
    Join,
    JoinKind,
    Prefix,
    Previous,
    Project,
    Reduction,
    Relation,
    Share,
)
from attain.ir.scalar import Call, Constant, Scalar, lift
from attain.kernel.rounding import RoundingMode

Change = Callable[[Any], Any]


def rewrite(node: Any, change: Change) -> Any:
    """The tree with every relation and scalar replaced by what ``change`` makes of it, from the leaves up."""
    if isinstance(node, tuple):
        return tuple(rewrite(item, change) for item in node)
    if not isinstance(node, Relation | Scalar):
        return node
    parts = {
        one.name: rewrite(getattr(node, one.name), change) for one in dataclasses.fields(node) if one.init
    }
    return change(type(node)(**parts))


def plant(change: Change, prefix: str = "") -> Callable[[Program], Program]:
    """A fault in the steps whose names begin with ``prefix``."""

    def planted(program: Program) -> Program:
        return Program(
            tuple(
                Step(step.name, rewrite(step.relation, change)) if step.name.startswith(prefix) else step
                for step in program.steps
            )
        )

    return planted


def _rounding(found: RoundingMode, wrong: RoundingMode) -> Change:
    def change(node: Any) -> Any:
        is_it = isinstance(node, Call) and node.mode is found
        return replace(node, mode=wrong) if is_it else node

    return change


def _function(found: str, wrong: str) -> Change:
    def change(node: Any) -> Any:
        return replace(node, function=wrong) if isinstance(node, Call) and node.function == found else node

    return change


def _prefix_order(node: Any) -> Any:
    return replace(node, order=node.order[::-1]) if isinstance(node, Prefix) else node


def _prefix_partition(node: Any) -> Any:
    """The measure's period is forgotten."""
    if not isinstance(node, Prefix):
        return node
    return replace(node, partition=tuple(one for one in node.partition if one != "measure_period"))


def _share(node: Any) -> Any:
    """Everyone gets the whole."""
    if not isinstance(node, Share):
        return node
    return replace(node, partition=(*node.partition, *node.order))


def _previous(node: Any) -> Any:
    if not isinstance(node, Previous):
        return node
    return Project(
        node, tuple((name, lift(0) if name == node.output else node[name]) for name in node.columns)
    )


def _closure(node: Any) -> Any:
    return Filter(node, node["depth"].eq(1)) if isinstance(node, Closure) else node


def _sum_to_max(node: Any) -> Any:
    if not isinstance(node, Aggregate):
        return node
    wrong = tuple(
        (name, Reduction.MAX if how is Reduction.SUM else how, column)
        for name, how, column in node.reductions
    )
    return replace(node, reductions=wrong)


def _left_to_inner(node: Any) -> Any:
    return replace(node, how=JoinKind.INNER) if isinstance(node, Join) and node.how is JoinKind.LEFT else node


def _dropped_filter(node: Any) -> Any:
    return node.source if isinstance(node, Filter) else node


def _first_branch(node: Any) -> Any:
    """A value that falls back takes the last choice before the first."""
    is_it = isinstance(node, Call) and node.function == "coalesce"
    return replace(node, arguments=node.arguments[::-1]) if is_it else node


def _constant(found: int, wrong: int) -> Change:
    def change(node: Any) -> Any:
        return replace(node, value=wrong) if isinstance(node, Constant) and node.value == found else node

    return change


FAULTS: dict[str, Callable[[Program], Program]] = {
    "rounding mode of the conversion": plant(
        _rounding(RoundingMode.HALF_EVEN, RoundingMode.HALF_UP), "converted/"
    ),
    "rounding mode of the lines": plant(_rounding(RoundingMode.HALF_EVEN, RoundingMode.DOWN), "lines/"),
    "boundary of the tiers": plant(_function("less_or_equal", "less"), "lines/"),
    "other boundary of the tiers": plant(_function("less", "less_or_equal"), "lines/"),
    "order of the credits": plant(_prefix_order, "ordered/"),
    "order of the lines": plant(_prefix_order, "lines/"),
    "period of the measure": plant(_prefix_partition, "ordered/"),
    "period of the months": plant(_prefix_partition, "months/"),
    "shares of the owners": plant(_share),
    "sum of the shares": plant(_sum_to_max, "owner-shares"),
    "what was due before": plant(_previous),
    "height of the roll-up": plant(_closure),
    "sum of the month": plant(_sum_to_max, "months/"),
    "quota of the period": plant(_sum_to_max, "targets/"),
    "day of the exchange rate": plant(_function("less_or_equal", "less"), "converted/"),
    "days of the seat": plant(_function("greatest", "least"), "seats/"),
    "condition of the credit": plant(_dropped_filter, "sources/"),
    "months without credit": plant(_left_to_inner, "months/"),
    "parameter's default": plant(_first_branch, "lines/"),
    "ceiling of the cap": plant(_function("least", "greatest"), "lines/"),
    "minor units of a currency": plant(_constant(1_000, 100)),
}
