"""What a component kind is: one file in ``attain.plans.kinds`` that reads, checks, lowers and words a
component.

A kind sees the engine only through ``Basis``: relations of credits and measures, and formulas as columns.
It gives back lines, by line kind; the engine adds caps, turns lines into earnings and runs them on every
executor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from attain.expressions import Scope, Type
from attain.ir.relation import Relation
from attain.ir.scalar import Scalar
from attain.kernel.money import Currency, format_money
from attain.kernel.problem import Problem
from attain.kernel.rounding import RoundingMode, divide_rounded, power_of_ten
from attain.kernel.scaled import RATE_SCALE, format_rate, format_scaled
from attain.plans.definition import Component, Formula, Plan, Unit
from attain.plans.document import DocumentNode
from attain.plans.explanation import Clause, Step
from attain.plans.field import Field
from attain.plans.reader import Reader
from attain.tables import QUANTITY_SCALE

PAYEE = ("person_id", "position_id", "currency", "factor")
"""The columns that make a payee on a plan: ``factor`` is the minor units in one unit of ``currency``."""


class Basis(Protocol):
    """The relations that a component of one plan builds on. Units are minor units or quantities of the rule.

    ``credits(rule)``: PAYEE, transaction_id, credited_on, month, share, source_units, source_currency,
    fx_rate, quota_units, pay_rate, pay_units.
    ``ordered(measure)``: the measure's credits, with measure_period, before_units and after_units (credit
    so far in that period, before and after this one, in order of day and transaction) and target_units (the
    quota, or empty).
    ``months(measure)``: a row for each payee and month: PAYEE, month, month_end (its last day),
    measure_period, month_units, month_pay_units, units and pay_units (so far in the period), target_units.
    """

    @property
    def max_rows(self) -> int:
        """The most credits that a payee can have by one rule: bounds the digits of sums."""
        ...

    def credits(self, rule: str) -> Relation:
        """The credits of a rule."""
        ...

    def ordered(self, measure: str) -> Relation:
        """The credits of a measure with its running sums."""
        ...

    def months(self, measure: str) -> Relation:
        """The measure by the end of each month."""
        ...

    def with_values(self, relation: Relation, formulas: Mapping[str, Formula], day: str) -> Relation:
        """The rows with formulas as columns; parameters are those of the payee on the day in column
        ``day``.
        """
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be explained: the values of its row (amounts in the units of ``Basis``) and whose it is."""

    plan: Plan
    component: Component
    values: Mapping[str, Any]

    @property
    def clause(self) -> str:
        """The reference to the component in the plan document."""
        return f"§ {self.component.title}"

    @property
    def month(self) -> str:
        """The line's month as readers write it: ``Oct 2026``."""
        year, _, month = self.values["month"].partition("-")
        return f"{dt.date(int(year), int(month), 1):%b %Y}"

    @property
    def rounded(self) -> str:
        """How the component rounds pay, as readers say it: ``rounded to two decimal places``."""
        towards = _TOWARDS.get(self.component.rounding, "rounded")
        return f"{towards} to {_PLACES[Currency(self.values['currency']).exponent]}"

    def money(self, amount_minor: int) -> str:
        """An amount in the payee's currency."""
        return with_minus(format_money(amount_minor, self.values["currency"]))

    def units(self, units: int) -> str:
        """An amount of the component's credit: money or a quantity."""
        if self.plan.rule_of(self.component).unit is Unit.MONEY:
            return self.money(units)
        number = with_minus(format_scaled(units, QUANTITY_SCALE))
        return number + (" unit" if units == 10**QUANTITY_SCALE else " units")

    def rate(self, rate: int) -> str:
        """A rate as a percentage."""
        return with_minus(format_rate(rate))

    def attainment(self, units: int) -> str:
        """Units as a part of the quota, empty without one; for reading, rounded to a hundredth of a
        percent.
        """
        target = self.values.get("target_units")
        if not target:
            return ""
        return self.rate(round_rate(units, target))


_PLACES = {0: "a whole number", 2: "two decimal places", 3: "three decimal places"}
_TOWARDS = {
    RoundingMode.DOWN: "rounded towards zero",
    RoundingMode.UP: "rounded away from zero",
    RoundingMode.FLOOR: "rounded down",
    RoundingMode.CEILING: "rounded up",
}


def with_minus(number: str) -> str:
    """A number with a minus sign where it begins with a hyphen, as readers see it."""
    return "\u2212" + number[1:] if number.startswith("-") else number


def round_rate(units: int, target_units: int) -> int:
    """Units ÷ target as a rate, rounded half even to four decimal places: words, not pay."""
    return divide_rounded(units * power_of_ten(4), target_units) * power_of_ten(RATE_SCALE - 4)


@dataclass(frozen=True, slots=True)
class Explained:
    """What a kind says about a line: the sentence and the steps after the credit."""

    sentence: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ComponentReader:
    """The fields of one component, for its kind to read."""

    reader: Reader
    nodes: Mapping[str, DocumentNode]
    parameters: Scope
    line: Scope

    def formula(self, name: str, expected: Type, *, of_line: bool = False) -> Formula | None:
        """The formula in a field; ``of_line`` lets it use the fields of the transaction."""
        return self.reader.formula(self.nodes.get(name), self.line if of_line else self.parameters, expected)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Where a payout curve is asked: credit in the measure's period (units at ``scale``), and the quota."""

    units: int
    target_units: int | None
    factor: int
    scale: int
    value_of: Callable[[Formula], Scalar]


class ComponentKind(Protocol):
    """One kind of component. ``fields`` are its own, besides those that every component has."""

    name: str
    title: str
    summary: str
    fields: tuple[Field, ...]

    def read(self, fields: ComponentReader) -> object | None:
        """The component's terms, or None where a problem was noted."""
        ...

    def check(self, component: Component, plan: Plan) -> Iterable[Problem]:
        """What is wrong between the component and the plan around it."""
        ...

    def lower(self, component: Component, basis: Basis) -> Mapping[str, Relation]:
        """The lines by line kind: PAYEE, LINE and columns that ``explain`` wants."""
        ...

    def clause(self, component: Component, plan: Plan) -> Clause:
        """What the plan document says about the component."""
        ...

    def explain(self, line: Line) -> Explained:
        """How a line came about."""
        ...

    def pay(self, component: Component, point: CurvePoint) -> int:
        """Minor units for that much credit in one period, before the cap: a point of the curve."""
        ...


LINE = ("month", "credited_on", "transaction_id", "base_units", "amount_minor")
"""The columns of a line besides PAYEE; ``transaction_id`` is empty text for a line of the whole month."""
