"""Which state of a fact table is current, and which ones were."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from attain.store import Manifest


class FactSnapshot(models.Model):
    """A state of a fact table: a manifest of immutable files. Older ones stay, for runs that are pinned to
    them.
    """

    table = models.CharField(max_length=60)
    manifest_json = models.TextField()
    manifest_id = models.CharField(max_length=64)
    row_count = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    import_record = models.ForeignKey(
        "datahub.Import", null=True, on_delete=models.PROTECT, related_name="snapshots"
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("table",), condition=Q(is_current=True), name="fact_snapshot_current_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.manifest_id[:8]}"

    @property
    def manifest(self) -> Manifest:
        """The state's manifest."""
        return Manifest.from_json(self.manifest_json)
