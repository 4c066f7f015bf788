"""Reading the data that calculations use: records as known at a moment, facts as they stand.

These functions return whole tables and are for calculations and for people who may read all data; what a
page shows to whom is the page's selector's business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from attain.store import FactStore, Manifest
from attain.store.reading import Filters
from attain.tables import FACT_TABLES, RECORD_TABLES
from attain_web.datahub.models import FactSnapshot
from attain_web.datahub.records import RECORD_MODELS


def fact_store() -> FactStore:
    """The store of this installation's facts."""
    return FactStore(Path(settings.FACTS_FOLDER))


def current_snapshot(name: str) -> FactSnapshot | None:
    """The current state of a fact table; None when nothing was ever imported into it."""
    return FactSnapshot.objects.filter(table=name, is_current=True).first()


def current_manifest(name: str) -> Manifest | None:
    """The manifest of the current state of a fact table; None when nothing was ever imported into it."""
    snapshot = current_snapshot(name)
    return None if snapshot is None else snapshot.manifest


def fact_table(name: str, filters: Filters | None = None, columns: Sequence[str] | None = None) -> pa.Table:
    """The current rows of a fact table that match ``filters``, sorted by key; empty before the first
    import.
    """
    manifest = current_manifest(name)
    if manifest is None:
        empty = FACT_TABLES[name].table([])
        return empty if columns is None else empty.select(list(columns))
    return fact_store().read(manifest, columns=columns, filters=filters)


def record_table(name: str, known_at: dt.datetime | None = None) -> pa.Table:
    """A record table as an Arrow table sorted by key: as we know it now, or as we knew it at ``known_at``."""
    contract = RECORD_TABLES[name]
    manager = RECORD_MODELS[name].objects
    rows = manager.current() if known_at is None else manager.as_known_at(known_at)
    names = [column.name for column in contract.columns]
    table = contract.table(_without_empty_texts(row) for row in rows.order_by().values(*names))
    return table.sort_by([(name, "ascending") for name in contract.key])  # databases order text differently


def _without_empty_texts(row: dict[str, object]) -> dict[str, object]:
    """Records keep a missing text as an empty one; tables have no value there."""
    return {name: None if value == "" else value for name, value in row.items()}


def table(name: str) -> pa.Table:
    """The current rows of a record or fact table, sorted by key."""
    return record_table(name) if name in RECORD_TABLES else fact_table(name)
