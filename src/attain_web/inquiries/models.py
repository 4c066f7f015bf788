"""Inquiries: questions of a payee about a line, a missing deal or a whole statement, and the thread about
them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Inquiry(models.Model):
    """A question about a payee's statement of a period.

    ``component`` and ``transaction_id`` name the line it is about; both empty for the whole statement.
    ``line`` is the line's name in links.
    """

    class About(models.TextChoices):
        LINE = "line", "A line of the statement"
        MISSING = "missing", "A deal that is missing"
        STATEMENT = "statement", "The whole statement"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        RESOLVED = "resolved", "Resolved"

    person_id = models.CharField(max_length=200)
    period = models.CharField(max_length=16)
    about = models.CharField(max_length=10, choices=About.choices, default=About.STATEMENT)
    component = models.CharField(max_length=200, blank=True, default="")
    transaction_id = models.CharField(max_length=200, blank=True, default="")
    line = models.CharField(max_length=40, blank=True, default="")
    subject = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inquiries")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-changed_at", "-id")
        verbose_name_plural = "inquiries"
        indexes = (
            models.Index(fields=("state", "changed_at"), name="inquiry_by_state"),
            models.Index(fields=("person_id",), name="inquiry_by_payee"),
        )

    def __str__(self) -> str:
        return self.subject


class InquiryMessage(models.Model):
    """A message of the thread. Written once."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:80]
