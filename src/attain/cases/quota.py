"""Quotas of a case: one amount for every period of the measure, or a list of periods with theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attain.cases.field import QUOTA
from attain.cases.row import Row, read_day, read_money, read_number, read_period
from attain.expressions import did_you_mean, listed
from attain.kernel.period import DateRange, FiscalCalendar
from attain.plans import Measure, Plan
from attain.plans.definition import Unit
from attain.plans.document import DocumentNode, Entry, TextNode
from attain.plans.reader import Reader
from attain.tables import QUANTITY_SCALE


class QuotaReader:
    """Reads quotas by name into rows of quotas."""

    def __init__(
        self,
        reader: Reader,
        plans: Sequence[Plan],
        calendar: FiscalCalendar,
        start: dt.date,
        end: dt.date,
        rows: list[Row],
    ) -> None:
        self._reader = reader
        self._measures = [measure for plan in plans for measure in plan.measures if measure.quota]
        self._calendar = calendar
        self._start = start
        self._end = end
        self._rows = rows

    def read(self, node: DocumentNode | None, position: str, currency: str) -> None:
        """The quotas of one position; a later one of the same name and first day replaces an earlier one."""
        mapping = self._reader.mapping(node, "quotas") if node is not None else None
        for entry in mapping.entries if mapping else ():
            measures = [measure for measure in self._measures if measure.quota == entry.key]
            if measures:
                self._named(entry, measures, position, currency)
            else:
                known = sorted({measure.quota or "" for measure in self._measures})
                hint = did_you_mean(entry.key, known, otherwise=f"Quotas of the plan: {listed(known)}.")
                message = f"No measure of the plan has a quota “{entry.key}”."
                self._reader.refuse("quota-unknown", message, entry.where, hint)

    def _named(self, entry: Entry, measures: Sequence[Measure], position: str, currency: str) -> None:
        is_money = measures[0].unit is Unit.MONEY
        if isinstance(entry.value, TextNode):
            grain = min((measure.over for measure in measures), key=lambda one: one.months)
            ranges = [period.range for period in self._calendar.periods(self._start, self._end, grain)]
            dated: list[tuple[DateRange, DocumentNode]] = [(days, entry.value) for days in ranges]
        else:
            items = self._reader.items(entry.value, "the quotas by period")
            dated = [one for item in items if (one := self._dated(item)) is not None]
        for days, node in dated:
            amount = read_money(self._reader, node, currency) if is_money else None
            quantity = None if is_money else read_number(self._reader, node, QUANTITY_SCALE)
            self._replace(
                {
                    "position_id": position,
                    "measure": entry.key,
                    "amount_minor": amount,
                    "quantity": quantity,
                    "currency": currency,
                    "valid_from": days.start,
                    "valid_to": days.end,
                }
            )

    def _dated(self, item: DocumentNode) -> tuple[DateRange, DocumentNode] | None:
        nodes = self._reader.fields(item, QUOTA, "a quota")
        amount = nodes.get("amount")
        if amount is None:
            return None
        if "period" in nodes:
            period = read_period(self._reader, self._calendar, nodes["period"])
            return None if period is None else (period.range, amount)
        days = [read_day(self._reader, nodes[name]) for name in ("from", "to") if name in nodes]
        if len(days) < 2:
            message = "A quota needs a period, or from and to."
            self._reader.refuse("field-missing", message, item.where, "Write period: FY2026-Q1.")
        if len(days) < 2 or days[0] is None:
            return None
        return DateRange(days[0], days[1]), amount

    def _replace(self, row: Row) -> None:
        key = ("position_id", "measure", "valid_from")
        self._rows[:] = [one for one in self._rows if any(one[name] != row[name] for name in key)]
        self._rows.append(row)
