"""What the environment says, with safe defaults, and a clear error where it says something impossible.

ATTAIN_HOME            folder of all state; ~/.attain unless set ATTAIN_DATABASE_URL
postgresql://user:password@host:port/name, or sqlite:///path; a file in ATTAIN_HOME unless set
ATTAIN_SECRET_KEY      signs sessions; unless set, a key is made once and kept in ATTAIN_HOME ATTAIN_URL
the address people use, such as https://attain.example.com; https makes cookies secure ATTAIN_ALLOWED_HOSTS
further host names, separated by commas; this machine's loopback is always allowed ATTAIN_TRUST_PROXY     1
when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For itself ATTAIN_DEBUG           1 shows
tracebacks in the browser; for development alone ATTAIN_LOG_LEVEL       DEBUG, INFO (default), WARNING or
ERROR
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BUSY_SECONDS = 20
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def is_on(name: str) -> bool:
    """Whether a switch is on; an unknown word is an error rather than a guess."""
    text = os.environ.get(name, "").strip().lower()
    if text in ("", "0", "false", "no", "off"):
        return False
    if text in ("1", "true", "yes", "on"):
        return True
    raise ImproperlyConfigured(f"{name} is “{text}”. Write 1 or 0.")


def home() -> Path:
    """The folder of all state, made if need be, closed to other users of the machine."""
    folder = Path(os.environ.get("ATTAIN_HOME") or Path.home() / ".attain").expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {folder} cannot be made ({error.strerror}). Set ATTAIN_HOME to one you may write."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """ATTAIN_SECRET_KEY, or the key kept in ``folder/secret-key``, which is made once with mode 0600."""
    given = os.environ.get("ATTAIN_SECRET_KEY", "")
    if given:
        if len(given) < 40:
            raise ImproperlyConfigured("ATTAIN_SECRET_KEY is too short; use 40 random characters or more.")
        return given
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(path)
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(key)
    return key


def _kept_key(path: Path) -> str:
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(
            f"{path} is empty. Delete it, and a new key is made; everyone signs in again."
        )
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return key


def database(folder: Path) -> dict[str, Any]:
    """Django's settings for the records database."""
    url = os.environ.get("ATTAIN_DATABASE_URL", "")
    if not url:
        return sqlite(folder / "attain.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:])).expanduser())
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"ATTAIN_DATABASE_URL starts with “{parts.scheme}”. Write postgresql://user:password@host:5432/name "
        "or sqlite:////folder/file.sqlite3."
    )


def sqlite(path: Path | str) -> dict[str, Any]:
    """One file for all processes: readers beside one writer (WAL), writers wait for each other.

    Transactions begin as writers (IMMEDIATE), so that two of them queue up instead of failing half-way, and
    ``recursive_triggers`` makes REPLACE fire the triggers that forbid deletion.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON;PRAGMA cache_size=-16000;",
        },
    }


def public_address() -> tuple[str, str]:
    """Scheme and host (with port) of ATTAIN_URL; empty when it is not set."""
    url = os.environ.get("ATTAIN_URL", "").strip()
    if not url:
        return "", ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(
            f"ATTAIN_URL is “{url}”. Write the whole address: https://attain.example.com."
        )
    return parts.scheme, parts.netloc


def allowed_hosts() -> list[str]:
    """Loopback, the host of ATTAIN_URL and those of ATTAIN_ALLOWED_HOSTS."""
    more = [name.strip() for name in os.environ.get("ATTAIN_ALLOWED_HOSTS", "").split(",")]
    _, netloc = public_address()
    own = urlsplit(f"//{netloc}").hostname
    return [*LOOPBACK, *([own] if own else []), *filter(None, more)]
