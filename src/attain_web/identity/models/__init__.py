"""Who signs in, with which roles, sessions and tokens."""

from __future__ import annotations

from attain_web.identity.models.attempt import SignInAttempt
from attain_web.identity.models.session import Session
from attain_web.identity.models.token import ApiToken
from attain_web.identity.models.user import RoleGrant, User

__all__ = ["ApiToken", "RoleGrant", "Session", "SignInAttempt", "User"]
