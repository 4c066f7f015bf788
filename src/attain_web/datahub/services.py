"""Writing the data that calculations use: the door for imports, the example company and the interface for
programs.

Whoever saves rows gets told how many were new, changed or already there; rows that are already there write
nothing.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from django.db import transaction

from attain.store import Manifest
from attain.tables import RECORD_TABLES, TableContract
from attain_web.core import audit, versioning
from attain_web.core.clock import now
from attain_web.core.versioning import Saved
from attain_web.datahub.models import FactSnapshot, Import
from attain_web.datahub.records import RECORD_MODELS
from attain_web.datahub.selectors import fact_store


def save_rows(
    contract: TableContract, table: pa.Table, actor: Any, source: str, *, import_record: Import | None = None
) -> Saved:
    """Bring rows that fulfil the contract into its table by key, in one transaction, with an audit event.

    ``source`` says where they come from, in words that a person will read in the history of a row.
    """
    with transaction.atomic():
        if contract.name in RECORD_TABLES:
            model = RECORD_MODELS[contract.name]
            saved = versioning.save_rows(model, table.to_pylist(), actor=actor, source=source)
        else:
            saved = save_facts(contract, table, source=source, import_record=import_record)
        if saved.changed:
            audit.record(
                actor,
                "data.saved",
                audit.Subject("datahub.table", contract.name, contract.title),
                after={"source": source, "inserted": saved.inserted, "updated": saved.updated},
            )
    return saved


def save_facts(
    contract: TableContract, table: pa.Table, *, source: str, import_record: Import | None = None
) -> Saved:
    """Upsert facts and make the new state current, both in one transaction.

    The files are on the disk before the record names them; if the transaction fails, a sweep removes them.
    """
    with transaction.atomic():
        current = (
            FactSnapshot.objects.select_for_update().filter(table=contract.name, is_current=True).first()
        )
        base = None if current is None else current.manifest
        done = fact_store().upsert(contract, table, base, source=source)
        if base is None or done.manifest != base:
            make_current(done.manifest, import_record=import_record)
    return Saved(done.inserted, done.updated, done.unchanged)


def make_current(manifest: Manifest, *, import_record: Import | None = None) -> FactSnapshot:
    """Record a state of a fact table as the current one; earlier ones stay for the runs that are pinned to
    them.
    """
    with transaction.atomic():
        FactSnapshot.objects.filter(table=manifest.table, is_current=True).update(is_current=False)
        return FactSnapshot.objects.create(
            table=manifest.table,
            manifest_json=manifest.to_json(),
            manifest_id=manifest.id,
            row_count=manifest.row_count,
            created_at=now(),
            import_record=import_record,
        )
