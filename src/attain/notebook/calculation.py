"""Calculating in a notebook: results as frames, explained lines, and what-if."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from attain import engine
from attain.engine import Calculation, CalculationInput, Explanation
from attain.kernel.period import FiscalCalendar, Grain, Period
from attain.kernel.problem import Problem, ProblemError
from attain.notebook.frame import Frame, frame_of
from attain.notebook.plan import PlanSource, load_plan
from attain.plans import Plan
from attain.tables import RESULT_TABLES

Tables = Mapping[str, Any]


class Source(Protocol):
    """What can be calculated as it is: the example company, an installation."""

    def inputs(self, *, through: str = "") -> CalculationInput:
        """Tables, plans and calendar, through the end of a month (or of the last one)."""


@dataclass(frozen=True)
class Result:
    """What a calculation gave: ``credits``, ``attainments``, ``earnings`` as frames, and ``problems``."""

    inputs: CalculationInput
    calculation: Calculation

    @cached_property
    def credits(self) -> Frame:
        """Parts of transactions attributed to payees, by crediting rule."""
        return Frame(self.calculation.credits, RESULT_TABLES["credits"])

    @cached_property
    def attainments(self) -> Frame:
        """Payees' progress on their measures, by the end of each month."""
        return Frame(self.calculation.attainments, RESULT_TABLES["attainments"])

    @cached_property
    def earnings(self) -> Frame:
        """What payees earned by each component, line by line."""
        return Frame(self.calculation.earnings, RESULT_TABLES["earnings"])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was missing or odd in the inputs, each with what to do."""
        return self.calculation.problems

    def totals(self) -> dict[str, int]:
        """Earned in all, minor units by currency."""
        return _totals(self.earnings)

    def __repr__(self) -> str:
        return (
            f"Calculation from {self.inputs.start} through {self.inputs.through.name}: "
            f"{len(self.credits):,} credits, {len(self.earnings):,} earnings, {len(self.problems):,} problems"
        )


@dataclass(frozen=True)
class WhatIf:
    """A payee's results with and without the extra transactions."""

    before: Result
    after: Result

    def change(self) -> dict[str, int]:
        """What the payee would earn more (or less), minor units by currency."""
        old, new = self.before.totals(), self.after.totals()
        return {code: new.get(code, 0) - old.get(code, 0) for code in sorted(old.keys() | new.keys())}

    def __repr__(self) -> str:
        changes = (f"{amount:+,} minor units of {code}" for code, amount in self.change().items())
        return f"What if: {', '.join(changes)}"


def calculate(
    data: Source | Tables,
    plans: Iterable[Plan | PlanSource] = (),
    *,
    through: str = "",
    start: dt.date | None = None,
    fiscal_start_month: int = 1,
    person_ids: Iterable[str] | None = None,
) -> Result:
    """Everything that the plans pay, to the end of the month ``through`` (``"2026-11"``).

    ``data`` is the example company, an installation (``open_home``), a result to calculate again, or tables
    by name: Arrow tables, pandas or Polars frames, or lists of dictionaries (people, positions, assignments,
    transactions, splits, quotas, …; see ``attain.tables.IMPORTABLE_TABLES``). ``plans`` are plans, files or
    texts; given, they replace those of ``data``. History starts with the earliest plan unless ``start`` is
    given. ``person_ids`` restricts the calculation to some payees.

    Raises ProblemError where nothing can be calculated; what is merely missing or odd comes as ``problems``.
    """
    chosen = tuple(plan if isinstance(plan, Plan) else load_plan(plan) for plan in plans)
    inputs = _inputs(data, chosen, through, start, fiscal_start_month)
    only = None if person_ids is None else frozenset(person_ids)
    return Result(inputs, engine.calculate(inputs, person_ids=only))


def explain(
    result: Result,
    *,
    person_id: str,
    period: str,
    component: str = "",
    transaction_id: str = "",
) -> dict[tuple[str, str, str], Explanation]:
    """How the lines of a payee in a month came about, by component, transaction and kind of line.

    ``component`` and ``transaction_id`` pick some of them. Each explanation has a ``sentence`` and ``steps``.
    """
    found = engine.explain_lines(result.inputs, person_id=person_id, period=period)
    return {
        name: explanation
        for name, explanation in found.items()
        if component in ("", name[0]) and transaction_id in ("", name[1])
    }


def what_if(result: Result, *, person_id: str, transactions: Sequence[Mapping[str, Any]]) -> WhatIf:
    """What more transactions would pay one payee.

    Each is a row of the table of transactions; it needs ``amount_minor``, and is else a booking in the
    payee's currency on the last day that is calculated, which the payee owns alone (or give ``splits``).
    """
    calculate_one = engine.what_if
    before = calculate_one(result.inputs, person_id=person_id, extra=[])
    after = calculate_one(result.inputs, person_id=person_id, extra=transactions)
    return WhatIf(Result(result.inputs, before), Result(result.inputs, after))


def _inputs(
    data: Source | Tables, plans: tuple[Plan, ...], through: str, start: dt.date | None, first_month: int
) -> CalculationInput:
    if isinstance(data, Result):
        known = data.inputs
    elif isinstance(data, Mapping):
        known = _inputs_of_tables(data, plans, through, FiscalCalendar(first_month))
    else:
        known = data.inputs(through=through)
    used = plans or known.plans
    return CalculationInput(
        tables=known.tables,
        plans=used,
        calendar=known.calendar,
        start=start or (_earliest(used) if plans else known.start),
        through=month_of(through, known.calendar) if through else known.through,
    )


def _inputs_of_tables(
    data: Tables, plans: tuple[Plan, ...], through: str, calendar: FiscalCalendar
) -> CalculationInput:
    if not plans:
        raise ProblemError([Problem("plan-missing", "There is no plan.", hint="Give plans=[…].")])
    tables = {name: frame_of(value, name).to_arrow() for name, value in data.items()}
    if through:
        last = month_of(through, calendar)
    else:
        known = tables.get("transactions")
        days = known["occurred_on"].to_pylist() if known is not None else []
        if not days:
            hint = 'Give through="2026-11".'
            raise ProblemError([Problem("through-missing", "Through which month?", hint=hint)])
        last = calendar.period_of(max(days), Grain.MONTH)
    return CalculationInput(
        tables=tables, plans=plans, calendar=calendar, start=_earliest(plans), through=last
    )


def month_of(name: str, calendar: FiscalCalendar) -> Period:
    """The month of that name. Raises ProblemError for anything else."""
    month = calendar.parse(name)
    if isinstance(month, Problem):
        raise ProblemError([month])
    if month.grain is not Grain.MONTH:
        hint = "Write it like 2026-11."
        raise ProblemError([Problem("through-month", f"“{name}” is not a month.", hint=hint)])
    return month


def _earliest(plans: Iterable[Plan]) -> dt.date:
    return min(plan.effective.start for plan in plans)


def _totals(earnings: Frame) -> dict[str, int]:
    grouped = earnings.to_arrow().group_by("currency").aggregate([("amount_minor", "sum")]).to_pylist()
    return {
        row["currency"]: row["amount_minor_sum"] for row in sorted(grouped, key=lambda row: row["currency"])
    }
