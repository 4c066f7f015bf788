"""The same seed gives the same company; one entity's chance does not shift another's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import attain
from attain.example import ExampleCompany, ExampleScale, generate
from attain.example.stream import Spread, stream
from attain.kernel.fingerprint import fingerprint

# Of the tables as generated; they change only when the generator is meant to change.
CODE = """
from attain.example import generate
from attain.kernel.fingerprint import fingerprint
for name, table in generate().tables.items():
    print(name, fingerprint(table.to_pylist()))
"""


@pytest.fixture(scope="module")
def of_another_process() -> dict[str, str]:
    """Fingerprints from a process with another hash seed, time zone and locale."""
    source = str(Path(attain.__file__).parents[1])
    odd = {**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    result = subprocess.run([sys.executable, "-c", CODE], env=odd, capture_output=True, text=True, check=True)
    return dict(line.split() for line in result.stdout.splitlines())


def test_every_table_is_the_same_in_another_process(
    company: ExampleCompany, of_another_process: dict[str, str]
) -> None:
    here = {name: fingerprint(table.to_pylist()) for name, table in company.tables.items()}
    assert here == of_another_process


@pytest.fixture(scope="module")
def larger() -> ExampleCompany:
    """Twice the seats, half the deals, another seed."""
    return generate(ExampleScale(payees=150, transactions=5_000), seed=2)


def test_another_seed_gives_other_deals_of_the_same_products(
    company: ExampleCompany, larger: ExampleCompany
) -> None:
    first = company.tables["transactions"].slice(0, 100)
    assert not larger.tables["transactions"].slice(0, 100).equals(first)
    assert larger.tables["products"].equals(company.tables["products"])


def test_a_larger_company_has_more_payees_and_as_many_deals_as_wanted(larger: ExampleCompany) -> None:
    assert larger.tables["assignments"].num_rows > 150
    assert 3_500 < larger.tables["transactions"].num_rows < 7_500
    people = larger.tables["people"].to_pylist()
    assert len({row["name"] for row in people}) == len({row["email"] for row in people}) == len(people)


def test_a_stream_depends_on_its_name_alone() -> None:
    first = stream(1, "deal", "x").random()
    stream(1, "deal", "y").random()
    assert stream(1, "deal", "x").random() == first
    assert stream(1, "deal", "y").random() != first
    assert stream(2, "deal", "x").random() != first


def test_a_spread_keeps_its_share_in_small_groups() -> None:
    spread = Spread()
    taken = [spread.take(0.4) for _ in range(100)]
    assert all(3 <= sum(taken[start : start + 10]) <= 5 for start in range(0, 100, 10))
