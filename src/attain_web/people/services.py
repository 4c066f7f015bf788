"""Writing people, positions and assignments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from attain.tables import TableContract
from attain_web.core import audit
from attain_web.core.versioning import Key, Saved
from attain_web.core.versioning import save_rows as save_versions
from attain_web.people.models import Assignment, Person, Position

RECORD_MODELS: dict[str, type[Person] | type[Position] | type[Assignment]] = {
    model.contract.name: model for model in (Person, Position, Assignment)
}


def save_rows(
    contract: TableContract,
    rows: Iterable[Mapping[str, Any]],
    actor: Any,
    source: str,
    *,
    remove: Sequence[Key] = (),
) -> Saved:
    """Record many rows of ``people``, ``positions`` or ``assignments``, as an import does: one audit event.

    The rows are valid for the contract; only new and changed ones are written.
    """
    with transaction.atomic():
        saved = save_versions(RECORD_MODELS[contract.name], rows, actor=actor, source=source, remove=remove)
        if saved.changed:
            counts = {"inserted": saved.inserted, "updated": saved.updated, "removed": saved.removed}
            subject = audit.Subject(f"people.{contract.name}", source, contract.title)
            audit.record(actor, "save", subject, None, counts)
    return saved
