"""Whatever is sent, no operation meets an error that it did not expect."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

import pytest

from attain_web.api import openapi

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ODD: list[Any] = [
    None, True, -1, 0, 2**31, 2**63, 2**64, -(2**63) - 1, 10**400, 1.5, "", " ", "a" * 5000, "é", "\u202e",
    "😀", "\x7f", "%00", "';--", "../..", "2026-02-30", "9999-12", "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-14:00", "alice", "2026-01", [], {}, [[]],
    {"a": {"b": []}}, ["x"],
]  # fmt: skip
IDS = ["alice", "no-one", "1", "0", "9" * 21, "2026-01", "2026", "é😀", "%25", "transactions", "a" * 500]


def _path(dice: random.Random, template: str) -> str:
    steps = []
    for step in template.removeprefix("/api/v1").split("/"):
        steps.append(quote(dice.choice(IDS), safe="%") if step.startswith("{") else step)
    return "/".join(steps)


def _query(dice: random.Random, operation: dict[str, Any]) -> str:
    names = [one["name"] for one in operation["parameters"] if one["in"] == "query"] or ["x"]
    chosen = dice.sample(names, k=dice.randint(0, min(3, len(names))))
    return "&".join(f"{name}={quote(str(dice.choice(ODD)))}" for name in chosen)


def _body(dice: random.Random, operation: dict[str, Any]) -> Any:
    example = operation["requestBody"]["content"].get("application/json", {}).get("example")
    if not isinstance(example, dict) or dice.random() < 0.1:
        return dice.choice(ODD)
    body = dict(example)
    for name in dice.sample(sorted(body), k=dice.randint(0, len(body))):
        body[name] = _spoiled(dice, body[name])
    return body


def _spoiled(dice: random.Random, value: Any) -> Any:
    """The value, or one inside it, replaced by an odd one."""
    if isinstance(value, list) and value and dice.random() < 0.8:
        return [_spoiled(dice, value[0])]
    if isinstance(value, dict) and value and dice.random() < 0.8:
        name = dice.choice(sorted(value))
        return {**value, name: _spoiled(dice, value[name])}
    return dice.choice(ODD)


def _ask(
    program: Any, dice: random.Random, method: str, template: str, operation: dict[str, Any]
) -> tuple[str, Any]:
    path = _path(dice, template)
    if method == "get":
        address = f"{path}?{_query(dice, operation)}"
        return address, program.get(address)
    if "multipart/form-data" in operation.get("requestBody", {}).get("content", {}):
        form = {
            name: str(dice.choice(ODD)) for name in ("file", "mapping", "table", "currency", "mapping_text")
        }
        return path, program.send(path, form)
    return path, program.post(
        path, _body(dice, operation) if "requestBody" in operation else dice.choice(ODD)
    )


@pytest.mark.parametrize("seed", range(4))
def test_odd_values_never_meet_an_unexpected_error(run, program, settings, seed):
    settings.API_REQUESTS_PER_MINUTE = 100_000
    admin, dice = program("compensation_admin"), random.Random(seed)
    for template, methods in openapi.document()["paths"].items():
        for method, operation in methods.items():
            for _ in range(4):
                address, answer = _ask(admin, dice, method, template, operation)
                assert answer.status_code < 500, (method, address, answer.content)
