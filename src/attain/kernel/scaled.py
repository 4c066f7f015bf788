"""Decimal numbers as integers at a fixed scale: 12.5 at scale 4 is 125000.

Text is read digit by digit with a limit on its length, so that a hostile ``1e9999999`` costs nothing.
Rates (and attainments, and shares) are kept at ``RATE_SCALE``: 10 % is 10_000_000.
"""

from __future__ import annotations

import re

from attain.kernel.problem import Problem
from attain.kernel.rounding import power_of_ten

RATE_SCALE = 8
ONE = 10**RATE_SCALE  # 100 % as a rate
MAX_NUMBER_CHARACTERS = 40
_NUMBER = re.compile(r"([+-]?)(\d+(?:[_,]\d{3})*|\d*)(?:\.(\d*))?\s*(%?)\Z", re.ASCII)


def parse_scaled(text: str, scale: int) -> int | Problem:
    """Reads ``-1,234.50`` or ``12.5%`` as integer units at ``scale``; a problem if it is not such a number.

    A percentage is divided by 100. More decimal places than the scale holds are refused, never cut.
    """
    text = text.strip()
    if len(text) > MAX_NUMBER_CHARACTERS:
        return Problem(
            "number-too-long",
            f"A number of {len(text)} characters is longer than the {MAX_NUMBER_CHARACTERS} allowed.",
        )
    match = _NUMBER.match(text)
    if match is None or not (match[2] or match[3]):
        return Problem("number-invalid", f"“{text}” is not a number.", hint="Write it like 1234.50 or 12.5%.")
    sign, whole, fraction, percent = match[1], re.sub("[_,]", "", match[2]), match[3] or "", match[4]
    places = len(fraction) + (2 if percent else 0)
    units = int((whole + fraction) or "0")
    if places > scale:
        excess = power_of_ten(places - scale)
        if units % excess:
            return Problem(
                "number-too-precise",
                f"“{text}” has more decimal places than the {scale} that fit here.",
                hint="Round it in the source, so that everyone sees the value that is used.",
            )
        units //= excess
    else:
        units *= power_of_ten(scale - places)
    return -units if sign == "-" else units


def format_scaled(units: int, scale: int, *, minimum_places: int = 0) -> str:
    """Units at ``scale`` as text without trailing zeros beyond ``minimum_places``: 125000, 4 → ``12.5``."""
    sign = "-" if units < 0 else ""
    digits = str(abs(units)).rjust(scale + 1, "0")
    whole, fraction = (digits[:-scale], digits[-scale:]) if scale else (digits, "")
    fraction = fraction.rstrip("0").ljust(minimum_places, "0")
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def format_rate(units: int, *, minimum_places: int = 0) -> str:
    """A rate at ``RATE_SCALE`` as a percentage: 12_500_000 → ``12.5%``."""
    return format_scaled(units, RATE_SCALE - 2, minimum_places=minimum_places) + "%"
