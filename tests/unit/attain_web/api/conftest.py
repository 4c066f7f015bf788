from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from attain_web.incentives import pinned
from attain_web.incentives.models import Run
from attain_web.payouts import source
from tests.support.organisation import Company
from tests.unit.attain_web.api.office import Program, open_office


@pytest.fixture(autouse=True)
def own_state(settings: Any, tmp_path: Path) -> None:
    """Facts and uploads in a folder of the test's own; nothing remembered of runs of other tests."""
    settings.HOME = tmp_path
    settings.FACTS_FOLDER = tmp_path / "facts"
    cache.clear()
    for remembered in (pinned._calculation_input, source._plans, source._explanations):
        remembered.cache_clear()


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
