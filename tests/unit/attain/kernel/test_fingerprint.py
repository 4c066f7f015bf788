from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from attain.kernel.fingerprint import canonical_bytes, fingerprint, fingerprint_file
from attain.kernel.period import Grain


@dataclass(frozen=True)
class Point:
    x: int
    label: str


def test_the_canonical_form_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical_bytes({"b": 1, "a": [True, None]}) == b'{"a":[true,null],"b":1}'
    assert fingerprint({"b": 1, "a": 2}) == fingerprint({"a": 2, "b": 1})


def test_dates_enums_and_dataclasses_have_one_form() -> None:
    value = {"on": dt.date(2026, 1, 2), "grain": Grain.MONTH, "point": Point(1, "é")}
    assert (
        canonical_bytes(value).decode() == '{"grain":"month","on":"2026-01-02","point":{"label":"é","x":1}}'
    )


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), Point])
def test_a_value_without_exact_meaning_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="canonical form"):
        fingerprint([value])


def test_a_file_is_named_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert fingerprint_file(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
