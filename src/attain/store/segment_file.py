"""How a segment gets onto the disk: the whole file under its final name, or nothing.

Order of a write: a temporary file, fsync, rename to the name of its content, fsync of the folder. A crash
in between leaves a temporary file or a file that no manifest names; both are what ``sweep`` removes.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from attain.kernel.fingerprint import fingerprint_file

ROW_GROUP_ROWS = 122_880
TEMPORARY_PREFIX = ".writing-"
SUFFIX = ".parquet"
_LOCK = ".lock"


def write_segment(folder: Path, rows: pa.Table) -> tuple[str, str]:
    """Write ``rows`` as a file named by its content; returns its name and SHA-256.

    The bytes depend on the rows and the version of the Parquet writer alone. A file of that name that is
    already there is kept: it holds the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder, fcntl.LOCK_SH):
        handle, temporary = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=folder)
        try:
            os.fchmod(handle, 0o644)
            with os.fdopen(handle, "wb") as stream:
                pq.write_table(
                    rows.replace_schema_metadata(None),
                    stream,
                    compression="zstd",
                    row_group_size=ROW_GROUP_ROWS,
                    store_schema=False,
                )
                stream.flush()
                os.fsync(stream.fileno())
            sha256 = fingerprint_file(Path(temporary))
            name = sha256 + SUFFIX
            os.replace(temporary, folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        sync_folder(folder)
    return name, sha256


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_folder(folder: Path, keep: Collection[str], older_than_ns: int | None) -> int:
    """Remove temporary and unnamed files of ``folder``; returns how many.

    Files touched at ``older_than_ns`` (nanoseconds since 1970) or later stay: a writer may be about to
    name them.
    """
    removed = 0
    with _locked(folder, fcntl.LOCK_EX):
        for path in sorted(folder.iterdir()):
            if path.name in keep or not (path.name.startswith(TEMPORARY_PREFIX) or path.suffix == SUFFIX):
                continue
            if older_than_ns is not None and path.stat().st_mtime_ns >= older_than_ns:
                continue
            path.unlink()
            removed += 1
        if removed:
            sync_folder(folder)
    return removed


@contextmanager
def _locked(folder: Path, mode: int) -> Iterator[None]:
    """Writers share the lock, a sweep has it alone, so that it never removes a file that is being renewed."""
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, mode)
        yield
    finally:
        os.close(handle)
