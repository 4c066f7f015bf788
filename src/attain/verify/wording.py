"""One way to say what is wrong, where, and what to do."""

from __future__ import annotations

from attain.kernel.money import format_money, is_currency
from attain.kernel.problem import Location, Problem


def problem(code: str, where: str, message: str, hint: str = "") -> Problem:
    """A problem of the records at ``where``."""
    return Problem(code, message, Location(path=where), hint)


def money(amount_minor: int, currency: str) -> str:
    """An amount in words, whatever stands in the currency's place."""
    return (
        format_money(amount_minor, currency) if is_currency(currency) else f"{amount_minor} {currency or '?'}"
    )
