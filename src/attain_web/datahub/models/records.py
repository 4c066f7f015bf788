"""The record tables that imports fill, besides people and their positions: a model for each contract."""

from __future__ import annotations

from django.db import models

from attain.tables import RECORD_TABLES
from attain_web.core.models import EffectiveRecord, VersionedRecord
from attain_web.core.models.versioned import current_once, range_is_forward

_TEXT = 300


def _identifier() -> models.CharField[str, str]:
    return models.CharField(max_length=_TEXT, db_index=True)


def _text() -> models.CharField[str | None, str | None]:
    return models.CharField(max_length=_TEXT, null=True, blank=True)


def _currency() -> models.CharField[str | None, str | None]:
    return models.CharField(max_length=3, null=True, blank=True)


def _number() -> models.BigIntegerField[int | None, int | None]:
    return models.BigIntegerField(null=True, blank=True)


class Territory(VersionedRecord):
    """A set of accounts or an area that a seat covers."""

    contract = RECORD_TABLES["territories"]
    territory_id = _identifier()
    name = models.CharField(max_length=_TEXT)
    region = _text()
    country = _text()

    class Meta:
        constraints = (current_once(RECORD_TABLES["territories"]),)

    def __str__(self) -> str:
        return self.name


class Account(VersionedRecord):
    """A company that buys or may buy."""

    contract = RECORD_TABLES["accounts"]
    account_id = _identifier()
    name = models.CharField(max_length=_TEXT)
    industry = _text()
    segment = _text()
    country = _text()
    region = _text()
    territory_id = _text()
    employees = _number()
    annual_revenue_minor = _number()
    currency = _currency()
    founded_year = _number()
    parent_account_id = _text()

    class Meta:
        constraints = (current_once(RECORD_TABLES["accounts"]),)

    def __str__(self) -> str:
        return self.name


class AccountOwner(EffectiveRecord):
    """A position that owns an account for a range of days."""

    contract = RECORD_TABLES["account_owners"]
    account_id = _identifier()
    position_id = _identifier()

    class Meta:
        constraints = (
            current_once(RECORD_TABLES["account_owners"]),
            range_is_forward(RECORD_TABLES["account_owners"]),
        )

    def __str__(self) -> str:
        return f"{self.position_id} owns {self.account_id}"


class Product(VersionedRecord):
    """A product or service on offer."""

    contract = RECORD_TABLES["products"]
    product_id = _identifier()
    name = models.CharField(max_length=_TEXT)
    category = _text()
    list_price_minor = _number()
    cost_minor = _number()
    currency = _currency()

    class Meta:
        constraints = (current_once(RECORD_TABLES["products"]),)

    def __str__(self) -> str:
        return self.name


class Quota(EffectiveRecord):
    """A target of a position for a measure and a range of days."""

    contract = RECORD_TABLES["quotas"]
    position_id = _identifier()
    measure = models.CharField(max_length=_TEXT)
    amount_minor = _number()
    quantity = _number()
    currency = _currency()

    class Meta:
        constraints = (current_once(RECORD_TABLES["quotas"]), range_is_forward(RECORD_TABLES["quotas"]))

    def __str__(self) -> str:
        return f"{self.measure} of {self.position_id}"


class Parameter(EffectiveRecord):
    """A value that a plan refers to by name, for a scope and a range of days."""

    contract = RECORD_TABLES["parameters"]
    name = models.CharField(max_length=_TEXT)
    scope = models.CharField(max_length=20)
    scope_id = models.CharField(max_length=_TEXT, blank=True, default="")  # part of the key, so never null
    value = models.CharField(max_length=_TEXT)
    currency = _currency()

    class Meta:
        constraints = (
            current_once(RECORD_TABLES["parameters"]),
            range_is_forward(RECORD_TABLES["parameters"]),
        )

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class FxRate(VersionedRecord):
    """How many units of one currency one unit of another buys, from a day until the next row."""

    contract = RECORD_TABLES["fx_rates"]
    from_currency = models.CharField(max_length=3)
    to_currency = models.CharField(max_length=3)
    rate_type = models.CharField(max_length=60)
    valid_from = models.DateField()
    rate = models.BigIntegerField()

    class Meta:
        constraints = (current_once(RECORD_TABLES["fx_rates"]),)

    def __str__(self) -> str:
        return f"{self.from_currency} to {self.to_currency}, {self.rate_type}"
