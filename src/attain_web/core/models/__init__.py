"""The records that every part of the product shares."""

from __future__ import annotations

from attain_web.core.models.audit import AuditEvent
from attain_web.core.models.company import Company
from attain_web.core.models.job import Job, WorkerHeartbeat
from attain_web.core.models.versioned import (
    EffectiveRecord,
    VersionedManager,
    VersionedQuerySet,
    VersionedRecord,
)

__all__ = [
    "AuditEvent",
    "Company",
    "EffectiveRecord",
    "Job",
    "VersionedManager",
    "VersionedQuerySet",
    "VersionedRecord",
    "WorkerHeartbeat",
]
