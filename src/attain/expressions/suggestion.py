"""What someone probably meant to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MAX_WORD = 60
MIN_PART = 3  # letters of an option that are enough to recognise it by


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option most like ``word``, or None where nothing comes near."""
    plain = {option.lower().replace("-", "_"): option for option in sorted(options)}
    written = word.lower().replace("-", "_")[:MAX_WORD]
    found = difflib.get_close_matches(written, plain, n=1)
    if not found and len(written) >= MIN_PART:
        found = [option for option in plain if written in option]
    return plain[found[0]] if len(found) == 1 else None


def did_you_mean(word: str, options: Iterable[str], *, otherwise: str = "") -> str:
    """A hint: ``Did you mean “amount”?``, or ``otherwise`` where nothing comes near."""
    option = closest(word, options)
    return f"Did you mean “{option}”?" if option else otherwise


def listed(options: Iterable[str], limit: int = 12) -> str:
    """The options in a sentence, cut after ``limit``: ``a, b and c``."""
    known = sorted(options)
    if len(known) > limit:
        return ", ".join(known[:limit]) + f" and {len(known) - limit} more"
    return known[0] if len(known) == 1 else ", ".join(known[:-1]) + " and " + known[-1] if known else "none"
