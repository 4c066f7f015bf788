"""Shapes that many operations share."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema


class ProblemOut(Schema):
    """One thing that is wrong or odd: what, where, and what to do."""

    code: str = Field(examples=["value-required"], description="Stable; documented; for programs.")
    message: str = Field(examples=["kind is empty."])
    where: str = Field(
        "", examples=["body.rows[3].kind"], description="Path in the request, or file:line:column."
    )
    line: int | None = Field(None, examples=[12])
    column: int | None = Field(None, examples=[5])
    hint: str = Field("", examples=["Give one of booking, invoice, cancellation."])
    severity: str = Field("error", examples=["error"], description="error, warning or note.")
    subject: str = Field("", examples=["T-1001"], description="The record concerned, where there is one.")


class ProblemDocument(Schema):
    """An error (RFC 9457), as ``application/problem+json``."""

    type: str = Field(examples=["/api/docs/#not-valid"])
    title: str = Field(examples=["Unprocessable Entity"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["What was sent cannot be accepted. The problems say what and where."])
    instance: str = Field(examples=["/api/v1/tables/transactions/rows"])
    code: str = Field(examples=["not-valid"])
    request_id: str = Field(
        examples=["7d3c1f0a-52f7-4c1a-9a3e-0c9f8f1f2b11"], description="By which the log knows the request."
    )
    problems: list[ProblemOut] = Field(description="What is wrong, all of it at once.")


class CompanyOut(Schema):
    """The company of this installation."""

    name: str = Field(examples=["Ulverane Systems"])
    currency: str = Field(examples=["USD"])
    fiscal_start_month: int = Field(examples=[1])
    timezone: str = Field(examples=["UTC"])
    today: dt.date = Field(
        examples=["2026-11-20"], description="The business day: what “open” and “due” refer to."
    )


class TokenOut(Schema):
    """The token that asks."""

    name: str = Field(examples=["Payroll export"])
    scope: str = Field(examples=["read"], description="read, or write (which includes reading).")
    expires_at: dt.datetime | None = Field(examples=["2027-01-31T00:00:00Z"])


class MeOut(Schema):
    """Who asks, and what they may do."""

    email: str = Field(examples=["maya.chen@example.com"])
    name: str = Field(examples=["Maya Chen"])
    person_id: str | None = Field(examples=["E-1004"])
    roles: list[str] = Field(examples=[["rep"]])
    capabilities: list[str] = Field(examples=[["plan.read", "statement.read_own"]])
    token: TokenOut | None
    company: CompanyOut


class JobOut(Schema):
    """Work in the background."""

    id: str = Field(examples=["0f8b3f5e-4a1f-4a8e-8d7a-3b2f6f0f2c11"])
    kind: str = Field(examples=["calculate"])
    title: str = Field(examples=["Calculate through 2026-11"])
    state: str = Field(examples=["running"], description="queued, running, succeeded, failed or cancelled.")
    phase: str = Field(examples=["Calculating"])
    done: int = Field(examples=[40])
    total: int = Field(examples=[80], description="0 while it is not known.")
    attempts: int = Field(examples=[1])
    error: str = Field(examples=[""])
    created_at: dt.datetime = Field(examples=["2026-11-20T09:00:00Z"])
    started_at: dt.datetime | None = Field(examples=["2026-11-20T09:00:01Z"])
    finished_at: dt.datetime | None = Field(examples=[None])


class AuditEventOut(Schema):
    """A change that someone made."""

    id: int = Field(examples=[512])
    at: dt.datetime = Field(examples=["2026-11-20T09:00:00Z"])
    actor: str = Field(examples=["Rosa Marin"], description="Attain, where the product acted by itself.")
    action: str = Field(examples=["plan.approved"])
    object_type: str = Field(examples=["incentives.planversion"])
    object_id: str = Field(examples=["8"])
    object_label: str = Field(examples=["Account executive 2026"])
    before: dict[str, object] | None = Field(examples=[{"state": "draft"}])
    after: dict[str, object] | None = Field(examples=[{"state": "approved"}])
    request_id: str = Field(examples=["7d3c1f0a-52f7-4c1a-9a3e-0c9f8f1f2b11"])
