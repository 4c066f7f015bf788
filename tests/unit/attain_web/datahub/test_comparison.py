"""The check says what an import would change, and the import then changes just that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from attain_web.datahub import comparison, selectors
from attain_web.datahub.models import Account, FactSnapshot, Import
from tests.unit.attain_web.datahub.support import ACCOUNTS, HEADER, ROWS, SALES

pytestmark = pytest.mark.django_db
NAMES = ("inserted", "updated", "unchanged")
ACCOUNT_ROWS = "Id,Name,Staff\na,Acme,10\nb,Beta,\nc,Ceta,3\n"


def numbers(record: Import) -> list[tuple[int, ...]]:
    return [tuple(table[name] for name in NAMES) for table in record.report["tables"]]


@pytest.fixture
def check(admin: Client, upload: Callable[..., Import]) -> Callable[[str, str], Import]:
    """Uploads and checks a file; the import then."""

    def run(content: str, mapping: str) -> Import:
        record = upload(content)
        admin.post(f"/imports/{record.pk}/text/", {"text": mapping})
        record.refresh_from_db()
        return record

    return run


@pytest.mark.parametrize(
    ("first", "second", "mapping", "expected"),
    [
        (ACCOUNT_ROWS, ACCOUNT_ROWS, ACCOUNTS, [(0, 0, 3)]),
        (ACCOUNT_ROWS, "Id,Name,Staff\na,Acme,10\nb,Beta,7\nd,Delta,\n", ACCOUNTS, [(1, 1, 1)]),
        (ROWS, ROWS.replace("200,bob", "250,bob"), SALES, [(0, 1, 1), (0, 0, 3)]),
        (HEADER, ROWS, SALES, [(2, 0, 0), (3, 0, 0)]),
    ],
)
def test_the_check_foretells_what_the_import_changes(
    admin: Client, take: Any, check: Any, first: str, second: str, mapping: str, expected: Any
) -> None:
    take(first, mapping)
    states = FactSnapshot.objects.count(), Account.objects.count()

    record = check(second, mapping)
    assert numbers(record) == expected
    assert (FactSnapshot.objects.count(), Account.objects.count()) == states

    admin.post(f"/imports/{record.pk}/start/")
    record.refresh_from_db()
    assert numbers(record) == expected


def test_a_later_part_for_the_same_table_is_compared_with_the_earlier_one(take: Any) -> None:
    take(ACCOUNT_ROWS, ACCOUNTS)
    rows = selectors.record_table("accounts")
    part = rows.slice(0, 1).set_column(1, rows.field("name"), [["Acme Corp"]])

    found = comparison.compare([("accounts", part), ("accounts", part), ("accounts", rows)])

    assert [(item.inserted, item.updated, item.unchanged) for item in found.values()] == [
        (0, 1, 0),
        (0, 0, 1),
        (0, 1, 2),
    ]
