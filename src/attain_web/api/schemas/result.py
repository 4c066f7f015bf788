"""Results of runs: credits, attainments and earnings, as the result tables hold them; and what-if."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Field, Schema

INT64 = 2**63 - 1
Units = Annotated[int, Field(ge=-INT64, le=INT64)]


class ResultFilter(Schema):
    """Which rows, of which run."""

    run: int | None = Field(
        None, ge=1, le=INT64, examples=[12], description="The current official run unless given."
    )
    person_id: str = Field("", max_length=300, examples=["E-1004"])
    plan_id: str = Field("", max_length=300, examples=["account-executive"])
    period: str = Field("", max_length=16, examples=["2026-11"])
    format: Literal["json", "csv", "parquet"] = Field(
        "json", examples=["json"], description="csv and parquet: all rows in one file, no pages."
    )


class CreditFilter(ResultFilter):
    """Which credits."""

    rule: str = Field("", max_length=300, examples=["new_business"])
    transaction_id: str = Field("", max_length=300, examples=["T-1001"])


class AttainmentFilter(ResultFilter):
    """Which attainments."""

    measure: str = Field("", max_length=300, examples=["bookings"])
    month: str = Field("", max_length=16, examples=["2026-11"])


class EarningFilter(ResultFilter):
    """Which earnings."""

    component: str = Field("", max_length=300, examples=["commission"])
    transaction_id: str = Field("", max_length=300, examples=["T-1001"])


class _Payee(Schema):
    person_id: str = Field(examples=["E-1004"])
    position_id: str = Field(examples=["P-AE-01"])
    plan_id: str = Field(examples=["account-executive"])
    plan_version: str = Field(examples=["2026"])


class CreditOut(_Payee):
    """A part of a transaction attributed to a payee."""

    rule: str = Field(examples=["new_business"])
    transaction_id: str = Field(examples=["T-1001"])
    credited_on: dt.date = Field(examples=["2026-11-12"])
    period: str = Field(examples=["2026-11"])
    share: int = Field(examples=[100000000], description="Rate at eight decimal places.")
    source_units: int = Field(
        examples=[4800000], description="Minor units of source_currency, or a quantity."
    )
    source_currency: str = Field(examples=["USD"])
    fx_rate: int = Field(examples=[100000000], description="Rate at eight decimal places.")
    quota_units: int = Field(examples=[4800000])
    pay_units: int = Field(examples=[4800000])
    currency: str = Field(examples=["USD"], description="Empty: the units are quantities.")


class AttainmentOut(_Payee):
    """A payee's progress on a measure by the end of a month."""

    measure: str = Field(examples=["bookings"])
    period: str = Field(examples=["FY2026"])
    month: str = Field(examples=["2026-11"])
    units: int = Field(examples=[55047900])
    quota_units: int | None = Field(examples=[60000000])
    attainment: int | None = Field(examples=[91746500], description="Rate at eight decimal places.")
    currency: str = Field(examples=["USD"])


class EarningOut(_Payee):
    """An amount that a payee earned by a component."""

    component: str = Field(examples=["commission"])
    period: str = Field(examples=["2026-11"])
    transaction_id: str = Field(examples=["T-1001"], description="Empty for a line of the whole period.")
    line_kind: str = Field(examples=["commission"])
    credited_on: dt.date = Field(examples=["2026-11-12"])
    base_units: int = Field(examples=[4800000])
    base_currency: str = Field(examples=["USD"])
    amount_minor: int = Field(examples=[480000])
    currency: str = Field(examples=["USD"])


class SplitIn(Schema):
    """A person's share of a transaction."""

    person_id: str = Field(max_length=300, examples=["E-1004"])
    split_role: Literal["owner", "sdr", "overlay"] = Field("owner", examples=["owner"])
    share: int = Field(ge=0, le=10**10, examples=[100000000], description="Rate at eight decimal places.")


class TransactionIn(Schema):
    """A transaction as if it had happened; what is left out is empty."""

    kind: Literal["booking", "invoice", "cash-receipt", "cancellation", "usage", "meeting"] = Field(
        "booking", examples=["booking"]
    )
    occurred_on: dt.date | None = Field(
        None, examples=["2026-11-28"], description="The last day that was calculated unless given."
    )
    amount_minor: Units = Field(examples=[6000000])
    currency: str | None = Field(
        None, pattern="^[A-Z]{3}$", examples=["USD"], description="The payee's unless given."
    )
    cost_minor: Units | None = Field(None, examples=[None])
    quantity: Units | None = Field(
        None, examples=[10000], description="At four decimal places: 1.5 is 15000."
    )
    term_months: int | None = Field(None, ge=0, le=1200, examples=[12])
    starts_on: dt.date | None = Field(None, examples=[None])
    account_id: str | None = Field(None, max_length=300, examples=[None])
    opportunity_id: str | None = Field(None, max_length=300, examples=[None])
    product_id: str | None = Field(None, max_length=300, examples=[None])
    deal_type: Literal["new", "expansion", "renewal"] | None = Field("new", examples=["new"])
    splits: list[SplitIn] | None = Field(
        None, max_length=50, examples=[None], description="The payee owns all of it unless given."
    )


class WhatIfIn(Schema):
    """What would change for one payee."""

    person_id: str = Field(max_length=300, examples=["E-1004"])
    transactions: list[TransactionIn] = Field(min_length=1, max_length=50)


class PayChangeOut(Schema):
    """What a component would pay in a month."""

    component: str = Field(examples=["commission"])
    period: str = Field(examples=["2026-11"])
    currency: str = Field(examples=["USD"])
    before_minor: int = Field(examples=[480000])
    after_minor: int = Field(examples=[1080000])
    change_minor: int = Field(examples=[600000])


class TotalOut(Schema):
    """What would change in all, in a currency."""

    currency: str = Field(examples=["USD"])
    change_minor: int = Field(examples=[600000])


class WhatIfOut(Schema):
    """What would change. Nothing was kept."""

    run: int = Field(examples=[12])
    person_id: str = Field(examples=["E-1004"])
    totals: list[TotalOut]
    changes: list[PayChangeOut]
    problems: list[dict[str, Any]] = Field(
        examples=[[]], description="What the calculation found wrong, beyond what it finds without them."
    )
