"""Slows down guessing of passwords, counted in the database and so across all processes and servers.

An attempt is written down before the password is looked at, and removed when it was right: attempts that race
each other all count. Whether an address exists makes no difference to anything that is counted or answered.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from attain_web.core.clock import now
from attain_web.identity.models import SignInAttempt

WINDOW_MINUTES = 15
PER_EMAIL_AND_ADDRESS = 5
PER_EMAIL = 20
PER_ADDRESS = 50


def begin_attempt(email: str, address: str) -> bool:
    """Note an attempt; False when there have been too many, and the password must not be looked at."""
    moment = now()
    since = moment - timedelta(minutes=WINDOW_MINUTES)
    digest = _digest(email)
    recent = SignInAttempt.objects.filter(at__gte=since)
    if (
        recent.filter(email_digest=digest, address=address).count() >= PER_EMAIL_AND_ADDRESS
        or recent.filter(email_digest=digest).count() >= PER_EMAIL
        or recent.filter(address=address).count() >= PER_ADDRESS
    ):
        return False
    attempt = SignInAttempt.objects.create(at=moment, email_digest=digest, address=address)
    earlier = recent.filter(email_digest=digest, address=address, id__lte=attempt.pk)
    SignInAttempt.objects.filter(at__lt=since).delete()
    return earlier.count() <= PER_EMAIL_AND_ADDRESS


def forget_attempts(email: str, address: str) -> None:
    """The password was right: what was typed wrong before no longer counts."""
    SignInAttempt.objects.filter(email_digest=_digest(email), address=address).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; the last hop that the trusted proxy has noted, where there is one."""
    if settings.TRUSTS_PROXY:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
        if hops:
            return hops[-1][:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def _digest(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()
