"""Statements, pay periods and the ledger."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

from attain_web.api.schemas.common import ProblemOut


class MovementOut(Schema):
    """Opening + earned + adjusted + other − paid = closing, in one currency, minor units."""

    currency: str = Field(examples=["USD"])
    opening_minor: int = Field(examples=[0])
    earned_minor: int = Field(examples=[480000])
    adjusted_minor: int = Field(examples=[0])
    paid_minor: int = Field(examples=[0])
    other_minor: int = Field(examples=[0])
    closing_minor: int = Field(examples=[480000])


class StatementSummaryOut(MovementOut):
    """What a payee's balance did in a period."""

    person_id: str = Field(examples=["E-1004"])
    name: str = Field(examples=["Maya Chen"])
    period: str = Field(examples=["2026-11"])
    certainty: str = Field(examples=["provisional"], description="provisional, approved or paid.")


class StatementFilter(Schema):
    """Whose statements, of which period."""

    period: str = Field("", max_length=16, examples=["2026-11"], description="This month unless given.")
    q: str = Field("", max_length=200, examples=["chen"], description="A part of a name or identifier.")


class LineOut(Schema):
    """A line of a statement."""

    id: str = Field(
        examples=["line-5d41402abc4b"], description="The line's name; ask for its explanation by it."
    )
    plan_id: str = Field(examples=["account-executive"])
    plan_version: str = Field(examples=["2026"])
    position_id: str = Field(examples=["P-AE-01"])
    component: str = Field(examples=["commission"])
    title: str = Field(examples=["Commission on new business"])
    transaction_id: str = Field(examples=["T-1001"])
    line_kind: str = Field(examples=["commission"])
    description: str = Field(examples=["Woodgrove Bank"])
    credited_on: dt.date = Field(examples=["2026-11-12"])
    base_units: int = Field(examples=[4800000])
    base_currency: str = Field(examples=["USD"])
    effective_rate: int | None = Field(examples=[10000000], description="Rate at eight decimal places.")
    amount_minor: int = Field(examples=[480000])
    currency: str = Field(examples=["USD"])


class ChangeOut(Schema):
    """A line of an earlier month that pays differently now."""

    line: str = Field(examples=["line-5d41402abc4b"])
    description: str = Field(examples=["Woodgrove Bank"])
    transaction_id: str = Field(examples=["T-1001"])
    cause: str = Field(examples=["transaction-new"])
    words: str = Field(examples=["Came in after the period was closed"])
    before_minor: int = Field(examples=[0])
    after_minor: int = Field(examples=[480000])


class AdjustmentOut(Schema):
    """What an earlier, closed period pays more or less, posted into this one."""

    earned_period: str = Field(examples=["2026-10"])
    component: str = Field(examples=["commission"])
    currency: str = Field(examples=["USD"])
    before_minor: int = Field(examples=[0])
    after_minor: int = Field(examples=[480000])
    amount_minor: int = Field(examples=[480000])
    changes: list[ChangeOut]


class ProgressOut(Schema):
    """Progress on a measure."""

    title: str = Field(examples=["Bookings"])
    period: str = Field(examples=["FY2026"])
    units: int = Field(examples=[55047900])
    quota_units: int | None = Field(examples=[60000000])
    attainment: int | None = Field(examples=[91746500], description="Rate at eight decimal places.")
    currency: str = Field(examples=["USD"])


class StatementOut(Schema):
    """A payee's statement for a period, with every line and the balance."""

    person_id: str = Field(examples=["E-1004"])
    name: str = Field(examples=["Maya Chen"])
    position: str = Field(examples=["Account executive"])
    period: str = Field(examples=["2026-11"])
    certainty: str = Field(examples=["provisional"])
    run: int | None = Field(examples=[12])
    balances: list[MovementOut]
    lines: list[LineOut]
    adjustments: list[AdjustmentOut]
    progress: list[ProgressOut]
    problems: list[ProblemOut] = Field(examples=[[]])


class StepOut(Schema):
    """A step from the transaction to the amount."""

    label: str = Field(examples=["Rate"])
    words: str = Field(examples=["Up to 100 % of quota the rate is 10 %."])
    value: str = Field(examples=["10%"])
    clause: str = Field(examples=["Commission on new business"])


class ExplanationOut(Schema):
    """How a line came about."""

    line: LineOut
    run: int = Field(examples=[12])
    sentence: str = Field(examples=["Woodgrove Bank, $48,000.00, pays 10%, which is $4,800.00."])
    steps: list[StepOut]


class PeriodOut(Schema):
    """A pay period."""

    name: str = Field(examples=["2026-11"])
    start: dt.date = Field(examples=["2026-11-01"])
    end: dt.date = Field(examples=["2026-12-01"], description="The first day after it.")
    pay_on: dt.date = Field(examples=["2026-12-15"])
    certainty: str = Field(examples=["provisional"])
    state: str = Field(examples=["open"])
    run: int | None = Field(examples=[None], description="The run that it stands on, once closed.")
    closed_at: dt.datetime | None = Field(examples=[None])
    closed_by: str = Field(examples=[""])
    paid_at: dt.datetime | None = Field(examples=[None])
    paid_by: str = Field(examples=[""])


class PeriodTotalOut(Schema):
    """What a period moved in a currency, all payees together."""

    currency: str = Field(examples=["USD"])
    payees: int = Field(examples=[60])
    opening_minor: int = Field(examples=[0])
    earned_minor: int = Field(examples=[41000000])
    adjusted_minor: int = Field(examples=[0])
    paid_minor: int = Field(examples=[0])
    closing_minor: int = Field(examples=[41000000])


class PeriodDetailOut(PeriodOut):
    """A pay period with its totals and what stands in the way of the next step."""

    totals: list[PeriodTotalOut]
    in_the_way: list[ProblemOut] = Field(examples=[[]])


class ConfirmationIn(Schema):
    """Closing and paying are confirmed by the period's name."""

    confirmation: str = Field(max_length=40, examples=["2026-10"])


class EntryFilter(Schema):
    """Which entries of the ledger."""

    person_id: str = Field("", max_length=300, examples=["E-1004"])
    period: str = Field("", max_length=16, examples=["2026-11"])
    kind: str = Field("", max_length=20, examples=["earning"])
    cause: str = Field("", max_length=200, examples=["run:12"])


class PostingOut(Schema):
    """An amount that entered (positive) or left an account."""

    account: str = Field(examples=["earned"])
    amount_minor: int = Field(examples=[480000])
    currency: str = Field(examples=["USD"])
    plan_id: str = Field(examples=["account-executive"])
    component: str = Field(examples=["commission"])
    earned_period: str = Field(examples=["2026-11"])


class EntryOut(Schema):
    """An entry of the ledger, sealed into its chain of hashes."""

    sequence: int = Field(examples=[301])
    kind: str = Field(examples=["earning"])
    period: str = Field(examples=["2026-11"])
    person_id: str = Field(examples=["E-1004"])
    description: str = Field(examples=["Earned, November 2026"])
    cause: str = Field(examples=["run:12"])
    recorded_at: dt.datetime = Field(examples=["2026-11-20T09:00:04Z"])
    previous_hash: str = Field(examples=["0" * 64])
    hash: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
    postings: list[PostingOut]
