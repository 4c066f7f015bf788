"""A seat in the sales organisation."""

from __future__ import annotations

from django.db import models

from attain.tables import RECORD_TABLES
from attain_web.core.models import EffectiveRecord
from attain_web.core.models.versioned import current_once, range_is_forward

_CONTRACT = RECORD_TABLES["positions"]


class Position(EffectiveRecord):
    """A version of what a seat is for a range of days: title, role, manager, territory, plan, target."""

    contract = _CONTRACT

    position_id = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    manager_position_id = models.CharField(max_length=100, null=True, blank=True)
    territory_id = models.CharField(max_length=100, null=True, blank=True)
    region = models.CharField(max_length=100, null=True, blank=True)
    plan_id = models.CharField(max_length=100, null=True, blank=True)
    currency = models.CharField(max_length=3)
    target_incentive_minor = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (current_once(_CONTRACT), range_is_forward(_CONTRACT))
        indexes = (models.Index(fields=("position_id", "recorded_at"), name="position_versions"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.position_id})"
