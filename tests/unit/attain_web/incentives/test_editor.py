from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.unit.attain_web.incentives.build import PLAN, other_admin

pytestmark = pytest.mark.django_db


def test_the_editor_says_that_the_name_of_an_approved_version_is_taken(stocked: Any, client: Client) -> None:
    client.force_login(other_admin())
    same = client.post("/plans/check/", {"text": PLAN, "cases_text": ""}).content.decode()
    assert "Give the text a new version" in same
    assert "The text can be kept" not in same
    other = PLAN.replace('version: "2026"', 'version: "2027"')
    assert "The text can be kept" in client.post("/plans/check/", {"text": other}).content.decode()
