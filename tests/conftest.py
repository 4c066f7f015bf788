"""What every test may use, and how tests are sorted into suites (see tests/support/suites.py)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.support import postgres
from tests.support.absence import cannot_test
from tests.support.browser import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_setup"}
BROWSER_FIXTURES = {"browser", "page", "product", "writable_product"}

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the records database or a browser, so that nobody has to remember to."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSER_FIXTURES:
            item.add_marker("browser")
        elif item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES or _is_django_case(item):
            item.add_marker("records")


def _is_django_case(item: pytest.Item) -> bool:
    bases = getattr(getattr(item, "cls", None), "__mro__", ())
    return any(base.__module__ == "django.test.testcases" for base in bases)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets beside the checkout; the test is skipped where there is none."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("there is no folder shared/data beside the checkout")
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one."""
    program = find_chromium()
    if program is None:
        cannot_test("there is no Chromium here (Debian: apt-get install chromium)")
    return {**browser_type_launch_args, "executable_path": program, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server whose user may create databases: the test run's, or one for this process."""
    url = os.environ.get(postgres.URL_VARIABLE)
    if url:
        yield url
    elif postgres.find_binaries() is None:
        cannot_test("there is no PostgreSQL here (Debian: apt-get install postgresql)")
    else:
        with postgres.serve_postgres() as url:
            yield url
