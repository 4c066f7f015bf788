"""Writing the audit log. Call it inside the transaction of the change, so that neither exists without the
other.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model

from attain_web.core.clock import now
from attain_web.core.models import AuditEvent
from attain_web.core.request_id import request_id

NOBODY = "Attain"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about, where it is no model instance: ``people.position`` ``P-7`` “Account
    executive”.
    """

    type: str
    id: str
    label: str = ""


def subject_of(obj: Model | Subject) -> Subject:
    """The subject that stands for a model instance: ``people.person``, its key or primary key, its text."""
    if isinstance(obj, Subject):
        return obj
    return Subject(obj._meta.label_lower, str(obj.pk), str(obj)[:300])


def record(
    actor: Any,
    action: str,
    obj: Model | Subject,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event; ``actor`` None means that the product acted by itself. Unequal fields alone are
    kept.
    """
    subject = subject_of(obj)
    old, new = _plain(before), _plain(after)
    if old is not None and new is not None:
        old, new = _unequal(old, new), _unequal(new, old)
    return AuditEvent.objects.create(
        at=now(),
        actor=actor,
        actor_name=str(actor) if actor is not None else NOBODY,
        action=action,
        object_type=subject.type,
        object_id=subject.id[:200],
        object_label=subject.label[:300],
        before=old,
        after=new,
        request_id=request_id.get(),
    )


def _unequal(these: dict[str, Any], those: dict[str, Any]) -> dict[str, Any]:
    missing = object()
    return {name: value for name, value in these.items() if those.get(name, missing) != value}


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {str(name): _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_value(item) for item in value]
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be kept in the audit log")
