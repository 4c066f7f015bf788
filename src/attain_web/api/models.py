"""What the API keeps of its own: the answers to requests that carry an idempotency key."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeyedRequest(models.Model):
    """A POST with an ``Idempotency-Key``: being worked on, or answered (``status`` is set).

    ``attempt`` tells who works on it: only the holder may write the answer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=500)
    request_hash = models.CharField(max_length=64)
    attempt = models.UUIDField()
    started_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="keyed_request_once"),)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
