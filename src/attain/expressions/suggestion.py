"""What someone probably meant to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option most like ``word``, or None where nothing comes near."""
    plain = {option.lower().replace("-", "_"): option for option in sorted(options)}
    found = difflib.get_close_matches(word.lower().replace("-", "_")[:60], plain, n=1)
    return plain[found[0]] if found else None


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
