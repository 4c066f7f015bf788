"""What tests of the product share: a small organisation, its users, and a way to sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import organisation
from tests.support.append_only import flush_around_triggers

__all__ = ["flush_around_triggers"]


@pytest.fixture
def save() -> Callable[..., Any]:
    """Records rows of a table: ``save("positions", [row, …])``."""
    return organisation.save


@pytest.fixture
def company(db: None) -> organisation.Company:
    """Seven seats on three levels, six people, and one user for each way to stand to them."""
    return organisation.make_company()
