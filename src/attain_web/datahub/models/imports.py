"""Imports: a file that someone gave, how it was read, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ImportMapping(models.Model):
    """A mapping kept under a name, offered again when a file has the same headers."""

    name = models.CharField(max_length=120, unique=True)
    text = models.TextField()
    headers_fingerprint = models.CharField(max_length=64, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A file on its way into the tables: uploaded, mapped, checked, imported.

    ``report`` holds what ``ImportReport.to_dict`` gives, of the last check or of the import.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Not mapped yet"
        CHECKED = "checked", "Checked"
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Imported"
        FAILED = "failed", "Failed"

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="imports"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    sheet = models.CharField(max_length=200, blank=True, default="")
    mapping_name = models.CharField(max_length=120, blank=True, default="")
    mapping_text = models.TextField(blank=True, default="")
    report = models.JSONField(null=True)
    failure = models.TextField(blank=True, default="")
    job = models.ForeignKey("core.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name

    @property
    def tone(self) -> str:
        """How its state is marked."""
        return {"done": "positive", "failed": "negative", "uploaded": "neutral"}.get(self.state, "info")

    @property
    def rejected_count(self) -> int:
        """How many lines of the file were rejected by one of its tables or more."""
        report = self.report or {}
        added = sum(int(table["rejected"]) for table in report.get("tables", []))
        return int(report.get("rejected_lines", added))

    @property
    def source(self) -> str:
        """What the rows that it brought name as their source."""
        return f"import {self.pk}"


class ImportRejection(models.Model):
    """A row that was not taken: its line, its values as they stand in the file, and why."""

    import_record = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejections")
    table = models.CharField(max_length=60)
    line = models.PositiveBigIntegerField()
    values = models.JSONField()
    code = models.CharField(max_length=60)
    reason = models.TextField()
    hint = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("line", "id")
        indexes = (models.Index(fields=("import_record", "line"), name="rejection_by_import"),)

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"
