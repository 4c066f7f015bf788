from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.product_state import own_state
from tests.unit.attain_web.payouts.build import set_day


@pytest.fixture(autouse=True)
def money_state(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[None]:
    """Facts and heads in a folder of the test's own; the business day in April 2026."""
    with own_state(settings, tmp_path):
        if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker(
            "django_db"
        ):
            request.getfixturevalue("db")
            set_day("2026-04-28")
        yield
