"""Builds the tables of a calculation from what a case gives, with a default for everything it leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from attain.cases.field import GIVEN, TRANSACTION
from attain.cases.quota import QuotaReader
from attain.cases.row import Row, read_currency, read_day, read_number, read_period, read_row
from attain.cases.seat import SeatReader
from attain.engine import CalculationInput
from attain.expressions import did_you_mean, listed
from attain.kernel.period import FiscalCalendar, Grain, Period
from attain.kernel.scaled import ONE, RATE_SCALE
from attain.plans import Plan
from attain.plans.document import DocumentNode, Entry, ListNode, MappingNode, TextNode
from attain.plans.field import Field, Shape
from attain.plans.reader import Reader
from attain.tables import FACT_TABLES, IMPORTABLE_TABLES, RECORD_TABLES
from attain.tables.fact import SPLITS, TRANSACTIONS

READ_TABLES = (
    "people",
    "positions",
    "assignments",
    "accounts",
    "products",
    "transactions",
    "splits",
    "quotas",
    "parameters",
    "fx_rates",
)
_SPLIT_ROLES = ("owner", "sdr", "overlay")
_COLUMNS = {
    "id": "transaction_id",
    "on": "occurred_on",
    "product": "product_id",
    "account": "account_id",
    "opportunity": "opportunity_id",
    "related": "related_transaction_id",
}
_DEFAULT_DAY = dt.date(2026, 1, 1)


def read_given(
    reader: Reader, shared: DocumentNode | None, own: DocumentNode | None, plans: Sequence[Plan]
) -> CalculationInput | None:
    """What a case gives, as the input of a calculation; None where a problem was noted."""
    nodes: dict[str, DocumentNode] = {}
    for node in (shared, own):
        if node is not None:
            nodes |= reader.fields(node, GIVEN, "what is given")
    return _Given(reader, nodes, plans).build()


class _Given:
    def __init__(self, reader: Reader, nodes: Mapping[str, DocumentNode], plans: Sequence[Plan]) -> None:
        self._reader = reader
        self._nodes = nodes
        self._plans = plans
        self._rows: dict[str, list[Row]] = {name: [] for name in READ_TABLES}
        node = nodes.get("currency")
        self._currency = read_currency(reader, node) if node is not None else "USD"
        self._calendar = FiscalCalendar(self._start_month())

    def build(self) -> CalculationInput | None:
        entries = self._transaction_nodes()
        days = [
            day
            for nodes in entries
            if "on" in nodes and (day := read_day(self._reader, nodes["on"])) is not None
        ]
        start = self._calendar.period_of(min(days, default=_DEFAULT_DAY), Grain.YEAR).start
        through = self._through(max(days, default=_DEFAULT_DAY))
        if through is None or any("on" not in nodes for nodes in entries):
            return None
        names = self._people(entries)
        end = self._calendar.period_of(through.start, Grain.YEAR).end
        seats = SeatReader(self._reader, self._plans, self._currency, start, self._rows)
        quotas = QuotaReader(self._reader, self._plans, self._calendar, start, end, self._rows["quotas"])
        for name, node in names.items():
            seat = seats.read(name, node, names)
            for source in (self._nodes.get("quotas"), seat.quotas):
                quotas.read(source, name, seat.currency)
            self._parameters(seat.parameters, "person", name, start, seat.currency)
        self._parameters(self._nodes.get("parameters"), "company", "", start, self._currency)
        self._rates(start)
        self._related("products", "product_id")
        self._related("accounts", "account_id")
        for number, nodes in enumerate(entries, start=1):
            self._transaction(number, nodes, names)
        self._raw_tables()
        if self._reader.problems:
            return None
        contracts = RECORD_TABLES | FACT_TABLES
        tables = {name: contracts[name].table(self._rows[name]) for name in READ_TABLES}
        return CalculationInput(tables, tuple(self._plans), self._calendar, start, through)

    def _start_month(self) -> int:
        node = self._nodes.get("fiscal_start_month")
        month = read_number(self._reader, node, 0) if node is not None else 1
        if node is not None and month is not None and not 1 <= month <= 12:
            self._reader.refuse("month-invalid", f"There is no month {month}.", node.where, "Write 1 to 12.")
            return 1
        return month or 1

    def _through(self, last: dt.date) -> Period | None:
        node = self._nodes.get("through")
        if node is None:
            return self._calendar.period_of(last, Grain.MONTH)
        period = read_period(self._reader, self._calendar, node)
        if period is None:
            return None
        return self._calendar.period_of(period.last_day, Grain.MONTH)

    # ------------------------------------------------------------ people

    def _people(self, entries: Sequence[Mapping[str, DocumentNode]]) -> dict[str, DocumentNode | None]:
        node = self._nodes.get("people")
        if isinstance(node, ListNode):
            return {self._reader.text(item): None for item in node.items}
        if node is not None:
            mapping = self._reader.mapping(node, "people")
            return {entry.key: _filled(entry.value) for entry in mapping.entries} if mapping else {}
        named: dict[str, DocumentNode | None] = {}
        for nodes in entries:
            for role in _SPLIT_ROLES:
                split = nodes.get(role)
                if isinstance(split, MappingNode):
                    named |= dict.fromkeys(entry.key for entry in split.entries)
                elif split is not None:
                    named[self._reader.text(split)] = None
        return named or {"rep": None}

    def _parameters(
        self, node: DocumentNode | None, scope: str, scope_id: str, start: dt.date, currency: str
    ) -> None:
        if node is None:
            return
        mapping = self._reader.mapping(node, "parameters")
        known = {one.name for plan in self._plans for one in plan.parameters}
        for entry in mapping.entries if mapping else ():
            if entry.key not in known:
                hint = did_you_mean(entry.key, known, otherwise=f"Parameters: {listed(known)}.")
                message = f"No plan of this file has a parameter “{entry.key}”."
                self._reader.refuse("parameter-unknown", message, entry.where, hint)
                continue
            fixed = {"name": entry.key, "scope": scope, "scope_id": scope_id, "currency": currency}
            for since, value in self._dated(entry, start, "value"):
                dated = {"value": self._reader.text(value), "valid_from": since, "valid_to": None}
                self._rows["parameters"].append({**fixed, **dated})
        _close(self._rows["parameters"], ("name", "scope", "scope_id"))

    def _dated(self, entry: Entry, start: dt.date, field: str) -> list[tuple[dt.date, DocumentNode]]:
        """A value from the start, or a list of values with the days from which they hold."""
        if isinstance(entry.value, TextNode):
            return [(start, entry.value)]
        declared = (
            Field("from", Shape.VALUE, "The day from which it holds.", required=True),
            Field(field, Shape.VALUE, "The value.", required=True),
        )
        found = []
        for item in self._reader.items(entry.value, entry.key):
            nodes = self._reader.fields(item, declared, "a dated value")
            since = read_day(self._reader, nodes["from"]) if "from" in nodes else None
            if since is not None and field in nodes:
                found.append((since, nodes[field]))
        return sorted(found, key=lambda one: one[0])

    def _rates(self, start: dt.date) -> None:
        node = self._nodes.get("fx")
        mapping = self._reader.mapping(node, "fx") if node is not None else None
        types = sorted({plan.fx.type for plan in self._plans})
        for entry in mapping.entries if mapping else ():
            first, slash, second = entry.key.partition("/")
            if not slash:
                hint = "Write EUR/USD: 1.25, how many USD one EUR buys."
                self._reader.refuse("fx-pair-invalid", f"“{entry.key}” is no pair.", entry.where, hint)
                continue
            codes = [read_currency(self._reader, TextNode(code, entry.where)) for code in (first, second)]
            for since, value in self._dated(entry, start, "rate"):
                rate = read_number(self._reader, value, RATE_SCALE)
                fixed = {
                    "from_currency": codes[0],
                    "to_currency": codes[1],
                    "valid_from": since,
                    "rate": rate,
                }
                self._rows["fx_rates"] += [{**fixed, "rate_type": one} for one in types]

    def _related(self, table: str, key: str) -> None:
        node = self._nodes.get(table)
        mapping = self._reader.mapping(node, table) if node is not None else None
        contract = RECORD_TABLES[table]
        for entry in mapping.entries if mapping else ():
            nodes = self._columns(entry.value, table)
            self._rows[table].append(
                read_row(self._reader, contract, nodes, self._currency, **{"name": entry.key, key: entry.key})
            )

    def _columns(self, node: DocumentNode, table: str) -> dict[str, DocumentNode]:
        columns = IMPORTABLE_TABLES[table].columns
        declared = [Field(one.name.removesuffix("_minor"), Shape.VALUE, one.description) for one in columns]
        return self._reader.fields(node, declared, f"a row of {table}")

    def _raw_tables(self) -> None:
        node = self._nodes.get("tables")
        mapping = self._reader.mapping(node, "tables") if node is not None else None
        for entry in mapping.entries if mapping else ():
            if entry.key not in self._rows:
                hint = did_you_mean(entry.key, READ_TABLES, otherwise=f"Tables: {listed(READ_TABLES)}.")
                self._reader.refuse("table-unknown", f"There is no table “{entry.key}”.", entry.where, hint)
                continue
            for item in self._reader.items(entry.value, "a table"):
                nodes = self._columns(item, entry.key)
                contract = IMPORTABLE_TABLES[entry.key]
                self._rows[entry.key].append(read_row(self._reader, contract, nodes, self._currency))

    # ------------------------------------------------------------ transactions

    def _transaction_nodes(self) -> list[dict[str, DocumentNode]]:
        node = self._nodes.get("transactions")
        items = self._reader.items(node, "the list of transactions") if node is not None else ()
        return [self._reader.fields(item, TRANSACTION, "a transaction") for item in items]

    def _transaction(
        self, number: int, nodes: Mapping[str, DocumentNode], names: Mapping[str, DocumentNode | None]
    ) -> None:
        columns = {_COLUMNS.get(name, name): node for name, node in nodes.items()}
        row = read_row(self._reader, TRANSACTIONS, columns, self._currency)
        row.setdefault("transaction_id", f"t{number}")
        row.setdefault("kind", "booking")
        row.setdefault("amount_minor", 0)
        if any(other["transaction_id"] == row["transaction_id"] for other in self._rows["transactions"]):
            where = next(iter(nodes.values())).where
            message = f"There are two transactions “{row['transaction_id']}”."
            self._reader.refuse("key-duplicate", message, where, "Give one of them another id.")
        self._rows["transactions"].append(row)
        for role in _SPLIT_ROLES:
            for person, share in self._shares(nodes.get(role), role, names):
                fixed = {"transaction_id": row["transaction_id"], "person_id": person}
                self._rows["splits"].append({**fixed, "split_role": role, "share": share})
        assert set(self._rows["splits"][-1]) <= {column.name for column in SPLITS.columns}

    def _shares(
        self, node: DocumentNode | None, role: str, names: Mapping[str, DocumentNode | None]
    ) -> list[tuple[str, int]]:
        if node is None:
            return [(next(iter(names)), ONE)] if role == "owner" and names else []
        if isinstance(node, MappingNode):
            found = [
                (entry.key, read_number(self._reader, entry.value, RATE_SCALE) or 0, entry.where)
                for entry in node.entries
            ]
        else:
            found = [(self._reader.text(node), ONE, node.where)]
        for person, _, where in found:
            if person not in names:
                hint = did_you_mean(person, names, otherwise=f"People: {listed(names)}.")
                self._reader.refuse("person-unknown", f"There is no payee “{person}”.", where, hint)
        return [(person, share) for person, share, _ in found]


def _filled(node: DocumentNode) -> DocumentNode | None:
    return None if isinstance(node, TextNode) and node.is_empty else node


def _close(rows: list[Row], key: tuple[str, ...]) -> None:
    """Ends each dated row where the next one of its key starts."""
    open_rows: dict[tuple[object, ...], Row] = {}
    for row in rows:
        own = tuple(row[name] for name in key)
        earlier = open_rows.get(own)
        if earlier is not None and earlier["valid_to"] is None:
            earlier["valid_to"] = row["valid_from"]
        open_rows[own] = row
