from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from attain_web.core import audit
from attain_web.core.models import AuditEvent, VersionedRecord
from attain_web.people.models import Person

pytestmark = pytest.mark.django_db
VERSIONED = [model for model in apps.get_models() if issubclass(model, VersionedRecord)]


def refused(statement: str) -> bool:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return "append-only" in str(caught.value)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_audit_log_cannot_be_emptied_at_once():
    assert refused("TRUNCATE core_auditevent")


def test_an_audit_event_can_be_neither_changed_nor_deleted_nor_replaced():
    audit.record(None, "change", audit.Subject("thing", "1"))
    assert refused("UPDATE core_auditevent SET action = 'x'")
    assert refused("DELETE FROM core_auditevent")
    if connection.vendor == "sqlite":
        assert refused("INSERT OR REPLACE INTO core_auditevent SELECT * FROM core_auditevent")
    assert AuditEvent.objects.get().action == "change"


def test_a_version_is_never_changed_but_for_being_superseded(save):
    save("people", [{"person_id": "p", "name": "Ann"}])
    assert refused("UPDATE people_person SET name = 'Eve'")
    assert refused("DELETE FROM people_person")
    save("people", [{"person_id": "p", "name": "Anna"}])
    assert [person.name for person in Person.objects.order_by("id")] == ["Ann", "Anna"]


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model._meta.label)
def test_every_versioned_table_has_its_triggers(model):
    table = model._meta.db_table
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue, [table])
        names = {name for (name,) in cursor.fetchall()}
    assert {f"{table}_no_update", f"{table}_no_delete"} <= names
