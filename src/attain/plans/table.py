"""Rate tables: tiers with their bounds, read and checked the same way for every kind that has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from attain.expressions import Scope, Type
from attain.kernel.problem import NOWHERE, Location
from attain.kernel.scaled import format_rate, format_scaled
from attain.plans.definition import LITERAL_SCALE, Formula
from attain.plans.document import DocumentNode
from attain.plans.field import Field, Shape
from attain.plans.reader import Reader


class TierUnit(StrEnum):
    """In what the bounds of tiers are written."""

    ATTAINMENT = "attainment"
    AMOUNT = "amount"
    QUANTITY = "quantity"


class TierMode(StrEnum):
    """Whether each part is paid at its tier's rate, or all at the rate of the tier that is reached."""

    MARGINAL = "marginal"
    WHOLE = "whole"


class TierReach(StrEnum):
    """What moves through the tiers: the measure over its period, or each transaction from zero."""

    PERIOD = "period"
    TRANSACTION = "transaction"


class Boundary(StrEnum):
    """To which tier a value exactly on a bound belongs."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier: up to a bound (units at ``LITERAL_SCALE``; None in the open last one), and what it gives."""

    up_to: int | None
    value: Formula
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class RateTable:
    """Tiers in ascending order, the last one open."""

    by: TierUnit
    boundary: Boundary
    tiers: tuple[Tier, ...]
    mode: TierMode = TierMode.MARGINAL
    each: TierReach = TierReach.PERIOD

    def bound_words(self, up_to: int) -> str:
        """A bound as readers write it: ``50%``, ``100,000``."""
        if self.by is TierUnit.ATTAINMENT:
            return format_rate(up_to)
        whole, _, fraction = format_scaled(up_to, LITERAL_SCALE).partition(".")
        return f"{int(whole):,}" + (f".{fraction}" if fraction else "")

    def tier_words(self, index: int) -> str:
        """A tier's stretch: ``up to 50%``, ``50% to 100%``, ``above 100%``."""
        if len(self.tiers) == 1:
            return "all"
        above = self.tiers[index - 1].up_to if index else None
        up_to = self.tiers[index].up_to
        if above is None:
            return f"up to {self.bound_words(up_to or 0)}"
        if up_to is None:
            return f"above {self.bound_words(above)}"
        return f"{self.bound_words(above)} to {self.bound_words(up_to)}"


BY = Field("by", Shape.CHOICE, "What the bounds are written in.", True, tuple(TierUnit))
MODE = Field("mode", Shape.CHOICE, "How a reached tier pays.", False, tuple(TierMode), "marginal")
EACH = Field("each", Shape.CHOICE, "What moves through the tiers.", False, tuple(TierReach), "period")
BOUNDARY = Field(
    "boundary", Shape.CHOICE, "The tier of a value exactly on a bound.", False, tuple(Boundary), "lower"
)
TIERS = Field("tiers", Shape.TIERS, "The tiers, in ascending order; the last one is open.", True)
UP_TO = Field("up_to", Shape.VALUE, "The tier's upper bound; left out in the last tier.")


def tier_fields(value: Field) -> tuple[Field, ...]:
    """The fields of a tier that gives ``value``."""
    return (UP_TO, value)


def read_table(
    reader: Reader, node: DocumentNode, fields: Sequence[Field], value: Field, scope: Scope, expected: Type
) -> RateTable | None:
    """A rate table with the given fields, whose tiers give ``value`` of the expected type."""
    found = reader.fields(node, fields, "a rate table")
    if "by" not in found or "tiers" not in found:
        return None
    before = len(reader.problems)
    by = reader.choice(found["by"], TierUnit, TierUnit.ATTAINMENT)
    mode = reader.choice(found.get("mode"), TierMode, TierMode.MARGINAL)
    each = reader.choice(found.get("each"), TierReach, TierReach.PERIOD)
    boundary = reader.choice(found.get("boundary"), Boundary, Boundary.LOWER)
    nodes = reader.items(found["tiers"], "tiers")
    tiers = [_read_tier(reader, one, by, value, scope, expected) for one in nodes]
    whole = tuple(tier for tier in tiers if tier is not None)
    table = RateTable(by, boundary, whole, mode, each)
    if len(whole) == len(tiers):
        _check_order(reader, table, found["tiers"].where)
    return table if len(reader.problems) == before else None


def _read_tier(
    reader: Reader, node: DocumentNode, by: TierUnit, value: Field, scope: Scope, expected: Type
) -> Tier | None:
    found = reader.fields(node, tier_fields(value), "a tier")
    up_to = reader.number(found["up_to"], LITERAL_SCALE) if "up_to" in found else None
    if "up_to" in found and up_to is not None:
        _check_unit(reader, reader.text(found["up_to"]), by, found["up_to"].where)
    formula = reader.formula(found.get(value.name), scope, expected)
    if formula is None or ("up_to" in found and up_to is None):
        return None
    return Tier(up_to, formula, node.where)


def _check_unit(reader: Reader, text: str, by: TierUnit, where: Location) -> None:
    is_percentage = text.rstrip().endswith("%")
    if by is TierUnit.ATTAINMENT and not is_percentage:
        message = f"A bound of attainment is a percentage, but this is “{text}”."
        reader.refuse("tier-unit", message, where, "Write 100% for quota, or by: amount for bounds in money.")
    if by is not TierUnit.ATTAINMENT and is_percentage:
        message = f"A bound of {by.value} is a number, but this is “{text}”."
        reader.refuse("tier-unit", message, where, "Write a number, or by: attainment for parts of quota.")


def _check_order(reader: Reader, table: RateTable, where: Location) -> None:
    if not table.tiers:
        reader.refuse("tiers-missing", "The table has no tiers.", where, "Add at least one tier.")
        return
    last = table.tiers[-1]
    if last.up_to is not None:
        hint = "Leave up_to out of the last tier, so that every value has a tier."
        message = f"Nothing is said about what lies above {table.bound_words(last.up_to)}."
        reader.refuse("tiers-not-open", message, last.where, hint)
    below = None
    for tier in table.tiers:
        if tier is last and tier.up_to is None:
            break
        if tier.up_to is None:
            hint = "Give it a bound, or remove the tiers after it."
            reader.refuse(
                "tiers-unreachable", "Tiers after an open tier are never reached.", tier.where, hint
            )
        elif tier.up_to <= (below if below is not None else 0):
            reached = table.bound_words(below or 0)
            message = (
                f"The bound {table.bound_words(tier.up_to)} does not lie above the one before, {reached}."
            )
            reader.refuse("tiers-not-ascending", message, tier.where, "Order the tiers by their bounds.")
        below = tier.up_to if tier.up_to is not None else below
