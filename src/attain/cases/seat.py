"""A payee of a case: the person, their seat over time, and that they hold it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attain.cases.field import CHANGE, PERSON
from attain.cases.row import Row, read_currency, read_day, read_money
from attain.expressions import did_you_mean, listed
from attain.plans import Plan
from attain.plans.document import DocumentNode
from attain.plans.reader import Reader
from attain.tables.record import ROLES

Names = Mapping[str, DocumentNode | None]


@dataclass(frozen=True, slots=True)
class Seat:
    """What else a person says: their currency, and their own quotas and parameters."""

    currency: str
    quotas: DocumentNode | None = None
    parameters: DocumentNode | None = None


class SeatReader:
    """Reads people into rows of people, positions and assignments; the seat is called like its holder."""

    def __init__(
        self,
        reader: Reader,
        plans: Sequence[Plan],
        currency: str,
        start: dt.date,
        rows: Mapping[str, list[Row]],
    ) -> None:
        self._reader = reader
        self._plans = [plan.plan_id for plan in plans]
        self._currency = currency
        self._start = start
        self._rows = rows

    def read(self, name: str, node: DocumentNode | None, names: Names) -> Seat:
        """The rows of one person."""
        nodes = self._reader.fields(node, PERSON, "a person") if node is not None else {}
        since = self._day(nodes.get("from")) or self._start
        until = self._day(nodes.get("to"))
        state: Row = {
            "title": name,
            "role": "account-executive",
            "manager_position_id": None,
            "plan_id": self._plans[0] if self._plans else None,
            "currency": self._currency,
            "target_incentive_minor": None,
        }
        self._change(state, nodes, names)
        currency = str(state["currency"])
        self._rows["people"].append({"person_id": name, "name": name, "currency": currency})
        self._rows["assignments"].append(
            {"person_id": name, "position_id": name, "valid_from": since, "valid_to": until}
        )
        self._seat(name, state, since, nodes.get("changes"), names)
        return Seat(currency, nodes.get("quotas"), nodes.get("parameters"))

    def _seat(
        self, name: str, state: Row, since: dt.date, changes: DocumentNode | None, names: Names
    ) -> None:
        states = [(since, dict(state))]
        for item in self._reader.items(changes, "the list of changes") if changes is not None else ():
            nodes = self._reader.fields(item, CHANGE, "a change")
            day = self._day(nodes.get("from"))
            if day is not None:
                self._change(state, nodes, names)
                states.append((day, dict(state)))
        ends = [day for day, _ in states[1:]] + [None]
        for (day, one), end in zip(states, ends, strict=True):
            self._rows["positions"].append({"position_id": name, **one, "valid_from": day, "valid_to": end})

    def _change(self, state: Row, nodes: Mapping[str, DocumentNode], names: Names) -> None:
        if "manager" in nodes:
            state["manager_position_id"] = self._known(
                nodes["manager"], list(names), "person-unknown", "payee"
            )
        if "role" in nodes:
            state["role"] = self._known(nodes["role"], ROLES, "choice-unknown", "role")
        if "plan" in nodes:
            is_none = self._reader.text(nodes["plan"]) == "none"
            state["plan_id"] = (
                None if is_none else self._known(nodes["plan"], self._plans, "plan-unknown", "plan")
            )
        if "currency" in nodes:
            state["currency"] = read_currency(self._reader, nodes["currency"])
        if "target_incentive" in nodes:
            amount = read_money(self._reader, nodes["target_incentive"], str(state["currency"]))
            state["target_incentive_minor"] = amount

    def _known(self, node: DocumentNode, options: Sequence[str], code: str, kind: str) -> str:
        text = self._reader.text(node)
        if text not in options:
            hint = did_you_mean(text, options, otherwise=f"Known: {listed(options)}.")
            self._reader.refuse(code, f"There is no {kind} “{text}”.", node.where, hint)
        return text

    def _day(self, node: DocumentNode | None) -> dt.date | None:
        return read_day(self._reader, node) if node is not None else None
