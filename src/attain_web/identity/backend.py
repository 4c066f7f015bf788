"""Signing in by e-mail address and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from attain_web.identity.models import User


class PasswordBackend(BaseBackend):
    """Takes as long for an unknown address as for a wrong password, so that addresses cannot be found out."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """The active user with this address and password."""
        if username is None or password is None:
            return None
        user = User.objects.filter(email=username.strip().lower()).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The active user of a session."""
        return User.objects.filter(pk=user_id, is_active=True).first()
