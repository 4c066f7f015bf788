"""The calculation is exact and repeatable: no binary fractions, no clock, no chance, no network."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.support.purity import (
    Finding,
    find_chance,
    find_clock,
    find_floats,
    find_network,
    imported_modules,
)
from tests.support.source import files_under, place, syntax_of

Finder = Callable[[ast.Module], Iterator[Finding]]

EXACT = ("kernel", "plans", "expressions", "ir", "engine", "ledger")


def _findings(find: Finder, *packages: str) -> list[str]:
    files = files_under(*(f"src/attain/{package}" for package in packages))
    return [f"{place(path, line)}: {what}" for path in files for line, what in find(syntax_of(path))]


@pytest.mark.parametrize("find", [find_floats, find_chance])
def test_what_reaches_pay_is_exact_and_repeatable(find: Finder) -> None:
    assert not _findings(find, *EXACT)


@pytest.mark.parametrize("find", [find_clock, find_network])
def test_the_library_reads_no_clock_and_no_network(find: Finder) -> None:
    assert not _findings(find, "")


def test_the_kernel_needs_the_standard_library_alone() -> None:
    allowed = {*sys.stdlib_module_names, "attain"}
    foreign = [
        f"{place(path, line)}: {name}"
        for path in files_under("src/attain/kernel")
        for line, name in imported_modules(syntax_of(path))
        if name.split(".")[0] not in allowed
    ]
    assert not foreign


@pytest.mark.parametrize(
    ("find", "code"),
    [
        (find_floats, "rate = 0.1"),
        (find_floats, "rate = float(text)"),
        (find_floats, "share = part / whole"),
        (find_floats, "kind = pa.float64()"),
        (find_floats, "query = 'SELECT AVG(amount) FROM credits'"),
        (find_clock, "day = date.today()"),
        (find_clock, "moment = datetime.now(UTC)"),
        (find_clock, "moment = time.time()"),
        (find_network, "from urllib.request import urlopen"),
        (find_network, "import http.client"),
        (find_chance, "import random"),
    ],
)
def test_a_planted_fault_is_found(find: Finder, code: str) -> None:
    assert list(find(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["path = folder / 'plans'", "isinstance(value, float)", '"""No DOUBLE: a SELECT is exact."""']
)
def test_what_only_looks_inexact_passes(code: str) -> None:
    assert not list(find_floats(ast.parse(code)))
