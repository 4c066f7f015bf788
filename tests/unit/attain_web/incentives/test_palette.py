from __future__ import annotations

from typing import Any

import pytest

from attain_web.incentives.palette import search
from tests.unit.attain_web.incentives.build import do_run, other_admin

pytestmark = pytest.mark.django_db


def test_a_plan_and_a_run_are_found_by_who_may_see_them(stocked: Any) -> None:
    run = do_run()
    admin = other_admin()
    assert [item.kind for item in search(admin, f"run {run.pk}")] == ["Run"]
    assert [item.label for item in search(admin, "executive")] == ["Account executive"]
    assert [item.label for item in search(admin, "exec account")] == ["Account executive"]
    assert search(admin, "account farmer") == []
    assert search(admin, "run 99999999999") == []


def test_nobody_without_the_capability_finds_anything(stocked: Any) -> None:
    run = do_run()

    class Stranger:
        is_authenticated = True
        capabilities = frozenset[str]()

    assert search(Stranger(), f"run {run.pk}") == []
    assert search(Stranger(), "plan") == []
