"""What imports bring and calculations read: records, snapshots of facts, and the imports themselves."""

from __future__ import annotations

from attain_web.datahub.models.imports import Import, ImportMapping, ImportRejection
from attain_web.datahub.models.records import (
    Account,
    AccountOwner,
    FxRate,
    Parameter,
    Product,
    Quota,
    Territory,
)
from attain_web.datahub.models.snapshot import FactSnapshot

__all__ = [
    "Account",
    "AccountOwner",
    "FactSnapshot",
    "FxRate",
    "Import",
    "ImportMapping",
    "ImportRejection",
    "Parameter",
    "Product",
    "Quota",
    "Territory",
]
