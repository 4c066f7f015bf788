"""A person who holds a position for a range of days."""

from __future__ import annotations

from django.db import models

from attain.tables import RECORD_TABLES
from attain_web.core.models import EffectiveRecord
from attain_web.core.models.versioned import current_once, range_is_forward

_CONTRACT = RECORD_TABLES["assignments"]


class Assignment(EffectiveRecord):
    """A version of who holds a seat from when to when."""

    contract = _CONTRACT

    person_id = models.CharField(max_length=100)
    position_id = models.CharField(max_length=100)

    class Meta:
        constraints = (current_once(_CONTRACT), range_is_forward(_CONTRACT))
        indexes = (
            models.Index(fields=("person_id", "recorded_at"), name="assignment_of_person"),
            models.Index(fields=("position_id", "recorded_at"), name="assignment_of_position"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} holds {self.position_id}"
