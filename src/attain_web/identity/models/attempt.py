"""Attempts to sign in that have not succeeded, counted across all processes by the throttle."""

from __future__ import annotations

from django.db import models


class SignInAttempt(models.Model):
    """One attempt: a digest of the e-mail address that was typed, and where from. Removed on success and by
    age.
    """

    at = models.DateTimeField(db_index=True)
    email_digest = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=45, db_index=True)

    def __str__(self) -> str:
        return f"{self.address} at {self.at}"
