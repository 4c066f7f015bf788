"""Numbers as people write them in files, read exactly: digits become an integer and a count of decimal
places.

Accepts currency signs, thousands separators, a leading or trailing sign, accounting brackets, a percent
sign, and a small exponent as spreadsheets write it. Nothing is rounded unless the mapping names a rounding
mode.
"""

from __future__ import annotations

import re

from attain.kernel.problem import Problem
from attain.kernel.rounding import RoundingMode, divide_rounded, power_of_ten
from attain.kernel.scaled import MAX_NUMBER_CHARACTERS

MAX_EXPONENT = 20
MAX_INTEGER = 2**63 - 1
_SIGNS = {"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"}
_CURRENCY = re.compile(r"^(?:[A-Z]{3}|(?:[A-Z]{1,2})?[$€£¥₹₩])\s?|\s?(?:[A-Z]{3}|[€£¥₹₩$])$")
_PLAIN = re.compile(
    r"([+-]?)(\d{1,3}(?:([,' ])\d{3}(?:\3\d{3})*)|\d+|)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\Z", re.ASCII
)


def parse_number(text: str, decimal: str = ".") -> tuple[int, int] | Problem:
    """``-1.234,50`` with decimal ``,`` as (-123450, 2): units and places; a percentage has two places
    more.
    """
    original = text
    if len(text) > MAX_NUMBER_CHARACTERS:
        shown = text[:20]
        return Problem(
            "number-too-long",
            f"“{shown}…” has {len(text)} characters; a number has at most {MAX_NUMBER_CHARACTERS}.",
        )
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    text = text.strip()
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1].strip()
    percent = text.endswith("%")
    if percent:
        text = text[:-1].rstrip()
    text = _sign_first(text)
    text = text[:1] + _CURRENCY.sub("", text[1:]) if text[:1] in "+-" else _CURRENCY.sub("", text)
    if decimal == ",":
        text = text.replace(".", "\x00").replace(",", ".").replace("\x00", ",")
    match = _PLAIN.match(_sign_first(text.strip()))
    if match is None or not (match[2] or match[4]) or (match[5] and abs(int(match[5])) > MAX_EXPONENT):
        return Problem("number-invalid", f"“{original}” is not a number.", hint=_hint(text, decimal))
    fraction = match[4] or ""
    units = int(re.sub(r"\D", "", match[2]) + fraction or "0")
    places = len(fraction) + (2 if percent else 0) - int(match[5] or 0)
    if places < 0:
        units, places = units * power_of_ten(-places), 0
    return (-units if negative or match[1] == "-" else units), places


def parse_units(
    text: str, scale: int, *, decimal: str = ".", rounding: RoundingMode | None = None, times: int = 1
) -> int | Problem:
    """A number as integer units at ``scale`` decimal places, after multiplying by ``times``.

    More places than the scale holds are a problem, unless ``rounding`` says how to round them away.
    """
    parsed = parse_number(text, decimal)
    if isinstance(parsed, Problem):
        return parsed
    units, places = parsed
    units *= times
    if places <= scale:
        units *= power_of_ten(scale - places)
    else:
        excess = power_of_ten(places - scale)
        if units % excess and rounding is None:
            return Problem(
                "number-too-precise",
                f"“{text}” has more than the {scale} decimal places that fit here.",
                hint="Round it in the source, or let the mapping round it (round: half-even).",
            )
        units = divide_rounded(units, excess, rounding or RoundingMode.HALF_EVEN)
    if abs(units) > MAX_INTEGER:
        return Problem("number-too-large", f"“{text}” is larger than any amount that can be kept.")
    return units


def uses_decimal_comma(values: list[str]) -> bool:
    """Whether these numbers read as numbers with a decimal comma, and some do not with a decimal point."""
    point = sum(isinstance(parse_number(value, "."), Problem) for value in values)
    comma = sum(isinstance(parse_number(value, ","), Problem) for value in values)
    return point > comma


def _sign_first(text: str) -> str:
    if text.endswith("-"):
        return "-" + text[:-1].rstrip()
    return text[0] + text[1:].lstrip() if text[:1] in ("+", "-") else text


def _hint(text: str, decimal: str) -> str:
    if text.startswith("#"):
        return "It is an error of a spreadsheet formula: correct the formula."
    if text.startswith("="):
        return "It is a formula, not a value: export values."
    if text.upper() in ("NULL", "NA", "N/A", "NONE", "-", "NAN"):
        return f"If it means “no value”, add it to the mapping's list of empty texts (empty: [{text}])."
    other = "," if decimal == "." else "."
    if other in text:
        return f"If “{other}” is its decimal mark, say so in the mapping (decimal: “{other}”)."
    return "Write it like 1234.50 or 12.5%."
