"""Writing versioned records: only what is new or changed is written, and what it replaces stays readable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from attain_web.core.clock import now
from attain_web.core.models import VersionedRecord

M = TypeVar("M", bound=VersionedRecord)
Key = tuple[Any, ...]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Saved:
    """How many rows were inserted, updated (a newer version of a known key), left as they were, removed."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def changed(self) -> int:
        """Rows that were written or removed."""
        return self.inserted + self.updated + self.removed


def save_rows(
    model: type[M],
    rows: Iterable[Mapping[str, Any]],
    *,
    actor: Any,
    source: str,
    remove: Sequence[Key] = (),
    moment: dt.datetime | None = None,
) -> Saved:
    """Record ``rows`` (columns of the model's contract in contract types; a missing column is empty).

    A row whose key is known and whose values are the same writes nothing. ``remove`` lists keys whose current
    version ends without a successor. Of rows with the same key the last one counts. All happens in one
    transaction, at one ``recorded_at``.
    """
    wanted = {_key(model, values): values for values in (_values(model, row) for row in rows)}
    with transaction.atomic():
        known = _current(model, [*wanted, *remove])
        moment = moment or now()
        fresh, outdated, unchanged = [], [], 0
        for key, values in wanted.items():
            current = known.get(key)
            if current is not None and current.row() == values:
                unchanged += 1
                continue
            fresh.append(model(**values, recorded_at=moment, recorded_by=actor, source=source))
            if current is not None:
                outdated.append(current.pk)
        replaced = len(outdated)
        gone = [known[key].pk for key in remove if key in known and key not in wanted]
        outdated += gone
        for start in range(0, len(outdated), BATCH):
            model.objects.filter(pk__in=outdated[start : start + BATCH]).update(superseded_at=moment)
        model.objects.bulk_create(fresh, batch_size=BATCH)
    return Saved(len(fresh) - replaced, replaced, unchanged, len(gone))


def _values(model: type[VersionedRecord], row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as the model keeps it: every column, empty text for a missing text."""
    values = {}
    for column in model.contract.columns:
        value = row.get(column.name)
        if value is None and not model._meta.get_field(column.name).null:
            value = ""
        values[column.name] = value
    return values


def _key(model: type[VersionedRecord], values: Mapping[str, Any]) -> Key:
    return tuple(values[name] for name in model.contract.key)


def _current(model: type[M], keys: Sequence[Key]) -> dict[Key, M]:
    """The current versions of these keys; the whole table when they are many."""
    current: QuerySet[M] = model.objects.filter(superseded_at__isnull=True)
    if len(keys) <= BATCH:
        first = model.contract.key[0]
        current = current.filter(**{f"{first}__in": {key[0] for key in keys}})
    wanted = set(keys)
    return {record.key: record for record in current if record.key in wanted}
