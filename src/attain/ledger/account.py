"""The accounts that every payee has, one set per currency."""

from __future__ import annotations

from enum import StrEnum


class Account(StrEnum):
    """Where money of a payee stands."""

    EXPENSE = "expense"  # the company's cost: the mirror of all that was ever earned
    EARNED = "earned"  # earned, its period still open
    HELD = "held"  # earned, kept back until a condition is met
    PAYABLE = "payable"  # approved by a close, due on the pay date
    PAID = "paid"  # handed to payroll
    DRAW = "draw"  # advanced against later earnings
    CLAWBACK = "clawback"  # to be taken back from later pay

    @property
    def label(self) -> str:
        """The account's name as readers see it."""
        return self.value.capitalize()


OWED = frozenset({Account.EARNED, Account.HELD, Account.PAYABLE, Account.DRAW, Account.CLAWBACK})
"""The accounts whose sum is what the company owes a payee (or, if negative, the payee the company)."""
