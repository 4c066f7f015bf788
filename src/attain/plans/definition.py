"""What a plan says, as frozen values: parameters, crediting rules, measures, components.

A definition is checked: every name it refers to exists and every formula is typed. Money written in a plan is
kept in major units at ``LITERAL_SCALE`` decimal places, because the payee's currency decides its minor unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import TypeVar

from attain.expressions import Expression, Typed, names
from attain.kernel.period import DateRange, Grain
from attain.kernel.problem import NOWHERE, Location
from attain.kernel.rounding import RoundingMode

LITERAL_SCALE = 8  # decimal places of money and quantities written in a plan
PAYEE_CURRENCY = "payee"


class ParameterType(StrEnum):
    """What the value of a parameter is."""

    RATE = "rate"
    MONEY = "money"
    NUMBER = "number"
    QUANTITY = "quantity"
    TEXT = "text"
    DATE = "date"


class Unit(StrEnum):
    """In what a credit or a measure counts."""

    MONEY = "money"
    QUANTITY = "quantity"


class FxDay(StrEnum):
    """Which day's exchange rate a credit is converted at."""

    CREDITED = "credited"
    PERIOD_END = "period-end"


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula."""

    expression: Expression
    typed: Typed

    @property
    def text(self) -> str:
        """The formula as written."""
        return self.expression.text

    @property
    def names(self) -> frozenset[str]:
        """The fields and parameters it refers to."""
        return names(self.expression.root)

    @property
    def where(self) -> Location:
        """Where it begins."""
        return self.expression.where


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that is looked up by name, most specific scope first; ``default`` in the units of its type.

    Units: rate, number, money and quantity are integers at ``LITERAL_SCALE`` (money in major units); a text
    is a text, a date a date.
    """

    name: str
    type: ParameterType
    default: int | str | dt.date | None
    description: str = ""
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fx:
    """At which rates credits are converted: the type of rate, and the day."""

    type: str = "plan"
    on: FxDay = FxDay.CREDITED


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is credited: people in split roles, or every position above them."""

    roles: tuple[str, ...]
    is_roll_up: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """A crediting rule. ``pay`` is the part of the quota credit that earns pay."""

    name: str
    title: str
    kinds: tuple[str, ...]
    when: Formula | None
    on: str
    amount: Formula
    unit: Unit
    to: Recipients
    pay: Formula | None
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """Credit of a rule added up over a period, against a quota if it has one."""

    name: str
    title: str
    sum: str
    over: Grain
    quota: str | None
    unit: Unit
    where: Location = field(default=NOWHERE, compare=False)


class CapPeriod(StrEnum):
    """Over what a cap holds."""

    LINE = "line"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a component pays in a line or a period; ``amount`` is a formula of plan currency."""

    amount: Formula
    per: CapPeriod
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Component:
    """Something that is paid. ``terms`` is the value that the component's kind has read."""

    name: str
    title: str
    kind: str
    on: str | None
    measure: str | None
    rounding: RoundingMode
    terms: object
    cap: Cap | None
    where: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of a compensation plan. ``text`` is the document it was read from."""

    plan_id: str
    title: str
    version: str
    effective: DateRange
    summary: str
    currency: str
    fx: Fx
    parameters: tuple[Parameter, ...]
    credits: tuple[Credit, ...]
    measures: tuple[Measure, ...]
    components: tuple[Component, ...]
    text: str
    fingerprint: str
    file: str = ""

    def credit(self, name: str) -> Credit:
        """The crediting rule of that name; KeyError if there is none."""
        return _named(self.credits, name)

    def measure(self, name: str) -> Measure:
        """The measure of that name; KeyError if there is none."""
        return _named(self.measures, name)

    def component(self, name: str) -> Component:
        """The component of that name; KeyError if there is none."""
        return _named(self.components, name)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; KeyError if there is none."""
        return _named(self.parameters, name)

    def formulas(self) -> Iterator[Formula]:
        """Every formula of the plan, those of its components included."""
        for part in (*self.credits, *self.components):
            yield from formulas_in(part)

    def rule_of(self, component: Component) -> Credit:
        """The crediting rule that feeds a component, directly or through its measure."""
        return self.credit(component.on or self.measure(component.measure or "").sum)


def formulas_in(value: object) -> Iterator[Formula]:
    """The formulas inside a definition, however deep."""
    if isinstance(value, Formula):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from formulas_in(item)
    elif is_dataclass(value) and not isinstance(value, Location):
        for one in fields(value):
            yield from formulas_in(getattr(value, one.name))


Named = TypeVar("Named", Credit, Measure, Component, Parameter)


def _named(items: tuple[Named, ...], name: str) -> Named:
    for item in items:
        if item.name == name:
            return item
    raise KeyError(name)
