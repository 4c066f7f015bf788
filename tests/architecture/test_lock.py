"""The locks pin what pyproject.toml asks for, name no place to download from, and carry hashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@cache
def _lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def _pins(name: str) -> dict[str, str]:
    """Version by package, as far as it applies to this Python and platform."""
    found = [Requirement(line) for line in re.findall(r"^(\S+==[^\\\n]+?) *\\?$", _lock(name), re.MULTILINE)]
    chosen = [pin for pin in found if pin.marker is None or pin.marker.evaluate()]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in chosen}


def _wanted(texts: list[str]) -> Iterator[Requirement]:
    """The requirements in those texts, with the extras of the project itself written out."""
    for text in texts:
        requirement = Requirement(text)
        if requirement.name == PROJECT["name"]:
            for extra in requirement.extras:
                yield from _wanted(PROJECT["optional-dependencies"][extra])
        else:
            yield requirement


@pytest.mark.parametrize(("name", "extras"), [("runtime", []), ("dev", ["dev"])])
def test_the_lock_satisfies_every_dependency(name: str, extras: list[str]) -> None:
    building = [
        line for line in (ROOT / "requirements/build.in").read_text().splitlines() if line[:1] not in "#"
    ]
    texts = PROJECT["dependencies"] + building
    texts += [text for extra in extras for text in PROJECT["optional-dependencies"][extra]]
    pins = _pins(name)
    unmet = [
        str(requirement)
        for requirement in _wanted(texts)
        if not requirement.specifier.contains(
            pins.get(canonicalize_name(requirement.name), "0"), prereleases=True
        )
        or canonicalize_name(requirement.name) not in pins
    ]
    assert not unmet, "run `make lock`"


def test_development_uses_the_versions_of_the_product() -> None:
    assert _pins("runtime").items() <= _pins("dev").items()


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_every_pin_has_hashes_and_no_address(name: str) -> None:
    lock = _lock(name)
    assert not re.findall(r"://|--(?:extra-)?index-url|--find-links", lock)
    entries = re.findall(r"^\S+==.*(?:\n[ \t].*)*", lock, re.MULTILINE)
    assert entries
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
