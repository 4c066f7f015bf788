"""Calculation runs, what they found, and two of them compared."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

from attain_web.api.schemas.common import JobOut

MONTH = r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$"


class RunIn(Schema):
    """Which calculation to start."""

    through: str = Field(
        "",
        pattern=r"^$|" + MONTH,
        examples=["2026-11"],
        description="The last month; this month unless given.",
    )
    purpose: str = Field(
        "official", pattern="^(official|trial)$", examples=["official"], description="A trial posts nothing."
    )
    note: str = Field("", max_length=300, examples=["After the late booking"])


class RunOut(Schema):
    """A run."""

    id: int = Field(examples=[12])
    purpose: str = Field(examples=["official"])
    state: str = Field(examples=["succeeded"], description="queued, running, succeeded, failed or cancelled.")
    is_current: bool = Field(examples=[True], description="Whether it is the one whose earnings are posted.")
    start: dt.date = Field(examples=["2025-01-01"])
    through: str = Field(examples=["2026-11"])
    as_of: dt.datetime = Field(
        examples=["2026-11-20T09:00:00Z"], description="Records as they were known then."
    )
    engine_version: str = Field(examples=["1"])
    note: str = Field(examples=[""])
    problem_count: int = Field(examples=[3])
    requested_by: str = Field(examples=["Rosa Marin"])
    requested_at: dt.datetime = Field(examples=["2026-11-20T09:00:00Z"])
    started_at: dt.datetime | None = Field(examples=["2026-11-20T09:00:01Z"])
    finished_at: dt.datetime | None = Field(examples=["2026-11-20T09:00:04Z"])


class SnapshotOut(Schema):
    """The state of a table that a run read or wrote, named by its content."""

    table: str = Field(examples=["transactions"])
    id: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
    row_count: int = Field(examples=[11042])


class EarnedOut(Schema):
    """What was earned in all, in a currency."""

    currency: str = Field(examples=["USD"])
    amount_minor: int = Field(examples=[412345600])


class RunDetailOut(RunOut):
    """A run with its totals, what it read and what it wrote."""

    earned: list[EarnedOut]
    payees: int = Field(examples=[78])
    lines: int = Field(examples=[5210])
    plan_versions: list[str] = Field(examples=[["account-executive 2026"]])
    inputs: list[SnapshotOut]
    results: list[SnapshotOut]
    job: JobOut | None = Field(examples=[None])


class RunProblemOut(Schema):
    """Something that a run found wrong or odd."""

    code: str = Field(examples=["quota-missing"])
    severity: str = Field(examples=["error"])
    message: str = Field(examples=["E-1004 has no quota “bookings” for FY2026."])
    hint: str = Field(examples=["Add the quota and run again."])
    subject: str = Field(examples=["E-1004"])


class InputChangeOut(Schema):
    """What the two runs read differently."""

    name: str = Field(examples=["Transactions"])
    before: str = Field(examples=["11,040 rows · 9f86d081"])
    after: str = Field(examples=["11,042 rows · 5d41402a"])


class DifferenceOut(Schema):
    """What a payee earns by a component in a month in either run."""

    person_id: str = Field(examples=["E-1004"])
    plan_id: str = Field(examples=["account-executive"])
    component: str = Field(examples=["commission"])
    period: str = Field(examples=["2026-10"])
    currency: str = Field(examples=["USD"])
    before_minor: int = Field(examples=[480000])
    after_minor: int = Field(examples=[520000])
    change_minor: int = Field(examples=[40000])


class TotalChangeOut(Schema):
    """What all payees together earn in either run, in a currency."""

    currency: str = Field(examples=["USD"])
    before_minor: int = Field(examples=[412305600])
    after_minor: int = Field(examples=[412345600])


class ComparisonOut(Schema):
    """Two runs side by side."""

    before: int = Field(examples=[11])
    after: int = Field(examples=[12])
    inputs: list[InputChangeOut]
    totals: list[TotalChangeOut]
    payees: int = Field(examples=[1], description="How many payees' pay differs.")
    differences: list[DifferenceOut]
    count: int = Field(examples=[1], description="How many differences there are in all.")
    next: str | None = Field(None, examples=[None], description="Address of the next differences.")
