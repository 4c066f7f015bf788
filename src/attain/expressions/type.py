"""What a value is and in which unit its integer counts.

Every numeric value is a whole number of units at a static ``scale``: number 2.5 at scale 1 is 25, a rate of
10 % at scale 8 is 10_000_000, a quantity of 1.5 at scale 4 is 15_000. Money counts *minor units of its
currency*, and its scale says how many decimal places finer than the minor unit it is: an amount has scale
0, an amount times a rate scale 8. ``currency`` names whose currency it is (``source`` for the
transaction's, ``plan`` for the plan's), so that two different currencies never meet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from attain.kernel.scaled import RATE_SCALE
from attain.tables import QUANTITY_SCALE

MAX_SCALE = 24  # decimal places that an intermediate result may have


class Kind(StrEnum):
    """What a value is."""

    MONEY = "money"
    RATE = "rate"
    NUMBER = "number"
    QUANTITY = "quantity"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"

    @property
    def is_numeric(self) -> bool:
        """Whether values of this kind are integers at a scale."""
        return self in _NUMERIC


_NUMERIC = {Kind.MONEY, Kind.RATE, Kind.NUMBER, Kind.QUANTITY}


@dataclass(frozen=True, slots=True)
class Type:
    """A kind with its scale (numeric kinds) and whose currency it is in (money)."""

    kind: Kind
    scale: int = 0
    currency: str = ""

    def at_scale(self, scale: int) -> Type:
        """The same type at another scale."""
        return replace(self, scale=scale)

    def accepts(self, other: Type) -> bool:
        """Whether a value of ``other`` can stand where this is wanted, perhaps after rescaling."""
        if self.kind is Kind.QUANTITY and other.kind is Kind.NUMBER:
            return True
        return self.kind is other.kind and self.currency == other.currency

    def __str__(self) -> str:
        if self.kind is Kind.MONEY:
            return f"money in {currency_words(self.currency)}" if self.currency else "money"
        if self.kind is Kind.NUMBER and self.scale == 0:
            return "whole number"
        return _WORDS.get(self.kind, self.kind.value)

    @property
    def words(self) -> str:
        """The type with its article, for a sentence: ``a rate``, ``money in the plan's currency``."""
        name = str(self)
        return name if self.kind in (Kind.MONEY, Kind.TEXT) else f"a {name}"


_WORDS = {Kind.BOOLEAN: "condition"}
_CURRENCIES = {
    "source": "the transaction's currency",
    "plan": "the plan's currency",
    "account": "the account's currency",
    "product": "the product's currency",
}


def currency_words(tag: str) -> str:
    """Whose currency a tag means, in words."""
    return _CURRENCIES.get(tag, tag)


def money(currency: str, scale: int = 0) -> Type:
    """Money in ``currency`` (``source``, ``plan`` or a code), ``scale`` places finer than the minor unit."""
    return Type(Kind.MONEY, scale, currency)


RATE = Type(Kind.RATE, RATE_SCALE)
INTEGER = Type(Kind.NUMBER, 0)
QUANTITY = Type(Kind.QUANTITY, QUANTITY_SCALE)
TEXT = Type(Kind.TEXT)
DATE = Type(Kind.DATE)
BOOLEAN = Type(Kind.BOOLEAN)
