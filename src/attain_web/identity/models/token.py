"""Tokens by which programs use the API in a user's name. Only a hash is kept; the token itself is shown
once.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from attain_web.identity.models.user import User

PREFIX = "attain_"


class ApiTokenManager(models.Manager["ApiToken"]):
    """Finds tokens by their secret text."""

    def usable(self, text: str) -> ApiToken | None:
        """The token with this text if it is neither expired nor revoked and its user is active."""
        if not text.startswith(PREFIX) or len(text) > 200:
            return None
        moment = timezone.now()
        return (
            self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=moment))
            .filter(digest=digest_of(text), revoked_at__isnull=True, user__is_active=True)
            .select_related("user")
            .first()
        )


class ApiToken(models.Model):
    """A token: whose, what it may (``read`` or ``write``, which includes reading), until when."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ApiTokenManager] = ApiTokenManager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``active``, ``expired`` or ``revoked``."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at is not None and self.expires_at <= timezone.now() else "active"

    def allows(self, scope: str) -> bool:
        """Whether the token may be used for ``read`` or ``write``."""
        return self.scope == self.Scope.WRITE or scope == self.Scope.READ


def new_secret() -> str:
    """A fresh token text: 256 random bits behind a prefix by which scanners recognise a leak."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(text: str) -> str:
    """What is kept of a token; plain SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(text.encode()).hexdigest()
