"""People, positions and assignments."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

DAY = "The day to look at; today unless given."


class PeopleFilter(Schema):
    """Which people, on which day."""

    as_of: dt.date | None = Field(None, description=DAY, examples=["2026-11-20"])
    q: str = Field(
        "", max_length=200, description="A part of name, identifier, e-mail or title.", examples=["chen"]
    )
    role: str = Field("", max_length=60, examples=["account-executive"])
    region: str = Field("", max_length=300, examples=["East"])
    state: str = Field("", max_length=60, examples=["active"])


class DayFilter(Schema):
    """Which day."""

    as_of: dt.date | None = Field(None, description=DAY, examples=["2026-11-20"])


class AssignmentFilter(DayFilter):
    """Whose assignments, to which position, on which day."""

    person_id: str = Field("", max_length=300, examples=["E-1004"])
    position_id: str = Field("", max_length=300, examples=["P-AE-01"])


class PersonOut(Schema):
    """A person on a day: who they are, which position they hold, who their manager is."""

    person_id: str = Field(examples=["E-1004"])
    name: str = Field(examples=["Maya Chen"])
    email: str = Field(examples=["maya.chen@example.com"])
    country: str = Field(examples=["US"])
    hired_on: dt.date | None = Field(examples=["2025-06-01"])
    left_on: dt.date | None = Field(examples=[None], description="First day after employment.")
    position_id: str = Field(examples=["P-AE-01"])
    title: str = Field(examples=["Account executive"])
    role: str = Field(examples=["account-executive"])
    region: str = Field(examples=["East"])
    plan_id: str = Field(examples=["account-executive"])
    manager_id: str = Field(examples=["E-1001"])
    manager: str = Field(examples=["Dana Ruiz"])
    state: str = Field(examples=["active"], description="active, left, not yet hired, or without a position.")


class PositionOut(Schema):
    """A seat on a day, and who holds it."""

    position_id: str = Field(examples=["P-AE-01"])
    title: str = Field(examples=["Account executive"])
    role: str = Field(examples=["account-executive"])
    manager_position_id: str | None = Field(examples=["P-M-01"])
    territory_id: str | None = Field(examples=["T-EAST"])
    region: str | None = Field(examples=["East"])
    plan_id: str | None = Field(examples=["account-executive"])
    currency: str = Field(examples=["USD"])
    target_incentive_minor: int | None = Field(
        examples=[6000000],
        description="Variable pay a year at target, minor units; null where you may not see pay.",
    )
    valid_from: dt.date = Field(examples=["2026-01-01"])
    valid_to: dt.date | None = Field(examples=[None], description="First day on which it no longer holds.")
    holders: list[str] = Field(
        examples=[["E-1004"]], description="The identifiers of the people who hold it."
    )


class AssignmentOut(Schema):
    """A person holds a position."""

    person_id: str = Field(examples=["E-1004"])
    position_id: str = Field(examples=["P-AE-01"])
    valid_from: dt.date = Field(examples=["2026-01-01"])
    valid_to: dt.date | None = Field(examples=[None])
