"""The audit log: who changed what, when, from what to what."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One change. Append-only: triggers refuse to change or delete a row.

    ``before`` and ``after`` hold the fields concerned (null before a creation, null after a removal).
    ``actor`` is null where the product itself acted; ``actor_name`` says who, even after an account is
    renamed.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="audit_events"
    )
    actor_name = models.CharField(max_length=254)
    action = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=200)
    object_label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("object_type", "object_id"), name="audit_by_object"),)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.object_label or self.object_id}"

    @property
    def row_id(self) -> str:
        """The id of the event's row in a page."""
        return f"event-{self.pk}"
