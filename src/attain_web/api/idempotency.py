"""A POST with an ``Idempotency-Key`` happens once, however often it is sent.

The key is taken in a transaction of its own, which others see at once. The effect and its answer are written
in one transaction: a process that dies in between leaves neither, and after a while the key may be taken
again. Only answers of success are kept, for a day; after an error the key is free for the corrected request.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from attain_web.api.models import KeyedRequest
from attain_web.api.problem import Refusal, invalid_value, problem_response
from attain_web.core.clock import now
from attain_web.identity.models import User

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT = timedelta(hours=24)
GIVEN_UP = timedelta(minutes=15)
KEPT_HEADERS = ("Content-Type", "Location")
_USABLE = re.compile(r"[\x21-\x7e]{1,200}\Z")


def answer_once(request: HttpRequest, user: User, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to the request, or the one that was given to the same request before."""
    key = request.headers[HEADER]
    if not _USABLE.match(key):
        raise invalid_value(f"header.{HEADER}", "The key is not 1 to 200 visible ASCII characters.")
    digest = _hash(request)
    mine = _take(request, user, key, digest)
    if isinstance(mine, HttpResponse):
        return mine
    try:
        with transaction.atomic():
            response = answer()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif 200 <= response.status_code < 300 and not _keep(mine, response):
                transaction.set_rollback(True)  # another has taken over, and answers
                response = problem_response(request, Refusal("idempotency-in-progress"))
    except BaseException:
        _free(mine)
        raise
    if not 200 <= response.status_code < 300:
        _free(mine)
    return response


def _take(request: HttpRequest, user: User, key: str, digest: str) -> KeyedRequest | HttpResponse:
    moment = now()
    KeyedRequest.objects.filter(started_at__lt=moment - KEPT).delete()
    try:
        with transaction.atomic():
            return KeyedRequest.objects.create(
                user=user,
                key=key,
                method=request.method or "",
                path=request.path[:500],
                request_hash=digest,
                attempt=uuid.uuid4(),
                started_at=moment,
            )
    except IntegrityError:
        known = KeyedRequest.objects.filter(user=user, key=key).first()
    if known is None:
        raise Refusal("idempotency-in-progress", headers={"Retry-After": "1"})
    if known.request_hash != digest:
        raise Refusal("idempotency-key-reused")
    if known.status is not None:
        return _replay(known)
    return _take_over(known)


def _take_over(known: KeyedRequest) -> KeyedRequest:
    moment, attempt = now(), uuid.uuid4()
    abandoned = KeyedRequest.objects.filter(
        pk=known.pk, attempt=known.attempt, status__isnull=True, started_at__lt=moment - GIVEN_UP
    )
    if not abandoned.update(attempt=attempt, started_at=moment):
        raise Refusal("idempotency-in-progress", headers={"Retry-After": "1"})
    known.attempt = attempt
    return known


def _keep(mine: KeyedRequest, response: HttpResponse) -> bool:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    held = KeyedRequest.objects.filter(pk=mine.pk, attempt=mine.attempt)
    return bool(held.update(status=response.status_code, headers=headers, body=response.content))


def _free(mine: KeyedRequest) -> None:
    KeyedRequest.objects.filter(pk=mine.pk, attempt=mine.attempt, status__isnull=True).delete()


def _replay(known: KeyedRequest) -> HttpResponse:
    response = HttpResponse(bytes(known.body), status=known.status, headers=known.headers)
    response.headers[REPLAYED] = "true"
    return response


def _hash(request: HttpRequest) -> str:
    """What makes a request the same: method, address and content; a multipart body by its parts, not its
    boundary.
    """
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(repr((name, file.name, _content_hash(file))).encode())
    return digest.hexdigest()


def _content_hash(file: UploadedFile[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
