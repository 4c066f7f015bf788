from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from attain_web.incentives.models import Run
from tests.support.organisation import Company
from tests.support.product_state import own_state
from tests.unit.attain_web.api.office import Program, open_office


@pytest.fixture(autouse=True)
def _state(settings: Any, tmp_path: Path) -> Iterator[None]:
    cache.clear()
    with own_state(settings, tmp_path):
        yield


@pytest.fixture
def run(company: Company) -> Run:
    """The posted run of the office."""
    return open_office(company)


@pytest.fixture
def program(company: Company) -> Callable[..., Program]:
    """A program that asks in the name of a principal: ``program("alice", scope="read")``."""

    def make(name: str, scope: str = "write") -> Program:
        return Program(company.users[name], scope)

    return make
