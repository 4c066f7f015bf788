"""Search across the product: each app may have a module ``palette`` with ``search(user, query)``.

    def search(user: Any, query: str) -> list[PaletteItem]

A provider returns only what this user may see; at most ``LIMIT`` items of each are shown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from attain_web.core.navigation import app_modules, items_for

LIMIT = 6
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """Something found: what kind of thing, its name, a hint that tells it from its namesakes, its address."""

    kind: str
    label: str
    hint: str
    url: str

    def to_dict(self) -> dict[str, str]:
        """As the palette in the browser reads it."""
        item = asdict(self)
        return {"verb": item.pop("kind"), **item}


def has_words(text: str, query: str) -> bool:
    """Whether each word of the query is in the text, in any order, in upper or lower case."""
    folded = text.casefold()
    return all(word in folded for word in query.casefold().split())


def search(user: Any, query: str) -> list[PaletteItem]:
    """What this user may see that answers to ``query``: pages first, then what the apps find."""
    if len(query.strip()) < SHORTEST:
        return []
    found = [
        PaletteItem("Go to", item.label, item.group, url)
        for item, url in items_for(user)
        if has_words(item.label, query)
    ]
    for module in app_modules("palette"):
        if hasattr(module, "search") and module.__name__ != __name__:
            found += module.search(user, query.strip())[:LIMIT]
    return found
