from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import organisation
from tests.support.product_state import own_state
from tests.unit.attain_web.incentives.build import TODAY, set_day, stock


@pytest.fixture(autouse=True)
def _state(settings: Any, tmp_path: Path) -> Iterator[None]:
    with own_state(settings, tmp_path):
        yield


@pytest.fixture
def stocked(company: organisation.Company) -> organisation.Company:
    """The small organisation on 20 April 2026, with quotas, four bookings and an approved plan."""
    set_day(TODAY)
    stock()
    return company
