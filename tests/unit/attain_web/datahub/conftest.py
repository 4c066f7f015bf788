"""A home of its own for each test, and files to upload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from attain_web.datahub.models import Import


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Uploads and facts go into the test's own folder."""
    settings.HOME = tmp_path
    settings.FACTS_FOLDER = tmp_path / "facts"
    return tmp_path


@pytest.fixture
def admin(company: Any) -> Client:
    """A browser in which a compensation admin is signed in."""
    return company.client("compensation_admin")


@pytest.fixture
def upload(admin: Client) -> Callable[..., Import]:
    """Uploads a file through the page; the import that it became."""

    def put(content: str | bytes, name: str = "file.csv") -> Import:
        data = content.encode() if isinstance(content, str) else content
        response = admin.post("/imports/new/", {"file": SimpleUploadedFile(name, data)})
        assert response.status_code == 302, response.content.decode()
        return Import.objects.latest("pk")

    return put


@pytest.fixture
def take(admin: Client, upload: Callable[..., Import]) -> Callable[..., Import]:
    """Uploads, maps by text, checks and imports a file; the import afterwards."""

    def run(content: str | bytes, mapping: str, name: str = "file.csv") -> Import:
        record = upload(content, name)
        response = admin.post(f"/imports/{record.pk}/text/", {"text": mapping})
        assert response.status_code == 302, response.content.decode()
        admin.post(f"/imports/{record.pk}/start/")
        record.refresh_from_db()
        return record

    return run
