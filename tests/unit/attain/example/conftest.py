from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from attain.example import ExampleCompany, generate

Rows = Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def company() -> ExampleCompany:
    return generate()


@pytest.fixture(scope="session")
def rows(company: ExampleCompany) -> Rows:
    return {name: table.to_pylist() for name, table in company.tables.items()}


@pytest.fixture(scope="session")
def truth(company: ExampleCompany) -> dict[str, Any]:
    return company.truth
