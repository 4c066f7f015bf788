"""Declared fields of a part of a plan document: what is read, checked for typing errors, and put into the
schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What may stand in a field."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE_RANGE = "date-range"
    RATE_FORMULA = "rate-formula"
    MONEY_FORMULA = "money-formula"
    AMOUNT_FORMULA = "amount-formula"
    CONDITION = "condition"
    VALUE = "value"
    CREDIT = "credit"
    MEASURE = "measure"
    QUOTA = "quota"
    CURRENCY = "currency"
    CAP = "cap"
    RATE_TABLE = "rate-table"
    AMOUNT_TABLE = "amount-table"
    RECIPIENTS = "recipients"
    FX = "fx"
    PARAMETERS = "parameters"
    CREDITS = "credits"
    MEASURES = "measures"
    COMPONENTS = "components"
    TIERS = "tiers"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a mapping; ``choices`` is the closed list of what may be written, ``default`` what holds
    if absent.
    """

    name: str
    shape: Shape
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
