"""What the stages of lowering share: the program so far, the prepared tables, events, seats and dated
joins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from attain.engine.preparation import Prepared
from attain.ir import scalar as ir
from attain.ir.program import ProgramBuilder
from attain.ir.relation import Closure, JoinKind, Reduction, Relation
from attain.ir.scalar import Scalar
from attain.ir.type import DATE
from attain.kernel.problem import Problem
from attain.plans.definition import Plan
from attain.plans.scope import RELATED, transaction_columns

Describe = Callable[[Mapping[str, Any]], Problem]
BASIC_FIELDS = ("transaction_id", "kind", "occurred_on", "starts_on", "currency")


@dataclass
class Lowering:
    """One program being built for all plans."""

    prepared: Prepared
    plans: tuple[Plan, ...]
    builder: ProgramBuilder = field(default_factory=ProgramBuilder)
    problem_steps: dict[str, Describe] = field(default_factory=dict)

    def scan(self, name: str) -> Relation:
        """A prepared table, or an earlier step."""
        return self.builder.scan(name) if self.builder.has(name) else self.prepared.scan(name)

    def report(self, name: str, rows: Relation, describe: Describe) -> None:
        """A step whose every row is a problem."""
        self.builder.keep(name, rows)
        self.problem_steps[name] = describe

    def factor(self, currency: Scalar) -> Scalar:
        """The minor units in one unit of a currency code."""
        branches = [(currency.eq(code), ir.lift(units)) for code, units in self.prepared.odd_currencies]
        return ir.case(branches, ir.lift(100)) if branches else ir.lift(100)

    @cached_property
    def events(self) -> Relation:
        """Transactions of the kinds that some plan credits, with the fields that some formula names."""
        kinds = sorted({kind for plan in self.plans for rule in plan.credits for kind in rule.kinds})
        rows = self._all_events()
        return self.builder.keep("events", rows.filter(rows["kind"].is_in(kinds)))

    def _all_events(self) -> Relation:
        columns = transaction_columns()
        wanted = sorted({*BASIC_FIELDS, *self._field_names(set(columns))})
        rows = self.prepared.scan("transactions")
        rows = rows.project(**{f"transactions:{name}": rows[name] for name in rows.columns})
        for prefix, (table, key) in RELATED.items():
            if any(name.startswith(f"{prefix}.") for name in wanted):
                related = self.prepared.scan(table)
                related = related.project(**{f"{table}:{name}": related[name] for name in related.columns})
                on = [(f"transactions:{key}", f"{table}:{key}")]
                rows = rows.join(related, on, how=JoinKind.LEFT)
        sources = {name: columns[name] for name in wanted}
        return rows.project(**{name: rows[f"{table}:{one.name}"] for name, (table, one) in sources.items()})

    def _field_names(self, known: set[str]) -> set[str]:
        """The transaction fields that formulas name, and the currencies that their money is in."""
        found: set[str] = set()
        for plan in self.plans:
            for formula in plan.formulas():
                found |= formula.names & known
        return found | {f"{prefix}.currency" for prefix in RELATED if _uses(found, prefix)}

    @cached_property
    def holdings(self) -> Relation:
        """Who holds which position on which days."""
        return self.prepared.scan("assignments")

    @cached_property
    def hierarchy(self) -> Relation:
        """Every position with every position above it, and the days on which it is so."""
        edges = self.prepared.scan("positions")
        closure = Closure(edges, "position_id", "manager_position_id", "days_from", "days_to")
        return self.builder.keep("hierarchy", closure)

    @cached_property
    def owner_shares(self) -> Relation:
        """The sum of the owners' shares of each transaction."""
        splits = self.prepared.scan("splits")
        owners = splits.filter(splits["split_role"].eq("owner"))
        owners = owners.join(self.events.select(event_id="transaction_id"), [("transaction_id", "event_id")])
        most = self.prepared.max_splits
        sums = owners.aggregate(["transaction_id"], most, share_sum=(Reduction.SUM, "share"))
        return self.builder.keep("owner-shares", sums.select("share_sum", sum_id="transaction_id"))


def _uses(names: set[str], prefix: str) -> bool:
    return any(name.startswith(f"{prefix}.") for name in names)


def on_day(dated: Relation, day: str, days_from: str = "days_from", days_to: str = "days_to") -> Scalar:
    """The condition of a join that the dated row on its right holds on the day in column ``day`` of its
    left.
    """
    moment = ir.Column(DATE, day)
    return ir.both(dated[days_from].le(moment), moment.lt(dated[days_to]))
