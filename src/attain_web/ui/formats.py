"""Numbers, money, rates and dates as people read them, in the active language's separators.

Everything arrives as integers at a known scale and leaves as text; no float is involved. Exports do not use
this module: they carry typed numbers.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import get_language

from attain.kernel.money import Currency
from attain.kernel.period import FiscalCalendar
from attain.kernel.problem import Problem
from attain.kernel.rounding import divide_rounded
from attain.kernel.scaled import RATE_SCALE, format_scaled

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
ABSENT = "–"
# Languages that write the currency before the amount; all others write it after.
_SYMBOL_FIRST = frozenset({"en", "ja", "zh", "ko", "he", "th", "nl", "tr"})


def _group(whole: str) -> str:
    separator = str(get_format("THOUSAND_SEPARATOR")) or NO_BREAK_SPACE
    separator = NO_BREAK_SPACE if separator.isspace() else separator
    first = len(whole) % 3 or 3
    return separator.join([whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))])


def _digits(units: int, scale: int, places: int) -> str:
    """Absolute value with exactly ``places`` decimals, grouped; rounds half to even."""
    if places < scale:
        units, scale = divide_rounded(units, 10 ** (scale - places)), places
    whole, _, fraction = format_scaled(abs(units), scale, minimum_places=places).partition(".")
    return _group(whole) + (str(get_format("DECIMAL_SEPARATOR")) + fraction if fraction else "")


def _sign(units: int, *, plus: bool) -> str:
    if units < 0:
        return MINUS
    return "+" if plus and units > 0 else ""


def format_amount(
    amount_minor: int, currency_code: str, *, places: int | None = None, plus: bool = False
) -> str:
    """``$1,838.10``, ``−¥12,000``, ``CHF 250.00``: all minor digits, or ``places`` of them (half to even)."""
    currency = Currency(currency_code)
    places = currency.exponent if places is None else min(places, currency.exponent)
    shown = divide_rounded(amount_minor, 10 ** (currency.exponent - places))
    digits = _digits(amount_minor, currency.exponent, places)
    language = (get_language() or "en").split("-")[0]
    if language in _SYMBOL_FIRST:
        return _sign(shown, plus=plus) + currency.symbol + digits
    return _sign(shown, plus=plus) + digits + NO_BREAK_SPACE + currency.symbol.strip()


def format_short_amount(amount_minor: int, currency_code: str) -> str:
    """``$150k``, ``$1.2M``, ``$0``: for axes and small marks, at most four significant digits."""
    currency = Currency(currency_code)
    unit = 10**currency.exponent
    magnitude = abs(amount_minor)
    for size, suffix in ((10**9, "B"), (10**6, "M"), (10**3, "k")):
        # What would round up to a thousand of the smaller unit is one of the larger.
        if magnitude * 2000 >= size * unit * 1999:
            is_tenth = magnitude % (size * unit // 10) == 0  # $942.5k is said in full, not as $942k
            places = (
                2 if magnitude < 10 * size * unit else 1 if magnitude < 100 * size * unit or is_tenth else 0
            )
            shown = divide_rounded(magnitude * 10**places, size * unit)
            while places and shown % 10 == 0:
                shown, places = shown // 10, places - 1
            return _sign(amount_minor, plus=False) + currency.symbol + _digits(shown, places, places) + suffix
    return _sign(amount_minor, plus=False) + currency.symbol + _digits(magnitude, currency.exponent, 0)


def format_percent(units: int, *, places: int | None = 1, scale: int = RATE_SCALE) -> str:
    """A rate at ``scale`` as a percentage: 91_700_000 → ``91.7%``; ``places=None`` shows all digits."""
    if places is None:
        text = format_scaled(abs(units), scale - 2)
        whole, _, fraction = text.partition(".")
        digits = _group(whole) + (str(get_format("DECIMAL_SEPARATOR")) + fraction if fraction else "")
    else:
        digits = _digits(units, scale - 2, places)
    return _sign(units, plus=False) + digits + "%"


def format_count(value: int) -> str:
    """A whole number with separators: 11600 → ``11,600``."""
    return _sign(value, plus=False) + _group(str(abs(value)))


def format_quantity(value: int, unit: str) -> str:
    """``412 lines``, ``1 line``: ``unit`` is an English plural."""
    if value == 1:
        unit = {"people": "person"}.get(unit) or (
            f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")
        )
    return f"{format_count(value)} {unit}"


def format_day(value: date | datetime) -> str:
    """``21 Nov 2026``. A moment is first brought into the active time zone."""
    return format_date(_local(value), "j M Y")


def format_moment(value: datetime) -> str:
    """``21 Nov 2026, 09:12`` in the active time zone."""
    return format_date(_local(value), "j M Y, H:i")


def format_range(start: date, end: date) -> str:
    """A half-open range as its first and last day: ``1 Nov – 30 Nov 2026``."""
    last = end - timedelta(days=1)
    if last <= start:
        return format_day(start)
    first = format_date(start, "j M") if start.year == last.year else format_day(start)
    return f"{first} – {format_day(last)}"


def format_period(name: str) -> str:
    """A period by its title: ``2026-11`` → ``November 2026``; what names no period stays as it is."""
    period = FiscalCalendar(1).parse(name)  # a title is the same in every calendar
    return name if isinstance(period, Problem) else period.title


def format_duration(seconds: int) -> str:
    """A rough time: ``8 s``, ``3 min``, ``2 h 10 min``."""
    if seconds < 60:
        return f"{seconds}{NO_BREAK_SPACE}s"
    minutes = -(-seconds // 60)
    if minutes < 60:
        return f"{minutes}{NO_BREAK_SPACE}min"
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NO_BREAK_SPACE}h" + (f" {rest}{NO_BREAK_SPACE}min" if rest else "")


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
