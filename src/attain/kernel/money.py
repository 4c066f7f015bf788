"""Money: an integer count of a currency's minor units, never a float, never two currencies in one sum.

Source of codes and exponents: ISO 4217, list one.
"""

from __future__ import annotations

from dataclasses import dataclass

from attain.kernel.problem import Problem, ProblemError
from attain.kernel.rounding import RoundingMode, divide_rounded
from attain.kernel.scaled import format_scaled, parse_scaled

_EXPONENTS = {
    "BIF": 0,
    "CLP": 0,
    "DJF": 0,
    "GNF": 0,
    "ISK": 0,
    "JPY": 0,
    "KMF": 0,
    "KRW": 0,
    "PYG": 0,
    "RWF": 0,
}
_EXPONENTS |= {"UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0}
_EXPONENTS |= {"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3}
_TWO_PLACES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES
WST XCD YER ZAR ZMW ZWG
"""
_EXPONENTS |= dict.fromkeys(_TWO_PLACES.split(), 2)
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "BRL": "R$", "CAD": "CA$"}
_SYMBOLS |= {"AUD": "A$", "NZD": "NZ$", "MXN": "MX$", "CNY": "CN¥"}


@dataclass(frozen=True, slots=True, order=True)
class Currency:
    """An ISO 4217 currency; ``exponent`` is the number of decimal places of its minor unit."""

    code: str

    def __post_init__(self) -> None:
        if self.code not in _EXPONENTS:
            raise ProblemError(
                [
                    Problem(
                        "currency-unknown",
                        f"“{self.code}” is not a currency code.",
                        hint="Use a code of ISO 4217 such as USD, EUR or GBP.",
                    )
                ]
            )

    @property
    def exponent(self) -> int:
        """Decimal places of the minor unit: 2 for USD, 0 for JPY, 3 for KWD."""
        return _EXPONENTS[self.code]

    @property
    def symbol(self) -> str:
        """The sign readers know, or the code and a no-break space where there is none of its own."""
        return _SYMBOLS.get(self.code, self.code + "\u00a0")

    def __str__(self) -> str:
        return self.code


def is_currency(code: str) -> bool:
    """Whether ``code`` is a currency of ISO 4217."""
    return code in _EXPONENTS


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency. Arithmetic between two currencies raises ``ProblemError``."""

    amount_minor: int
    currency: Currency

    @classmethod
    def parse(cls, text: str, currency: Currency) -> Money | Problem:
        """Reads ``1,234.50``; a problem if it is no number or finer than the currency's minor unit."""
        units = parse_scaled(text, currency.exponent)
        return units if isinstance(units, Problem) else cls(units, currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount_minor + self._same(other).amount_minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount_minor - self._same(other).amount_minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def scaled_by(self, numerator: int, denominator: int, mode: RoundingMode) -> Money:
        """This amount times a fraction, rounded to the minor unit by ``mode``."""
        return Money(divide_rounded(self.amount_minor * numerator, denominator, mode), self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ProblemError(
                [
                    Problem(
                        "currency-mixed",
                        f"{self.currency} and {other.currency} cannot be added.",
                        hint="Convert one of them at a stored rate first.",
                    )
                ]
            )
        return other

    def __str__(self) -> str:
        return format_money(self.amount_minor, self.currency.code)


def format_money(amount_minor: int, currency_code: str, *, places: int | None = None) -> str:
    """``-$1,234.50``: sign, symbol, separators, all minor digits (or ``places`` of them, half even)."""
    currency = Currency(currency_code)
    exponent = currency.exponent
    if places is not None and places < exponent:
        amount_minor = divide_rounded(amount_minor, 10 ** (exponent - places))
        exponent = places
    text = format_scaled(abs(amount_minor), exponent, minimum_places=exponent)
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return ("-" if amount_minor < 0 else "") + currency.symbol + grouped
