"""Which model keeps which record table."""

from __future__ import annotations

from attain_web.core.models import VersionedRecord
from attain_web.datahub.models import Account, AccountOwner, FxRate, Parameter, Product, Quota, Territory
from attain_web.people.models import Assignment, Person, Position

RECORD_MODELS: dict[str, type[VersionedRecord]] = {
    model.contract.name: model
    for model in (
        Person,
        Position,
        Assignment,
        Territory,
        Account,
        AccountOwner,
        Product,
        Quota,
        Parameter,
        FxRate,
    )
}
