"""A person who works in sales."""

from __future__ import annotations

from django.db import models

from attain.tables import RECORD_TABLES
from attain_web.core.models import VersionedRecord
from attain_web.core.models.versioned import current_once

_CONTRACT = RECORD_TABLES["people"]


class Person(VersionedRecord):
    """A version of what is known about a person."""

    contract = _CONTRACT

    person_id = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, null=True, blank=True)
    country = models.CharField(max_length=100, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    hired_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    payroll_id = models.CharField(max_length=100, null=True, blank=True)

    class Meta:
        constraints = (current_once(_CONTRACT),)
        indexes = (models.Index(fields=("person_id", "recorded_at"), name="person_versions"),)

    def __str__(self) -> str:
        return self.name
