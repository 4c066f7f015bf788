"""Uploaded files: kept once under the name of their content, never under a name that someone chose."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from attain.connect import ReadLimits
from attain.kernel.problem import Problem, ProblemError
from attain_web.core import audit
from attain_web.core.clock import now
from attain_web.datahub.models import Import

MEBIBYTE = 1024 * 1024
MAX_UPLOAD_BYTES = 256 * MEBIBYTE
WEB_LIMITS = ReadLimits(
    file_bytes=MAX_UPLOAD_BYTES,
    expanded_bytes=2048 * MEBIBYTE,
    rows=5_000_000,
    columns=500,
    child_seconds=90,
    child_memory_bytes=1536 * MEBIBYTE,
)


def folder() -> Path:
    """Where uploads are kept."""
    return Path(settings.HOME) / "uploads"


def path_of(record: Import) -> Path:
    """The file of an import."""
    return folder() / record.sha256[:2] / record.sha256


def receive(name: str, chunks: Iterable[bytes], actor: Any, *, max_bytes: int = MAX_UPLOAD_BYTES) -> Import:
    """Keep an uploaded file and record an import of it; raises ProblemError for one that is empty or too
    large.
    """
    folder().mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".receiving-", dir=folder())
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in chunks:
                size += len(chunk)
                if size > max_bytes:
                    text = f"The file is larger than {max_bytes // MEBIBYTE} MB."
                    hint = "Divide it, compress it with gzip, or use “attain import” on the server."
                    raise ProblemError([Problem("file-too-large", text, hint=hint)])
                digest.update(chunk)
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        if size == 0:
            raise ProblemError([Problem("file-empty", "The file is empty.", hint="Choose another file.")])
        record = Import(
            file_name=clean_name(name),
            sha256=digest.hexdigest(),
            size_bytes=size,
            created_at=now(),
            created_by=actor,
        )
        target = path_of(record)
        target.parent.mkdir(exist_ok=True)
        os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    record.save()
    audit.record(actor, "import.uploaded", record, after={"file": record.file_name, "sha256": record.sha256})
    return record


def clean_name(name: str) -> str:
    """A file name that is safe to show: no folders, no control characters, at most 200 characters."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in base if letter.isprintable())[:200] or "file"
