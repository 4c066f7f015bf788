"""A line of a statement: one row of a calculation's earnings, with the names that a reader knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attain.kernel.fingerprint import fingerprint
from attain.kernel.rounding import divide_rounded
from attain.kernel.scaled import ONE, format_scaled
from attain.tables import QUANTITY_SCALE

if TYPE_CHECKING:
    import pyarrow as pa

LINE_KIND_TITLES = {
    "commission": "Commission",
    "bonus": "Bonus",
    "true-up": "True-up",
    "cap": "Cap",
    "rounding": "Rounding",
}


@dataclass(frozen=True, slots=True)
class TransactionFacts:
    """What a reader recognises a transaction by."""

    transaction_id: str
    kind: str
    occurred_on: dt.date
    account_name: str
    product_name: str = ""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """An amount earned by a component. ``base_units`` are minor units of ``base_currency``, or quantities.

    ``facts`` is None for a line of the whole period (a bonus, a cap) and for a transaction that is gone.
    """

    plan_id: str
    plan_version: str
    position_id: str
    component: str
    title: str
    period: str
    transaction_id: str
    line_kind: str
    credited_on: dt.date
    base_units: int
    base_currency: str
    amount_minor: int
    currency: str
    facts: TransactionFacts | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str, str, str]:
        """What stays the same when the line is calculated again."""
        return (
            self.position_id,
            self.plan_id,
            self.component,
            self.period,
            self.line_kind,
            self.transaction_id,
            self.currency,
        )

    @property
    def anchor(self) -> str:
        """The line's name in links: the same as long as its key is."""
        return "line-" + fingerprint(self.key)[:12]

    @property
    def description(self) -> str:
        """The account, or what the line of a whole period is about."""
        if self.facts is not None:
            return self.facts.account_name or self.transaction_id
        return self.transaction_id or f"{LINE_KIND_TITLES.get(self.line_kind, self.line_kind)} of the period"

    @property
    def base_quantity(self) -> str:
        """The base as plain text where it is a quantity; empty for a base in money."""
        return "" if self.base_currency else format_scaled(self.base_units, QUANTITY_SCALE)

    @property
    def effective_rate(self) -> int | None:
        """Amount ÷ base as a rate at eight places, half even; None where the two have no common unit."""
        if self.base_currency != self.currency or not self.base_units:
            return None
        return divide_rounded(self.amount_minor * ONE, self.base_units)

    @property
    def per_unit_minor(self) -> int | None:
        """Amount per unit of a quantity, minor units, half even; None for a base in money."""
        if self.base_currency or not self.base_units:
            return None
        return divide_rounded(self.amount_minor * 10**QUANTITY_SCALE, self.base_units)


def lines_of(
    earnings: pa.Table,
    *,
    titles: Mapping[tuple[str, str], str] | None = None,
    facts: Mapping[str, TransactionFacts] | None = None,
) -> tuple[StatementLine, ...]:
    """The lines of one payee's ``earnings`` (contract EARNINGS), by component, day, transaction and kind.

    ``titles`` names components by plan and component, ``facts`` describes transactions; what is absent is
    shown by its identifier.
    """
    rows: Iterable[dict[str, Any]] = earnings.to_pylist()
    lines = (_line(row, titles or {}, facts or {}) for row in rows)
    return tuple(sorted(lines, key=lambda line: (line.component, line.credited_on, line.key)))


def _line(
    row: Mapping[str, Any], titles: Mapping[tuple[str, str], str], facts: Mapping[str, TransactionFacts]
) -> StatementLine:
    return StatementLine(
        plan_id=row["plan_id"],
        plan_version=row["plan_version"],
        position_id=row["position_id"],
        component=row["component"],
        title=titles.get((row["plan_id"], row["component"]))
        or row["component"].replace("_", " ").capitalize(),
        period=row["period"],
        transaction_id=row["transaction_id"],
        line_kind=row["line_kind"],
        credited_on=row["credited_on"],
        base_units=row["base_units"],
        base_currency=row["base_currency"],
        amount_minor=row["amount_minor"],
        currency=row["currency"],
        facts=facts.get(row["transaction_id"]),
    )
