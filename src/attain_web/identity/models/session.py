"""Sessions in the database, each with its user, so that people see theirs and can end them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


class Session(AbstractBaseSession):
    """A browser that is signed in (``user`` null: one that is not, yet)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    device = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ("-seen_at",)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that keeps sessions in this table."""
        from attain_web.identity.session_store import SessionStore

        return SessionStore
