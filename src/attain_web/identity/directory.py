"""Names of the company's people, for linking users to them. The people app provides them; this app may
not ask it.
"""

from __future__ import annotations

from collections.abc import Callable

_names: list[Callable[[], dict[str, str]]] = []


def provide_names(names: Callable[[], dict[str, str]]) -> None:
    """Register the function that gives the current names by ``person_id``."""
    _names[:] = [names]


def person_names() -> dict[str, str]:
    """Names by ``person_id``, sorted by name; empty while nothing provides them."""
    known = _names[0]() if _names else {}
    return dict(sorted(known.items(), key=lambda item: (item[1].casefold(), item[0])))
