"""State of the product outside the records database, given to one test and forgotten after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attain_web.home import open_deal, what_if
from attain_web.incentives import pinned
from attain_web.payouts import line_search, source


@contextmanager
def own_state(settings: Any, folder: Path) -> Iterator[None]:
    """Files in ``folder``; nothing kept in memory about runs of other tests, whose numbers come again."""
    settings.HOME = folder
    settings.FACTS_FOLDER = folder / "facts"
    _forget()
    yield
    _forget()


def _forget() -> None:
    for module in (pinned, open_deal, what_if, source, line_search):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
