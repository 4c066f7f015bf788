"""Plans and their versions."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

from attain_web.api.schemas.common import ProblemOut

TEXT = 'plan: account-executive\ntitle: Account executive\nversion: "2026"\n…\n'


class PlanVersionOut(Schema):
    """A version of a plan, without its text."""

    plan_id: str = Field(examples=["account-executive"])
    title: str = Field(examples=["Account executive"])
    version: str = Field(examples=["2026"])
    state: str = Field(examples=["approved"], description="draft or approved.")
    effective_from: dt.date = Field(examples=["2026-01-01"])
    effective_to: dt.date | None = Field(examples=[None])
    fingerprint: str = Field(examples=["5d41402abc4b2a76b9719d911017c592ae1f0a9c1d3b4a7b9f0c6d2e8a1b3c4d"])
    note: str = Field(examples=["Accelerator from 100 %."])
    created_by: str = Field(examples=["Rosa Marin"])
    created_at: dt.datetime = Field(examples=["2025-12-01T10:00:00Z"])
    approved_by: str = Field(examples=["Ines Costa"])
    approved_at: dt.datetime | None = Field(examples=["2025-12-03T10:00:00Z"])


class PlanOut(Schema):
    """A plan: the version in force today, and all that you may see."""

    plan_id: str = Field(examples=["account-executive"])
    title: str = Field(examples=["Account executive"])
    version_in_force: str | None = Field(examples=["2026"])
    versions: list[PlanVersionOut]


class PlanTextOut(PlanVersionOut):
    """A version of a plan with its text and its cases."""

    text: str = Field(examples=[TEXT])
    cases_text: str = Field(examples=[""])
    problems: list[ProblemOut] = Field([], examples=[[]], description="Warnings and notes about the text.")


class PlanTextIn(Schema):
    """A plan text (YAML), and its cases."""

    text: str = Field(max_length=500_000, examples=[TEXT])
    cases_text: str = Field("", max_length=2_000_000, examples=[""])


class PlanDraftIn(PlanTextIn):
    """A text to keep as a draft of the plan and version that it names."""

    note: str = Field("", max_length=500, examples=["Accelerator from 100 %."])


class FailureOut(Schema):
    """What a case expected and what came out."""

    what: str = Field(examples=["earnings of alice, commission, 2026-01"])
    expected: str = Field(examples=["$800.00"])
    got: str = Field(examples=["$780.00"])
    because: list[str] = Field(examples=[["$13,000.00 × 6% = $780.00"]])


class CaseOut(Schema):
    """How a case went."""

    case: str = Field(examples=["A deal within quota pays the base rate"])
    passed: bool = Field(examples=[True])
    failures: list[FailureOut] = Field(examples=[[]])


class PlanCheckOut(Schema):
    """What a text says: whether it can be kept, what is wrong or odd, how its cases went."""

    acceptable: bool = Field(examples=[True])
    problems: list[ProblemOut] = Field(examples=[[]])
    lint: list[ProblemOut] = Field(examples=[[]])
    cases: list[CaseOut]
