from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attain_web.incentives import pinned
from attain_web.payouts import line_search, source
from tests.unit.attain_web.payouts.build import set_day


@pytest.fixture(autouse=True)
def money_state(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Facts and heads in a folder of the test's own; the business day in April 2026."""
    pinned._calculation_input.cache_clear()
    source.forget()
    line_search.forget()
    settings.HOME = tmp_path
    settings.FACTS_FOLDER = tmp_path / "facts"
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        set_day("2026-04-28")
