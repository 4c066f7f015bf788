"""The example company in a notebook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, cached_property

from attain.engine import CalculationInput
from attain.example import ExampleCompany, generate
from attain.kernel.period import FiscalCalendar, Grain
from attain.notebook.calculation import month_of
from attain.notebook.frame import Frame
from attain.notebook.plan import load_plan
from attain.plans import Plan
from attain.tables import IMPORTABLE_TABLES


@dataclass(frozen=True)
class Company:
    """The example company: ``tables`` as frames, ``plans``, the last day, and the ``truth`` that was
    planted.
    """

    generated: ExampleCompany

    @property
    def name(self) -> str:
        """Its name."""
        return self.generated.name

    @property
    def today(self) -> dt.date:
        """The day on which its data end."""
        return self.generated.as_of

    @property
    def truth(self) -> dict[str, object]:
        """What was planted in its behaviour, for analyses to find."""
        return self.generated.truth

    @cached_property
    def tables(self) -> dict[str, Frame]:
        """Its tables by name."""
        return {name: Frame(table, IMPORTABLE_TABLES[name]) for name, table in self.generated.tables.items()}

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Its plan versions."""
        return tuple(load_plan(plan.text) for plan in self.generated.plans)

    def inputs(self, *, through: str = "") -> CalculationInput:
        """What a calculation reads: all of it, through the month of ``today`` unless given."""
        calendar = FiscalCalendar()
        month = month_of(through, calendar) if through else calendar.period_of(self.today, Grain.MONTH)
        return CalculationInput(
            tables=self.generated.tables,
            plans=self.plans,
            calendar=calendar,
            start=min(plan.effective.start for plan in self.plans),
            through=month,
        )

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(frame):,} {name}" for name, frame in self.tables.items())
        return f"{self.name} on {self.today}: {counts}; {len(self.plans)} plan versions"


@cache
def example_company() -> Company:
    """The fictional company of the docs and the demo: eighteen months of a sales team of eighty.

    The same on every machine. Making it takes a few seconds, once.
    """
    return Company(generate())
