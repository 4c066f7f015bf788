"""The real product in a real browser.

`product` is a running product with the example company, for tests that only read; `writable_product` is one
for a test that changes something. `page` (pytest-playwright) is a fresh page of Debian's Chromium.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.walk import Walk, check_clean
from tests.support.product import Product, prepare_home, serve_product

PREPARED = "ATTAIN_TEST_HOME"  # a folder that has been prepared, to save the half minute while writing tests


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The example company, prepared once for all workers of the run. Copy it; never write to it."""
    if os.environ.get(PREPARED):
        return Path(os.environ[PREPARED])
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent
    home, finished = folder / "example-home", folder / "example-home.ready"
    with (folder / "example-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(home, ignore_errors=True)
            prepare_home(home)
            finished.touch()
    return home


@pytest.fixture(scope="session")
def product(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A running product that all tests of this worker share."""
    with serve_product(_copy(example_home, tmp_path_factory.mktemp("product"))) as running:
        yield running


@pytest.fixture
def writable_product(example_home: Path, tmp_path: Path) -> Iterator[Product]:
    """A running product for one test alone."""
    with serve_product(_copy(example_home, tmp_path)) as running:
        yield running


@pytest.fixture
def walk(page: Page, product: Product) -> Iterator[Walk]:
    """A walk through the shared product that meets no error of script or style policy."""
    with _watched(page) as start:
        yield start(product)


@pytest.fixture
def writing_walk(page: Page, writable_product: Product) -> Iterator[Walk]:
    """A walk through a product of its own."""
    with _watched(page) as start:
        yield start(writable_product)


@contextmanager
def _watched(page: Page) -> Iterator[Callable[[Product], Walk]]:
    walks: list[Walk] = []

    def start(product: Product) -> Walk:
        walks.append(Walk(page, product))
        return walks[-1]

    yield start
    check_clean(walks)


def _copy(home: Path, folder: Path) -> Path:
    return Path(shutil.copytree(home, folder / "home"))
