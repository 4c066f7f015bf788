"""Inquiries and their messages."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ninja import Field, Schema


class InquiryFilter(Schema):
    """Which inquiries."""

    state: Literal["", "open", "answered", "resolved"] = Field("", examples=["open"])
    mine: bool = Field(False, examples=[False], description="Only those assigned to you.")
    q: str = Field("", max_length=200, examples=["bonus"], description="A part of the subject or payee.")


class InquiryIn(Schema):
    """A question about a statement."""

    person_id: str = Field(max_length=200, examples=["E-1004"])
    period: str = Field(max_length=16, examples=["2026-11"])
    subject: str = Field(max_length=200, examples=["Woodgrove Bank is missing"])
    text: str = Field(max_length=5000, examples=["The deal closed on 12 November, but I see no line for it."])
    about: Literal["line", "missing", "statement"] = Field("statement", examples=["missing"])
    line: str = Field("", max_length=40, examples=[""], description="The id of the line it is about.")


class MessageIn(Schema):
    """A message to add."""

    text: str = Field(max_length=5000, examples=["The booking is in now; see the next statement."])


class MessageOut(Schema):
    """A message of the thread."""

    author: str = Field(examples=["Maya Chen"])
    text: str = Field(examples=["The deal closed on 12 November, but I see no line for it."])
    at: dt.datetime = Field(examples=["2026-11-20T09:00:00Z"])


class InquiryOut(Schema):
    """An inquiry."""

    id: int = Field(examples=[3])
    person_id: str = Field(examples=["E-1004"])
    period: str = Field(examples=["2026-11"])
    about: str = Field(examples=["missing"])
    component: str = Field(examples=[""])
    transaction_id: str = Field(examples=[""])
    line: str = Field(examples=[""])
    subject: str = Field(examples=["Woodgrove Bank is missing"])
    state: str = Field(examples=["open"])
    asked_by: str = Field(examples=["Maya Chen"])
    assignee: str = Field(examples=[""])
    created_at: dt.datetime = Field(examples=["2026-11-20T09:00:00Z"])
    changed_at: dt.datetime = Field(examples=["2026-11-20T09:00:00Z"])
    resolved_at: dt.datetime | None = Field(examples=[None])


class InquiryDetailOut(InquiryOut):
    """An inquiry with its messages, the oldest first."""

    messages: list[MessageOut]
